"""Reads of dialogues: the viewer, or the phone's token, comes first."""
