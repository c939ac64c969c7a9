"""The only writers of candidates, lessons, evidence and answers to findings."""
