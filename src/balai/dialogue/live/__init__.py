"""The room while people are in it: phones, the projector, and the convenor's desk."""
