"""Times spelt out, as the web page of Teams has them read aloud: `Name 1 minute 13 seconds`."""

from __future__ import annotations

import re

from fgtools.transcripts.labels import could_be, name_like
from fgtools.transcripts.markdown import bare
from fgtools.transcripts.recording import tidy_label
from fgtools.transcripts.stamped import Head

HOURS = r"(?:hours?|hrs?|std|stunden?|heures?|horas?|or[ae]|uur|uren|godz\w*|timm?\w*|tunti\w*|awr)"
MINUTES = r"(?:m|mins?|minut\w*|munud\w*)"
SECONDS = r"(?:s|secs?|sec[ou]n\w*|segundos?|sekun\w*|eiliad\w*)"
SPELT = re.compile(
    rf"(?:(?P<h>\d{{1,4}}) {HOURS}\.?,? )?(?:(?P<m>\d{{1,4}}) {MINUTES}\.?,?)"
    rf"(?: (?:\w{{1,3}} )?(?P<s>\d{{1,4}}) {SECONDS}\.?)?"
    rf"|(?P<h0>\d{{1,4}}) {HOURS}\.?,?(?: (?:\w{{1,3}} )?(?P<s0>\d{{1,4}}) {SECONDS}\.?)?",
    re.IGNORECASE,
)
BEFORE_NUMBER = re.compile(r"\s+(?=\d)")
LONGEST = 80
"""Only the end of a line is searched for its time, however long the line is."""


def spelt_head(text: str) -> Head | None:
    """Return the head that a line with a spelt-out time is; `marked` where it is sure to be one."""
    plain = bare(text)
    offset = max(len(plain) - LONGEST, 0)
    for gap in BEFORE_NUMBER.finditer(plain, offset):
        match = SPELT.fullmatch(plain, gap.end())
        label = tidy_label(plain[: gap.start()])
        if match and label:
            h, m, s = (match[u] or match[v] for u, v in (("h", "h0"), ("m", "m"), ("s", "s0")))
            begin = int(h or 0) * 3600 + int(m or 0) * 60 + int(s or 0)
            marked = bool(s) and (name_like(label) or could_be(label))
            return Head(label, float(begin), marked=marked)
    return None
