"""Ports to the outside: files and mail here; the clock and the embedder have modules of their own."""
