"""The subcommands of ``trials``, each loaded when it is called."""
