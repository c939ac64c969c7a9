"""Asking: a question is answered by quotations only, or not at all.

`queries.answer` takes sentences from passages and lessons' quotes that the viewer may see, asks
the core which of them support an answer, and names the source of each. `wording` may phrase a
summary of them, where a steward has set up an address for it: every sentence of it needs words of
a quotation.
"""
