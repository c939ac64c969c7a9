"""The only writers of comments, contests, looks and what an organisation speaks for."""
