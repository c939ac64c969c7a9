"""Dates in English: Django's are American, and pages in plain "en" are meant for everybody.

`SHORT_DATE_FORMAT` names the month, for 3/4/2026 is two days to two readers.
"""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
TIME_FORMAT = "H:i"
FIRST_DAY_OF_WEEK = 1
