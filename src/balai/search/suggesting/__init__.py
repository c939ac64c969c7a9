"""Completing what is typed, and the word that was meant.

Both draw on two things only: the vocabulary, which is everybody's, and the titles of the sources
that the viewer may see. Titles are held in memory to propose; the policy's table decides about
each in SQL, and what is given back is the title as this viewer is shown it.
"""
