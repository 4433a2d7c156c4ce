"""Surnames in every case, script and spelling, and who is meant by one."""
