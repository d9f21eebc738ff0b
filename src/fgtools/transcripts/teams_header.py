"""What stands above a Teams transcript: title, date, duration; often edited, never trusted."""

from __future__ import annotations

import re
from collections.abc import Sequence

TITLE = re.compile(
    r".{1,300}-(?P<day>20\d{6})(?:_\d{6}(?:UTC)?)?(?:-.{1,80})?"
    r"|.{1,300}-(?:meeting (?:recording|transcript)|besprechungs\w+|grabación de la reunión"
    r"|transcripción de la reunión|enregistrement de la réunion|registrazione della riunione)",
    re.IGNORECASE,
)
DURATION = re.compile(
    r"(?=\d)(?:(?P<h>\d{1,2}) ?(?:h|hrs?|std\.?|g|u))?[ ,]*(?:(?P<m>\d{1,3}) ?(?:m|mins?\.?))?[ ,]*"
    r"(?:(?P<s>\d{1,2}) ?(?:s|secs?\.?|sek\.?))?",
    re.IGNORECASE,
)
MONTHS = "january february march april may june july august september october november december"
DATE = re.compile(
    rf"(?:(?P<d1>\d{{1,2}}) )?(?P<month>{'|'.join(MONTHS.split())}) (?:(?P<d2>\d{{1,2}}), )?"
    r"(?P<year>20\d\d)\b.{0,30}",
    re.IGNORECASE,
)
ROUNDED = 2.0
"""Seconds by which a stamp may pass the duration: both are rounded."""


def is_title(text: str) -> bool:
    """Tell whether a line is the title that Teams gives a recording or transcript."""
    return TITLE.fullmatch(text) is not None


def contradictions(header: Sequence[str], last: float | None) -> list[str]:
    """Return a warning where the header contradicts itself or the stamps (`last` in seconds)."""
    warnings: list[str] = []
    durations = [(text, length) for text in header if (length := _length(text)) is not None]
    for text, length in durations[:1]:
        if last is not None and last > length + ROUNDED:
            warnings.append(
                f"The header gives {text} as duration, the last stamp is later; "
                "the stamps are trusted."
            )
    titled = {m["day"] for text in header if (m := TITLE.fullmatch(text)) and m["day"]}
    dated = {day for text in header if (day := _day(text))}
    if titled and dated and titled.isdisjoint(dated):
        warnings.append("The title and the line of the date name different days.")
    return warnings


def _length(text: str) -> float | None:
    match = DURATION.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    h, m, s = (int(match[unit] or 0) for unit in "hms")
    return float(h * 3600 + m * 60 + s)


def _day(text: str) -> str:
    match = DATE.fullmatch(text)
    if match is None or not (match["d1"] or match["d2"]):
        return ""
    month = MONTHS.split().index(match["month"].lower()) + 1
    return f"{match['year']}{month:02d}{int(match['d1'] or match['d2']):02d}"
