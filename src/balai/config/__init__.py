"""Settings, addresses and start-up of a node."""
