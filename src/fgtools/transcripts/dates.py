"""Dates in attendance reports: day and month stand in either order, and nothing says which."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

TIME = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?(?:\.\d{1,9})?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?"
)
BETWEEN = r"\D{0,8}"
DATE = re.compile(
    rf"(?P<one>\d{{1,4}})[/.\-]\s?(?P<two>\d{{1,2}})[/.\-]\s?(?P<three>\d{{2,4}})\.?{BETWEEN}{TIME}"
)
NAMED = re.compile(
    rf"(?:\w{{2,12}},?\s)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s(?:de\s)?(?P<month>[^\W\d_]{{3,10}})"
    rf"|(?P<month2>[^\W\d_]{{3,10}})\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?),?\s(?:de\s)?"
    rf"(?P<year>\d{{4}}){BETWEEN}{TIME}"
)
CLOCK = re.compile(TIME)
MONTHS = (
    "jan gen ene", "feb fev", "mar mrz maa mar", "apr avr abr", "mai may mag mei", "jun giu juin",
    "jul lug juil", "aug ago aou", "sep set", "oct okt ott out", "nov", "dec dez dic",
)  # fmt: skip


def readable(printed: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """Return each date as ISO 8601 (local time, no zone), and a warning if the order was guessed.

    A number above 12 settles the order; so does a number that differs while the other stays the
    same, for a meeting lasts hours, not months. Else a.m. and p.m. mean the American order, dots
    and all else day first. A time without a date stays one; what is neither is left out.
    """
    texts = [text for text in dict.fromkeys(printed) if text.strip()]
    found = {text: match for text in texts if (match := DATE.match(_plain(text)))}
    month_first, sure = _order(list(found.values()))
    dates = {text: iso for text, match in found.items() if (iso := _iso(match, month_first))}
    for text in texts:
        if text not in found and (iso := _named(_plain(text)) or _clock(_plain(text))):
            dates[text] = iso
    if not found or sure:
        return dates, []
    order = "month before day" if month_first else "day before month"
    return dates, [f"The dates do not say their order; they were read as {order}."]


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in spread if not unicodedata.combining(c))
    return " ".join(bare.split())


def _order(found: list[re.Match[str]]) -> tuple[bool, bool]:
    """Return whether the month comes first, and whether the dates themselves say so."""
    found = [match for match in found if len(match["one"]) < 4]
    firsts = [int(match["one"]) for match in found]
    seconds = [int(match["two"]) for match in found]
    if not found or any(n > 12 for n in firsts):
        return False, True
    if any(n > 12 for n in seconds):
        return True, True
    if len(set(firsts)) == 1 and len(set(seconds)) > 1:
        return True, True
    if len(set(seconds)) == 1 and len(set(firsts)) > 1:
        return False, True
    if all(re.match(r"\d+\.", match[0]) for match in found):
        return False, True
    # "p. m." is how Spanish writes it, and Spain and its neighbours put the day first.
    halves = [match["half"] for match in found if match["half"]]
    if any(" " in half.strip() for half in halves):
        return False, True
    same = all(one == two for one, two in zip(firsts, seconds, strict=True))
    return bool(halves), same


def _iso(match: re.Match[str], month_first: bool) -> str:
    one, two, three = match["one"], match["two"], match["three"]
    if len(one) == 4:
        year, month, day = int(one), int(two), int(three)
    else:
        year = int(three) + (2000 if len(three) == 2 else 0)
        month, day = (int(one), int(two)) if month_first else (int(two), int(one))
    return _whole(year, month, day, match)


def _named(text: str) -> str:
    match = NAMED.match(text)
    if match is None:
        return ""
    name = match["month"] or match["month2"]
    months = [n for n, names in enumerate(MONTHS, 1) if name.startswith(tuple(names.split()))]
    if not months:
        return ""
    return _whole(int(match["year"]), months[0], int(match["day"] or match["day2"]), match)


def _whole(year: int, month: int, day: int, match: re.Match[str]) -> str:
    clock = _time(match)
    if not (clock and 1 <= month <= 12 and 1 <= day <= 31):
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}T{clock}"


def _clock(text: str) -> str:
    match = CLOCK.match(text)
    return _time(match) if match else ""


def _time(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    if hour > 23 or int(match["minute"]) > 59:
        return ""
    return f"{hour:02d}:{match['minute']}:{match['second'] or '00'}"
