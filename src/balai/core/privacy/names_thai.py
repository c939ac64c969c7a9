"""Thai names behind a title. Thai has no capitals and no spaces between words, so a title's
letters also begin other words ("นายกรัฐมนตรี", prime minister), and a given name ends at a space,
at another script, or where a word that often follows a name begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from balai.core.privacy.finding import Finding, FindingType, found
from balai.core.privacy.searched import Searched

_THAI = re.compile("[ก-ฮ]")
_LETTERS = r"[ก-ฮะ-ูเ-์]"
_TITLE = (
    r"(?:นางสาว|น\.ส\.|(?<!ขุน)นาง(?!แบบ|เอก|พยาบาล|ฟ้า|งาม|รำ|ร้าย|บำเรอ|นวล|สนม)"
    r"|นายแพทย์|น\.พ\.|นพ\.|พญ\.|แพทย์หญิง|ทพ\.|ดร\.|ผศ\.|รศ\.|(?<![ก-๙])ศ\.|ศาสตราจารย์(?!อยู่|"
    r"ที่|ประจำ|ด้าน)"
    r"|(?<!เจ้า)(?<!มิถุ)(?<!ท)(?<!ทำ)(?<!มูล)นาย(?!ก|อำเภอ|จ้าง|ทะเบียน|ตำรวจ|ทหาร|หน้า|ทุน|"
    r"สถานี|ช่าง|พล|ท้าย|ท่า|"
    r"ประกัน|ใหญ่|เรือ|ธนาคาร|ร้อย|ดาบ|สิบ|ของ|ที่|และ)"
    r"|เด็กชาย(?!ที่|อายุ|และ)|เด็กหญิง(?!ที่|กว่า|อายุ|และ)|ด\.ช\.|ด\.ญ\.|หม่อมราชวงศ์|หม่อมหลวง|"
    r"ม\.ร\.ว\.|ม\.ล\.|คุณหญิง"
    r"|(?<![ก-๙])คุณ(?!ภาพ|ค่า|สมบัติ|ธรรม|ลักษณะ|ประโยชน์|ครู|แม่|พ่อ|หมอ|วุฒิ|ูปการ|ปู่|ย่า|ตา|"
    r"ยาย|ลุง|ป้า|น้า|จะ|ที่|และ|ก็|คือ|เป็น|ไม่|ได้|มี)"
    r"|(?:ว่าที่\s?)?(?:พล|พ|ร|จ|ส|ด)\.(?:ต|ท|อ|ส|จ)?\.?(?:ต|ท|อ|จ)\.(?:หญิง)?"
    r"|(?:พล|พัน|ร้อย|จ่าสิบ|สิบ|ดาบ|นาวา|เรือ)(?:ตำรวจ|อากาศ|เรือ)?(?:เอก|โท|"
    r"ตรี)(?:หญิง)?\s?(?!ของ)|น้อง(?!สาว|ชาย|ใหม่|ๆ|เขย|สะใภ้)|พระครู|พระมหา|หลวงพ่อ)"
)
_AFTER = (
    r"กล่าว|เปิดเผย|ระบุ|และ|ได้|ซึ่ง|ที่|เป็น|จะ|มี|ใน|ให้|ไป|มา|อายุ|เพื่อ|โดย|กับ|ว่า|ถูก|ผู้|"
    r"พร้อม|ยัง|ก็|จึง|อยู่|กว่า|ยืนยัน|แจ้ง|"
    r"ชี้แจง|เดินทาง|ขอ|เผย|รอง|ประธาน|หัวหน้า|รัฐมนตรี|อดีต|หรือ|แถลง|สั่ง|นำ|จาก|ตอบ|บอก|ต้อง|ไม่"
)
_PART = rf"{_LETTERS}{{2,20}}?(?=(?:{_AFTER})|(?!{_LETTERS}))"
_NAME = re.compile(rf"{_TITLE}\s?{_PART}(?:\s{{1,2}}(?!{_AFTER}){_PART})?")


def thai_names(searched: Searched) -> Iterator[Finding]:
    """Yield a title, a given name and, behind a space, a surname."""
    text = searched.text
    if _THAI.search(text) is None:
        return
    for match in _NAME.finditer(text):
        yield found(text, *match.span(), FindingType.NAME, 0.8, "Thai title and name")
