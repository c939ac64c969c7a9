"""Finding: the index beside the records, and one search by words and by meaning."""
