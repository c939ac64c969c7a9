"""Candidates, lessons and evidence; what is said about them, and who agreed to be named."""

from balai.knowledge.models.consent import Attribution, AttributionState
from balai.knowledge.models.lessons import (
    MARKED,
    Candidate,
    CandidateState,
    Evidence,
    Kind,
    Lesson,
    LessonLabel,
    LessonState,
    Statement,
)
from balai.knowledge.models.voice import (
    Comment,
    CommentState,
    Community,
    CommunityLook,
    Contest,
    ContestState,
    LookState,
)

__all__ = [
    "MARKED",
    "Attribution",
    "AttributionState",
    "Candidate",
    "CandidateState",
    "Comment",
    "CommentState",
    "Community",
    "CommunityLook",
    "Contest",
    "ContestState",
    "Evidence",
    "Kind",
    "Lesson",
    "LessonLabel",
    "LessonState",
    "LookState",
    "Statement",
]
