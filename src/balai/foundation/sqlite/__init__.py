"""Django's SQLite backend, with one lock round every write of every process of a node."""
