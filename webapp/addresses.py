"""All addresses of the site, gathered: each module named here adds its own when it is imported."""

from __future__ import annotations

from webapp import routes, routes_api, routes_check, routes_export

MODULES = (routes, routes_api, routes_check, routes_export)
site = routes.site
