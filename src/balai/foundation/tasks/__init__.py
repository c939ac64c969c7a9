"""Tasks: work that is queued with its cause, leased while it runs, and taken up when its runner dies."""
