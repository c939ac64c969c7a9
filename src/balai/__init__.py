"""Balai: an exchange of what was learned."""

__version__ = "0.1.0"
