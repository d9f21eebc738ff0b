"""The lists that names are weighed against; `data/README.md` names their sources."""

from __future__ import annotations

import csv
import gzip
import unicodedata
from functools import cache
from importlib.resources import files

DATA = files("fgtools.names") / "data"


LETTERS = str.maketrans({"ł": "l", "ı": "i", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe"})


def folded(text: str) -> str:
    """Return `text` in lower case, without accents, with straight apostrophes."""
    low = text.casefold().replace("’", "'")
    if low.isascii():
        return low
    parts = unicodedata.normalize("NFKD", low)
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(LETTERS)


def _packed(name: str) -> list[str]:
    return gzip.decompress((DATA / name).read_bytes()).decode().split("\n")


def _lines(name: str) -> list[str]:
    lines = (DATA / name).read_text("utf-8").split("\n")
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@cache
def ordinary() -> frozenset[str]:
    """Return the ordinary words of British English in lower case."""
    return frozenset(word.lstrip("+") for word in _packed("words.txt.gz"))


@cache
def word_names() -> frozenset[str]:
    """Return names that are also everyday words: Grace, Will, Rose, Long."""
    return frozenset(name for line in _lines("word_names.txt") for name in line.split())


@cache
def given_word_names() -> frozenset[str]:
    """Return the first names among them: the first line of the list."""
    return frozenset(_lines("word_names.txt")[0].split())


@cache
def common() -> frozenset[str]:
    """Return the words that were often said in recorded meetings, with our field's own."""
    said = (word[1:] for word in _packed("words.txt.gz") if word.startswith("+"))
    return frozenset(said) | _SPOKEN


@cache
def everyday() -> frozenset[str]:
    """Return the words that people say all the time, among them names that are such words."""
    return (common() - _NAMES_FIRST) | word_names()


@cache
def small_words() -> frozenset[str]:
    """Return the words that hold a sentence together."""
    return frozenset(word for line in _lines("small_words.txt") for word in line.split())


@cache
def name_flags() -> dict[str, str]:
    """Return for each part of a name its flags: F or L where British lists have it as first or
    last name, f or l where other lists have it."""
    flags = dict(line.split(" ", 1) for line in _packed("names.txt.gz") if line)
    shorts = {short for same in nicknames().values() for short in same if len(short) > 3}
    for name in {*nicknames(), *said_as(), *shorts} - ordinary() - places():
        listed = flags.get(name, "")
        flags[name] = listed.upper() if listed == "l" else "F" + listed.replace("F", "")
    return flags


@cache
def places() -> frozenset[str]:
    """Return the towns and districts of the United Kingdom, and London's boroughs."""
    return (frozenset(_packed("places.txt.gz")) | frozenset(BOROUGHS)) - {""}


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Return for each first name its short forms and pet names."""
    rows = csv.DictReader(_lines("nicknames.csv"))
    table: dict[str, set[str]] = {}
    for row in rows:
        shorts = {folded(short) for short in row["short"].split()}
        table.setdefault(folded(row["name"]), set()).update(shorts)
    return {name: frozenset(shorts) for name, shorts in table.items()}


@cache
def seldom_words() -> frozenset[str]:
    """Return first names that a dictionary has as words nobody says: john, tom, graham, beth."""
    known = {*nicknames(), *(short for same in nicknames().values() for short in same)}
    first = {name for name in known if "F" in name_flags().get(name, "")}
    return frozenset((first & ordinary()) - everyday() - _WORDS_FIRST)


@cache
def said_as() -> dict[str, tuple[str, ...]]:
    """Return for names that are not said as spelt how they are said, in English spelling."""
    rows = csv.DictReader(_lines("sounds.csv"))
    return {folded(row["name"]): tuple(row["said"].split()) for row in rows}


@cache
def shipped_allow() -> frozenset[str]:
    """Return what only looks like a name, in lower case; an entry may have several words."""
    return frozenset(folded(line) for line in _lines("allow.txt"))


_SPOKEN = frozenset({
    "i", "im", "ive", "ill", "id", "its", "thats", "dont", "cant", "wont", "isnt", "hes",
    "shes", "theyre", "youre", "were", "ok", "okay", "um", "er", "erm", "uh", "mm", "hmm",
    "mhm", "yeah", "yep", "nah", "hiya", "ta", "oh", "ah", "aw", "ha", "hey", "ooh", "wow",
    "gosh", "cos", "gonna", "wanna", "gotta", "kinda", "dunno", "innit", "whos", "whats",
    "theres", "lets", "weve", "youve", "theyve", "didnt", "doesnt", "wasnt", "couldnt",
    "wouldnt", "shouldnt", "havent", "hasnt", "arent", "werent", "aint", "bloody", "email",
    "emails", "online", "website", "caseworker", "caseworkers", "mainstream", "safeguarding",
    "timeline", "timelines", "workload", "caseload", "caseloads", "backlog", "wellbeing",
    "toolkit", "webinar", "spreadsheet", "headteacher", "headteachers", "paediatric",
    "paediatrics", "paediatrician", "neurodiverse", "neurodivergent", "soz", "oof", "touche",
    "cheers", "hello", "goodbye", "thanks", "lad", "lads", "lass", "pal", "fella", "bloke",
    "kid", "mum", "mums", "dad", "dads", "nan", "gran", "auntie", "uncle", "schools", "school",
    "pupil", "pupils", "boroughs", "borough", "tribunal", "tribunals", "panel", "teacher",
    "teachers", "senior", "assistant", "supervisor", "manager", "caption", "captions", "plans",
    "families", "carers", "carer", "therapist", "therapists", "psychologist", "psychologists",
    "statutory", "reception", "lovely", "brilliant", "councillor", "tuesdays", "wednesdays",
    "thursdays", "fridays", "mondays", "commissioners", "commissioner", "dysphagia", "physio",
    "physios", "docx", "xlsx", "html", "json", "svg", "png", "md", "o'clock", "ma'am",
    "y'know", "o'er",
})  # fmt: skip

_NAMES_FIRST = frozenset({
    "jo", "mike", "max", "jack", "sue", "dele", "del", "mel", "val", "mo", "kitty", "nick", "jude",
    "daisy", "jus", "lo", "tel",
})  # fmt: skip
"""Names that the word lists have, but that are seldom said as words."""

_WORDS_FIRST = frozenset({
    "agron", "benedict", "bola", "chi", "clement", "danish", "deb", "ebony", "gill", "gunter",
    "heather", "hind", "hyacinth", "jacobus", "jasmine", "jay", "jean", "jun", "kashmir", "lily",
    "ling", "logan", "mantas", "margarita", "ocean", "oke", "reg", "roger", "serena", "sultana",
    "yaw", "gillies", "josh", "jess", "franklin", "kelvin", "dele", "wale", "tope", "amir",
    "clementine", "clarence", "max", "lee", "terry", "maxwell", "gilbert",
})  # fmt: skip
"""Names that are said as words as well, if seldom."""

BOROUGHS = (
    "barking and dagenham", "barnet", "bexley", "brent", "bromley", "camden", "croydon", "ealing",
    "enfield", "greenwich", "hackney", "hammersmith and fulham", "haringey", "harrow", "havering",
    "hillingdon", "hounslow", "islington", "kensington and chelsea", "kingston upon thames",
    "lambeth", "lewisham", "merton", "newham", "redbridge", "richmond upon thames", "southwark",
    "sutton", "tower hamlets", "waltham forest", "wandsworth",
)  # fmt: skip
