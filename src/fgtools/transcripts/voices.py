"""Tell a label that is one person from rooms, unknown voices, devices and numbers for people."""

from __future__ import annotations

import re
from functools import lru_cache

ROOM = re.compile(
    r"\b(?:rooms?|suite|board\s?room|class\s?room|staff\s?room|studio|library|reception"
    r"|salle|sala|raum|saal|konferenzraum|besprechungsraum)\b(?!-)"
    r"|\b(?:town|village|city|main|school|assembly|sports|church|lecture|committee|meeting|large"
    r"|small|training) hall\b"
    r"|\b(?:civic|community|conference|children['’]?s|family|day|resource|leisure|training)"
    r" (?:cent(?:re|er)|hub)\b"
    r"|\b(?:pod|huddle|hub|office|table|bay|desk) ?[\d.]+[a-z]?$|\bmtr[-_ ]|\b(?:the|main|front"
    r"|head|sen|send|school|team) office$",
    re.IGNORECASE,
)
SEATS = re.compile(r"\(\s*(\d{1,3})\s*\)\s*$")
LEAST_SEATS = 4
"""A number in brackets from which on it is a room's seats, not somebody's second device."""
DEVICE = (
    r"(?:i[- ]?pad|i[- ]?phone|i[- ]?mac|mac ?book(?: (?:air|pro))?|android|samsung|galaxy"
    r"|pixel|huawei|one ?plus|tablet|phone|mobile|laptop|computer|desktop|pc|chromebook|surface"
    r"(?: (?:pro|hub|go))?|(?:conference|meeting|speaker|desk|work|home)[ -]?phone|polycom|webcam"
    r"|(?:meeting )?owl|(?:main |lapel |table )mic|microphone|recorder|dictaphone)"
)
ONLY_DEVICE = re.compile(
    rf"(?:the |my |work |school )?{DEVICE}(?:[ _-]*(?:\d+|pro|air|mini|plus|max|ultra|s\d+"
    r"|sm-\w+))*|(?:desktop|laptop|win|pc)-[a-z0-9]{4,}|sm-[a-z]\d+\w*",
    re.IGNORECASE,
)
CHANNEL = r"(?:speaker|spk|voice|sprecher(?:in)?|locuteur|hablante|orador|spreker|channel|ch)"
DIARISED = re.compile(rf"{CHANNEL}[ _-]?(?:\d{{1,3}}|[a-z])|s\d\d", re.IGNORECASE)
NOBODY = re.compile(
    rf"|{DIARISED.pattern}|(?:new |unknown |unidentified )?{CHANNEL}"
    r"|(?:unknown|unidentified|unnamed|unlabel+ed)(?: [a-z]+)?(?: \d+)?|no name|n/?a|none|null|\W+"
    r"|(?:guest|caller|attendee|anonymous|external|phone|dial-?in|call-?in|zoom|teams"
    r"|microsoft teams|webex)?[ _]?(?:guest|user|caller|attendee|anonymous)(?:[ _]?\d+)?"
    r"|\+?[\d* ().-]{5,}(?: \(?(?:phone|guest|external)\)?)?|(?:call-?in|phone) user.*|caller id"
    r"|inaudible|overtalk|cross-?talk|overlap(?:ping)?(?: (?:speech|talk))?"
    r"|(?:male|female)(?: (?:voice|speaker))?(?: \d+)?",
    re.IGNORECASE,
)
SEVERAL = re.compile(
    r"(?:multiple|several|many|various|mixed|both|all|other|some|two|three|unknown)"
    r"(?: (?:voices|speakers|participants|people|respondents|talking|at once|together|parents"
    r"|members|others))*"
    r"|(?:all |the |other )?(?:participants|respondents|speakers|voices|members|attendees|group"
    r"|everyone|everybody|audience|others|panel|class|chorus|students|pupils|parents|teachers)",
    re.IGNORECASE,
)
TOGETHER = re.compile(r"\s+(?:and|und|et|y|&|\+)\s+|\s*[&+;]\s*|\s*/\s*", re.IGNORECASE)
JOINED = re.compile(r"\S\s+(?:and|&|\+)\s+[^\W\d_]|\w[&+;]\w", re.IGNORECASE)
TOGETHER_WHY = "several people in one label: not one known person"
CHAIR = re.compile(
    r"(?:lead |main |co-?)?(?:facilitator|moderator|interviewer|researcher|investigator"
    r"|organi[sz]er|chair|host|convenor)(?:[ _-]?(?:\d+|[a-z]))?|int|mod|fac",
    re.IGNORECASE,
)
STANDS_FOR = frozenset({
    "participant", "respondent", "interviewee", "informant", "subject", "member", "delegate",
    "attendee", "witness", "facilitator", "moderator", "interviewer", "researcher",
    "investigator", "cofacilitator", "organiser", "organizer", "convenor", "chair", "host",
    "observer", "notetaker", "taker", "speaker", "interpreter", "translator", "parent",
    "carer", "mum", "mummy", "dad", "daddy", "mother", "father", "guardian", "grandparent",
    "sibling", "child", "pupil", "student", "learner", "person", "teacher", "headteacher",
    "head", "deputy", "senco", "sendco", "ep", "eps", "ot", "ots", "slt", "slts", "salt",
    "salts", "ta", "tas", "lsa", "hlta", "physio", "physiotherapist", "therapist",
    "psychologist", "caseworker", "casework", "officer", "coordinator", "worker", "manager",
    "governor", "adviser", "advisor", "commissioner", "professional", "practitioner", "nurse",
    "doctor", "gp", "paediatrician", "agent", "customer", "question", "answer", "female",
    "male", "man", "woman", "boy", "girl", "adult", "expert", "coach", "trainer", "asye",
    "user", "guest", "caller", "voice", "int", "mod", "fac",
})  # fmt: skip
BESIDE = frozenset({
    "and", "of", "the", "co", "lead", "main", "note", "young", "case", "social", "senior",
    "trainee", "assistant", "principal", "speech", "language", "occupational", "educational",
    "unknown",
})  # fmt: skip
"""Words that stand beside a post, and alone may be somebody's name."""
NUMBER = re.compile(
    r"\[?(?:FG ?\d+[ _-]?)?(?:[A-Za-z][ _.-]?\d{1,4}[a-z]?|[A-Z]{2,3}[_.-]?\d{1,4}|[A-Za-z]"
    r"|\d{1,4})\]?"
)


def not_one_person(label: str, among: frozenset[str] = frozenset()) -> str:
    """Return why a label is not one known person, in plain words; "" if it is one.

    `among` are all labels of the session and the names on its roster, by which labels of several
    people at once are told.
    """
    bare = " ".join(re.sub(r"[\[(](?:guest|external|extern|invité)[\])]", "", label, flags=re.I)
                    .split())  # fmt: skip
    if NOBODY.fullmatch(bare):
        return "a voice without a name: not one known person"
    if SEVERAL.fullmatch(bare):
        return "several voices at once: not one known person"
    if is_number(bare):
        return "" if not _are_numbers(bare) else TOGETHER_WHY
    if ROOM.search(bare) or _has_seats(bare, among):
        return "a shared room: not one known person"
    if ONLY_DEVICE.fullmatch(re.sub(r"\s*\(\d+\)$", "", bare)):
        return "a device without a name: not one known person"
    if _is_combined(bare, among):
        return TOGETHER_WHY
    return ""


def is_number(label: str) -> bool:
    """Tell whether people typed a number, a letter or a post for somebody (`P07`, `Parent 2`).

    Such a label is one known person, and no word of it is a name.
    """
    if NUMBER.fullmatch(label):
        return True
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", label)}
    posts = words & STANDS_FOR
    return bool(posts) and all(len(word) == 1 for word in words - posts - BESIDE)


def is_one_voice(label: str) -> bool:
    """Tell whether a label is one voice that a machine told from the others (`Speaker 1`)."""
    return DIARISED.fullmatch(label.strip()) is not None


def is_chair(label: str) -> bool:
    """Tell whether a label itself, or what stands in brackets in it, says facilitator."""
    asides = re.findall(r"[(\[]([^()\[\]]*)[)\]]", label)
    front = re.split(r"\s[-–—|]\s|[(\[]", label)[0].strip()
    return any(CHAIR.fullmatch(text.strip()) for text in (label.strip("[] "), front, *asides))


def names_within(label: str) -> tuple[str, ...]:
    """Return the names in a label of several people (`Ana and Bo`): they are names all the same."""
    if ROOM.search(label):
        return ()
    parts = [part.strip() for part in TOGETHER.split(label)]
    return tuple(p for p in parts if p and not is_number(p) and not not_one_person(p))


def _are_numbers(label: str) -> bool:
    """Tell whether a label is several numbers for people (`L1 L2`, `P1 & P2`)."""
    parts = [part for part in re.split(rf"{TOGETHER.pattern}|\s+|,", label) if part]
    numbers = {part.casefold() for part in parts if NUMBER.fullmatch(part)}
    return not NUMBER.fullmatch(label) and len(parts) == len(numbers) > 1


def _has_seats(label: str, among: frozenset[str]) -> bool:
    """Tell whether `(8)` at the end are a room's seats: not if the name before it is elsewhere."""
    found = SEATS.search(label)
    if found is None or int(found[1]) < LEAST_SEATS:
        return False
    return label[: found.start()].strip().casefold() not in _said_alone(among)[0]


def _is_combined(label: str, among: frozenset[str]) -> bool:
    """Tell whether a label joins people by a sign, or lists two whom the session also has alone."""
    bare = re.sub(r"[(\[][^()\[\]]*[)\]]", " ", label)
    if JOINED.search(bare):
        return True
    whole, first = _said_alone(among)
    for parts, known in (
        (TOGETHER.split(bare), whole | first),
        (bare.split(","), whole | first),
        (bare.split(), whole),
    ):
        each = {part.strip().casefold() for part in parts}
        if len(each) == len(parts) > 1 and each <= known and each & whole:
            return True
    return False


@lru_cache(maxsize=64)
def _said_alone(among: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return names as they are written, and the first words of names, in lower case."""
    first = (name.split()[0] for name in among if name.strip() and "," not in name)
    return frozenset(map(str.casefold, among)), frozenset(map(str.casefold, first))
