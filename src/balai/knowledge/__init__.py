"""What was learned: candidates, lessons, their evidence, and the review between them."""
