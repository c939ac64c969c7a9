"""The only writers of sources: bring in, keep what was read, replace, withdraw, delete, answer."""

from __future__ import annotations

from balai.library.actions.answering import (
    answer_finding,
    kept_under_rule,
    mask_under_rule,
    reopen_finding,
)
from balai.library.actions.bringing import add_address, add_source, attach_file, replace_source
from balai.library.actions.contributing import begin_contribution, submit_contribution
from balai.library.actions.details import Sharing, SourceDetails
from balai.library.actions.keeping import delete_source, describe_source, withdraw_source
from balai.library.actions.kinds import (
    ADDED,
    ANSWERED,
    DELETED,
    DESCRIBED,
    READ,
    REFUSED,
    REPLACED,
    SUBMITTED,
    WITHDRAWN,
)
from balai.library.actions.originals import keep_within_source, put_original_under_rule
from balai.library.actions.reading import keep_later_findings, keep_reading, refuse_reading

__all__ = [
    "ADDED",
    "ANSWERED",
    "DELETED",
    "DESCRIBED",
    "READ",
    "REFUSED",
    "REPLACED",
    "SUBMITTED",
    "WITHDRAWN",
    "Sharing",
    "SourceDetails",
    "add_address",
    "add_source",
    "answer_finding",
    "attach_file",
    "begin_contribution",
    "delete_source",
    "describe_source",
    "keep_later_findings",
    "keep_reading",
    "keep_within_source",
    "kept_under_rule",
    "mask_under_rule",
    "put_original_under_rule",
    "refuse_reading",
    "reopen_finding",
    "replace_source",
    "submit_contribution",
    "withdraw_source",
]
