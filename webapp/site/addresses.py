"""All addresses of the site, gathered: each module named here adds its own when it is imported."""

from __future__ import annotations

from webapp.site import api as routes_api
from webapp.site import evidence as routes_check
from webapp.site import files as routes_export
from webapp.site import pages as routes

MODULES = (routes, routes_api, routes_check, routes_export)
site = routes.site
