"""Words that look like the sign of a name and are not, each class once seen on real pages."""

from __future__ import annotations

import pytest

from balai.core.privacy import findings
from tests.core.privacy.marked import holds

ORDINARY = [
    # Thai: the pronoun "you", the counter for officers, siblings, words that end in a title
    "คุณชอบอาหารไทยไหม คุณกำลังทำอะไร คุณต้องการอะไร",
    "ตำรวจ 30 นาย และทหารหลายนาย เข้าร่วมอบรม",
    "ญาติพี่น้องและเพื่อนบ้านมาร่วมงาน",
    "ถ้ำหลวงขุนน้ำแม่นางนอน เปิดอีกครั้ง",
    # German: "I am", "the lady", abbreviations in capitals that are titles in small letters
    "Ich weiss, dass ich an eurer Seite bin. Dass ihr kommt, freut mich.",
    "The SMT Surabaya school and the PR Team met the IR Board.",
    # offices and bodies behind a word that is also a rank
    "Deputy Editor and General Practitioners Research and Professor Emeritus are posts.",
    "Secretario General de la Organización y Comisario de la Unión.",
    "Imam Pertama Masjid Negara dan SMA 5C memisahkan diri.",
    # Arabic: "the doctor alone", "the doctor generally"
    "يسافر الدكتور وحده ويعمل الدكتور عمومًا مع فريقه.",
    "Put it in the Blue bin Monday, the Paper bin Friday.",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_word_is_no_name(text: str) -> None:
    assert findings(text) == ()


@pytest.mark.parametrize(
    "marked",
    [
        "«Mr Costa» spoke. Delegates of Costa Rica listened. Then «Costa» left.",
        "«Professor Jane Holt» and «Imam Yusuf Rahman» agreed.",
        "«MR TAN» and «SGT LIM» signed.",
        "«คุณสมชาย ใจดี» กล่าว",
        "«นายสมชาย ใจดี» และเจ้าหน้าที่ 5 นาย",
        "«Daud bin Karim» datang.",
    ],
)
def test_a_name_beside_such_words_is_still_one(marked: str) -> None:
    holds(marked)
