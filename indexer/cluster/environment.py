"""How the environment and the options of a command name a cluster; apart, as every command knows the options."""

ADDRESS, NODE_DOWN = "TRIALS_CLUSTER", "TRIALS_NODE_DOWN"
"""Names in the environment: the address, and what to do where a node does not answer."""

TELL, REFUSE = "tell", "refuse"
"""To answer from the other nodes and tell which texts are missing, or to refuse."""
