"""What the encoder's token states give away: names in running text, places, dates and more.

A small network, learned from sets that people marked (`tools/train_names.py`), reads the states
of every token. What it gives back are marks: stretches with a type and a confidence, which
`balai.core.privacy.findings` joins with what the patterns found.
"""

from balai.core.privacy.learned.mark import Mark, MarkType

__all__ = ["Mark", "MarkType"]
