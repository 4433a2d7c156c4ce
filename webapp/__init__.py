"""How it is read: the web app, its templates and translations, and the ``trials`` command."""
