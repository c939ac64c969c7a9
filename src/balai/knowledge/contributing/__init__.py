"""Contributing: files with progress that survives a closed tab, or a case told in a short form."""
