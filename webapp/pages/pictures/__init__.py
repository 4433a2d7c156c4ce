"""Pages of pictures: a trial at a glance, who questions and who names whom, and each picture as a file."""
