"""People meet, say what they think, vote on it, and agree.

Planning (series, dialogues, sessions) is the app itself; `live` is the room: phones, projector,
and the convenor's desk. What a room agrees on is computed by `balai.core.opinions`.
"""
