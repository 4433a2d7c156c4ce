"""All pages, gathered: each module named here adds its addresses to the site when it is imported."""

from __future__ import annotations

from webapp.pages.about import help, machines
from webapp.pages.evidence import check, cited, page_concordance, report_file
from webapp.pages.finding import keywords, languages, search, several, statistics
from webapp.pages.holdings import home, people, person, report, text, texts
from webapp.pages.pictures import map_file, trial
from webapp.pages.reading import compare, passage, read, source
from webapp.pages.taking import desk, files

MODULES = (home, search, statistics, several, keywords, languages, texts, text, report, people, person, compare, help,
           desk, read, passage, machines, check, report_file, source, cited, page_concordance, files, map_file, trial)
"""The order does not matter: fixed parts of an address are tried before those that are values."""
