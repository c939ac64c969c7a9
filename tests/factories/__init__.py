"""Records for tests, made through the actions that everybody uses."""
