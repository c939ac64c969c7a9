"""Candidates, lessons and evidence links; what readers and communities say about them."""

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
