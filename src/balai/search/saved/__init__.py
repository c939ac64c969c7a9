"""Searches that somebody keeps, and is told of when they find something new.

A saved search is its owner's alone: nobody else sees that it is there, it is not in the journal,
and it goes with the account. It is asked again in the background, as its owner, after the index
changed; what it found is put through the policy once more whenever it is counted or shown.
"""
