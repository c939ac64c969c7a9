"""Month names as dates are written in the languages of the sample, with usual short forms."""

from __future__ import annotations

_NAMES = """
en January Jan February Feb March Mar April Apr May June Jun July Jul August Aug September Sept Sep
 October Oct November Nov December Dec
ms Januari Februari Mac Mei Julai Ogos Oktober Disember
id Maret Juni Juli Agustus Agt Desember Okt Des
nl maart mrt april mei juni juli augustus september oktober december januari februari
fr janvier janv février févr fév mars avril avr mai juin juillet juil août septembre octobre
 novembre décembre déc
es enero ene febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre
 diciembre dic
th มกราคม ม.ค. กุมภาพันธ์ ก.พ. มีนาคม มี.ค. เมษายน เม.ย. พฤษภาคม พ.ค. มิถุนายน มิ.ย. กรกฎาคม ก.ค.
 สิงหาคม ส.ค. กันยายน ก.ย. ตุลาคม ต.ค. พฤศจิกายน พ.ย. ธันวาคม ธ.ค.
ar يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس غشت سبتمبر شتنبر أكتوبر نوفمبر نونبر
 ديسمبر دجنبر ماي يوليوز كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين
"""


def month_names() -> tuple[str, ...]:
    """Return every name once, the longest first, so that "March" is tried before "Mar"."""
    words = {word for line in _NAMES.splitlines() for word in line.split() if len(word) > 2}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
