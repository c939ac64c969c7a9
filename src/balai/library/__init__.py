"""The library: sources, their original files, what was read in them, and their passages.

Readers of hostile files run in a child process; see `reading`.
"""
