"""The one policy: who may see which record, and what may be done with it.

Every record that can be read has one row in `Audience`, keyed by its kind and identifier. Lists,
counts, searches and exports join that row to the gates that stand open for the viewer.
"""
