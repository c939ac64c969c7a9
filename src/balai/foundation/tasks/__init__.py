"""Tasks: queued with their cause, leased while they run, taken up when their runner dies."""
