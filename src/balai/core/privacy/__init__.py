"""Personal data in text: find what may say who somebody is, mask it, and keep small groups hidden.

`findings` proposes, by pattern and by what an encoder marked; a person decides; `mask` withholds
and remembers the places, `group_equal` lets equal findings be answered once, `suppress_small`
guards tables of counts.
"""

from balai.core.privacy.detect import findings
from balai.core.privacy.finding import Finder, Finding, FindingType
from balai.core.privacy.grouping import Group, group_equal, normal_form
from balai.core.privacy.learned import Mark, MarkType
from balai.core.privacy.masking import Cover, Masked, MaskStyle, Place, mask, mask_style
from balai.core.privacy.suppression import SuppressedTable, suppress_small
from balai.core.privacy.why import Why

__all__ = [
    "Cover",
    "Finder",
    "Finding",
    "FindingType",
    "Group",
    "Mark",
    "MarkType",
    "MaskStyle",
    "Masked",
    "Place",
    "SuppressedTable",
    "Why",
    "findings",
    "group_equal",
    "mask",
    "mask_style",
    "normal_form",
    "suppress_small",
]
