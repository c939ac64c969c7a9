"""Ports to the outside: files and mail; clock and embedder have modules of their own."""
