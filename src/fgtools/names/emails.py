"""E-mail addresses, web addresses and handles, written and said aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fgtools.later import later
from fgtools.names.lexicon import word_names
from fgtools.names.numbers import is_letter
from fgtools.names.saying import DIGITS, LETTERS, LOOSE_LETTERS, TEENS, TENS, TIMES
from fgtools.names.words import FUNCTION, WORD, is_everyday, is_ordinary
from fgtools.nouns import Find, Span

TOP = (
    r"(?:com|net|org|example|test|info|biz|london|wales|cymru|scot|edu|io|me|tv|eu|ie|school|"
    r"education|"
    r"(?:co|org|gov|go|ac|sch|nhs|ltd|plc|police)[\s.]*(?:(?:dot|point|full stop)\s+)?(?:uk|u k)|"
    r"gov[\s.]*(?:(?:dot|point)\s+)?wales|nhs[\s.]*(?:(?:dot|point)\s+)?net|uk|gov)"
)
WRITTEN = tuple(
    (kind, later(pattern, re.IGNORECASE), score)
    for kind, pattern, score in (
        ("email", r"(?<![\w.+'’\-])[\w.+'’\-]{1,64}\s?@\s?"
         r"[\w\-]{1,63}(?:\s?\.\s?[\w\-]{1,63}){1,8}", 1.0),
        ("email", r"(?<![\w.+\-])[\w.+\-]{1,64}\s?[(\[{]\s?at\s?[)\]}]\s?[\w\-]+"
         r"(?:(?:\.|\s?[(\[{]\s?dot\s?[)\]}]\s?)[\w\-]+)+", 1.0),
        ("url", r"\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)]", 1.0),
        ("url", r"\bwww\.[^\s<>\"]+[^\s<>\".,;:!?)]", 1.0),
        ("url", r"(?<![\w.\-])[a-z0-9][\w\-]{0,62}(?:\.[\w\-]{1,63}){0,8}"
         r"\.(?:uk|com|org|net|example|info|london|wales|"
         r"cymru|edu|"
         r"io)\b(?:/[^\s<>\",;!?)]*[\w/])?", 0.98),
        ("handle", r"(?<![\w@.])@[A-Za-z_][\w.]*\w", 0.98),
    )
)  # fmt: skip
NATIONAL = frozenset({
    "nhs.net", "nhs.uk", "gov.uk", "gov.wales", "gmail.com", "hotmail.com", "outlook.com",
    "yahoo.com", "icloud.com", "bbc.co.uk", "ipsea.org.uk", "google.com", "booking.com",
    "legislation.gov.uk", "education.gov.uk", "ofsted.gov.uk", "hotmail.co.uk", "yahoo.co.uk",
})  # fmt: skip
"""Sites and hosts of everybody."""
WRITTEN_MARKS = later(r"@|://|\w\.[a-z]|[(\[{]\s?at\s?[)\]}]", re.IGNORECASE)

DOT = r"(?:\s*,?\s*\b(?:dot|point|full stop|stop)\b\s*,?\s*|\s*\.\s*|\s+)"
HARD_DOT = r"(?:\s*,?\s*\b(?:dot|point|full stop)\b\s*,?\s*|\s*\.\s*)"
LABEL = r"[\w'’\-]+"
HOST = (
    r"(?:gmail|google ?mail|hot ?mail|outlook|yahoo|icloud|live|aol|bt ?internet|btconnect|"
    r"proton ?mail|"
    r"talktalk|virgin ?media|sky|msn|tiscali|ntlworld)"
)
AT = later(
    rf"(?:\s*\b(?:at|@)\s+|\s*@\s*)(?:sign\s+)?"
    rf"(?P<domain>(?:{HOST}\b(?:{DOT}{TOP}\b)?)|"
    rf"(?:(?!at\b){LABEL}(?:{HARD_DOT}|[\s\-]+)){{0,6}}?{LABEL}(?:{HARD_DOT}{TOP}\b)+|"
    rf"(?:(?!at\b){LABEL}\s+){{1,4}}?(?:gov|nhs|org|co|sch|ac)\s+(?:uk|net)\b)",
    re.IGNORECASE,
)
SAID_WORDS = frozenset({
    "dot", "com", "co", "org", "net", "gov", "uk", "ac", "sch", "nhs", "gmail", "googlemail",
    "hotmail", "hot", "yahoo", "icloud", "outlook", "btinternet", "aol", "example", "twitter",
    "insta", "instagram", "tiktok", "tik", "snapchat", "threads", "bluesky", "facebook",
    "linkedin", "linked", "handle", "underscore", "score",
})  # fmt: skip
"""Words one of which an address or a handle said aloud has."""
AT_MARKS = later(
    rf"\b(?:dot|point|full stop)\b|\.\s?(?:com|co|org|net|gov|uk|go|ac|sch)\b|{HOST}|"
    r"\b(?:gov|nhs|org|co|sch|ac) (?:uk|net)\b",
    re.IGNORECASE,
)
WEB = later(
    rf"(?:(?:w\s?w\s?w|(?:double (?:u|you)\s+){{3}}|triple (?:w|double (?:u|you))|"
    rf"dub dub dub){HARD_DOT})"
    rf"?(?<![\w'’])(?!(?:it|is|that|this|the|a|no|and|org|co|gov|com|dot)\b){LABEL}(?:\s+(?:dot|"
    rf"dash|hyphen)\s+{LABEL})*?(?:\s+dot\s+{TOP}\b)+"
    rf"(?:\s+(?:slash|forward slash)\s+{LABEL}(?:\s+(?:dash|hyphen|underscore|slash|"
    rf"dot)\s+{LABEL})*)*",
    re.IGNORECASE,
)
SLASHED = rf"(?:\s+(?:slash|forward slash)\s+{LABEL}(?:\s+(?:dash|hyphen|slash)\s+{LABEL})*)+"
HANDLE = later(
    rf"\b(?:at|@)\s+(?P<it>{LABEL}(?:\s+(?:underscore|under score|dot)\s+{LABEL}|\s+\d+)*)"
    r"(?=\s+on\s+(?:twitter|instagram|insta|tik ?tok|facebook|linked ?in|snapchat|x|threads|"
    r"bluesky)\b)|"
    rf"\bhandle(?:'s|’s| is|,)+\s+(?:at\s+)?(?P<named>{LABEL}(?:\s+(?:underscore|under score|"
    rf"dot)\s+{LABEL})*)|"
    rf"(?<![\w'’\-])(?P<lined>{LABEL}(?:\s+(?:underscore|under score)\s+{LABEL})+)",
    re.IGNORECASE,
)
HANDLE_MARKS = later(
    r"\b(?:twitter|insta|instagram|tik ?tok|snapchat|threads|bluesky|facebook|linked ?in|handle|"
    r"under ?score|on x)\b",
    re.IGNORECASE,
)
VERB_OR_THING = later(
    r"\b(?:door|pan|car|love|to|can|can['’]?t|cannot|could|couldn['’]t|will|would|should|must|might|"
    r"not|i|we|you|they|who)\s*$",
    re.IGNORECASE,
)
"""What stands in front of "handle" as a verb, or as a thing."""
OWNED = later(
    r"(?:\b(?:my|your|his|her|our|their|twitter|insta|instagram|tik ?tok|snapchat|threads|bluesky|"
    r"facebook|linked ?in|youtube|mastodon|whatsapp|discord|reddit|telegram|x)|['’]s)[,:;]?\s*"
    r"(?:(?:um|er|erm|uh|like|yeah|the|new|old|own|page)\b[,\s]*)*$",
    re.IGNORECASE,
)
"""What stands in front of a handle that somebody has."""
LISTED = re.compile(r"(?:[,;:]|^)\s*$")
LIST_GOES_ON = re.compile(r"\s*,\s*[^\W\d_]+\s*(?:[,.;]|$)")
OF_TERMS = re.compile(r"\bWords: (?:[a-z'’-]+, )*$")
"""What stands in front of a word in a list of a topic's or code's words, as reports have them."""
AHEAD = 30
"""Code points in front of "handle" in which that is looked for."""
LINKS = frozenset({
    "dot", "underscore", "score", "under", "hyphen", "dash", "minus", "point", "stop", "full",
    "plus", "slash", "line",
})  # fmt: skip
JOINERS = later(
    r"(?:,?\s*(?:(?:that's|that’s|thats|and|it's|it’s|its)\s+)?(?:all )?(?:(?:as )?one word|"
    r"(?:in )?lower ?case|together|no spaces?|no dots?|no gaps?|joined up|small letters)\s*,?)+$",
    re.IGNORECASE,
)
SPELT = frozenset({*DIGITS, *TEENS, *TENS, *TIMES, *LETTERS})
FRONTS = FUNCTION | frozenset({
    "email", "e-mail", "mail", "emailed", "address", "send", "contact", "reach", "write", "via",
    "sent", "mine", "inbox", "message", "drop", "line", "use", "using", "so",
    "copy", "cc", "try", "forward", "e", "says", "said", "yeah", "um", "er", "erm",
})  # fmt: skip
REMARKS = frozenset({"with", "without", "a", "an"})
"""Words of remarks inside an address: "kerry-ann, *with a* hyphen"."""
LOCAL_REACH = 120
"""Code points in front of "at" in which the part before it is looked for."""


def written(text: str) -> Iterator[Find]:
    """Find addresses by their written form."""
    if not WRITTEN_MARKS.search(text):
        return
    for kind, pattern, score in WRITTEN:
        for match in pattern.finditer(text):
            if match.group().lower().removeprefix("www.") not in NATIONAL:
                yield Find(Span(*match.span()), kind, f"pattern-{kind}", score)


def said(text: str) -> Iterator[Find]:
    """Find addresses said aloud or half written: "sam dot okoro at fernbrook.gov.uk"."""
    if AT_MARKS.search(text):
        for match in AT.finditer(text):
            start = _local(text, match.start())
            if start < match.start() and _is_address(text, start, match):
                yield Find(Span(start, match.end()), "email", "spoken-email")
        for match in WEB.finditer(text):
            yield Find(Span(*match.span()), "url", "spoken-url", 0.95)
    if HANDLE_MARKS.search(text):
        yield from _handles(text)


def _handles(text: str) -> Iterator[Find]:
    for match in HANDLE.finditer(text):
        group = next(name for name in ("it", "named", "lined") if match[name])
        first = match[group].split()[0].lower()
        spare = group == "it" and is_everyday(match[group].lower()) and "@" not in match.group()
        if not spare and (group != "named" or _named(match, first)):
            start = match.start() if group == "it" else match.start(group)
            yield Find(Span(start, match.end(group)), "handle", "spoken-handle", 0.95)


def _named(match: re.Match[str], first: str) -> bool:
    """Tell whether what stands behind "handle" is one: "the door handle, arrived" is none.

    Nor is the next word in a list of words that has "handle" in it.
    """
    text, named = match.string, match["named"].lower()
    if first in FUNCTION:
        return False
    ahead = text[max(0, match.start() - AHEAD) : match.start()]
    said = text[match.start() + len("handle") : match.start("named")].strip(" ,")
    if said or OWNED.search(ahead):
        return True
    if VERB_OR_THING.search(ahead) or OF_TERMS.search(text, 0, match.start()):
        return False
    if LISTED.search(ahead):
        return not (is_ordinary(named) or LIST_GOES_ON.match(text, match.end("named")))
    return not is_everyday(named) or named in word_names()


def _is_address(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether "X at Y dot Z" is an address: "look at point com" is none."""
    domain = match["domain"].lower()
    if not re.fullmatch(HOST, domain):
        return True
    local = text[start : match.start()].lower()
    ahead = text[max(0, start - 40) : start].lower()
    return bool(re.search(r"\bdot\b|underscore|\d|\b\w \w\b|[._]|one word", local)) or (
        "mail" in ahead or "address" in ahead or not is_ordinary(local.split()[-1])
    )


def _local(text: str, end: int) -> int:
    """Return where the part in front of "at" begins: letters, links and one or two words."""
    floor = max(0, end - LOCAL_REACH)
    joiner = JOINERS.search(text, floor, end)
    words = list(WORD.finditer(text, floor, joiner.start() if joiner else end))
    start, plain = end, 0
    for k in range(len(words) - 1, -1, -1):
        low = words[k].group().lower()
        after = words[k + 1].group().lower() if k + 1 < len(words) else ""
        between = text[words[k].end() : words[k + 1].start()] if after else ""
        glued = bool(re.fullmatch(r"\s*[._\-+]\s*", between)) and "." not in between[1:]
        if low == "for" and k and is_letter(words[k - 1].group().lower()):
            start = words[k].start()
            continue
        linked = low in LINKS or after in LINKS or glued or after in REMARKS
        if low in REMARKS and (after in LINKS or after in REMARKS):
            start = words[k].start()
            continue
        letter = (
            (len(low) == 1 and (low not in ("i", "a") or after == "for"))
            or low in SPELT
            or low.isdigit()
        )
        if not (linked or letter):
            if low in LOOSE_LETTERS and after and _spelt_around(words, k):
                start = words[k].start()
                continue
            if not _goes_on(low, plain, bool(joiner)):
                break
            plain += 1
        start = words[k].start()
    return start


def _spelt_around(words: list[re.Match[str]], k: int) -> bool:
    """Tell whether a word that may be a letter stands between letters."""
    beside = [words[n].group().lower() for n in (k - 1, k + 1) if 0 <= n < len(words)]
    return all(len(low) == 1 or low in LETTERS for low in beside)


def _goes_on(low: str, plain: int, one_word: bool) -> bool:
    """Tell whether a word in front belongs to the address: a name, or one of "all one word"."""
    if one_word:
        return plain < 5 and (low not in FRONTS or (plain > 0 and low in ("the", "of", "and")))
    return low not in FRONTS and (plain == 0 or not is_everyday(low))
