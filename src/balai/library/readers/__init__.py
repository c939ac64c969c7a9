"""Readers of files: one module per format, each from bytes to raw blocks, without Django.

They run in a child process with limits (`balai.library.reading`), because files are hostile.
The format is decided by what the bytes are (`kinds.py`), never by the name alone.
"""
