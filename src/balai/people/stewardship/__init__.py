"""A node's stewardship: its people, organisations, links, words, stuck work and health."""
