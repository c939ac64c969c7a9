"""The only writers of dialogues."""
