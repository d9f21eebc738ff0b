"""What the words around a stretch tell about it being a person's name, without capitals or commas.

Points for a name and against one are added up: greetings, what only people do ("X reckons"), being
addressed ("X do you want to"), who is spoken of ("it was X who"); articles, pronouns and verbs
speak against. The points were set by hand on sentences written for it
(`tests/cases/word_names.csv`).
"""

from __future__ import annotations

from collections.abc import Iterator

from fgtools.names.lexicon import name_flags, word_names
from fgtools.names.words import FUNCTION, TITLES, Talk, is_everyday

SURE, LIKELY = 3, 2
"""Points from which a stretch stands like a name surely, or perhaps."""

THANKING = frozenset({
    "thanks", "cheers", "hi", "hello", "hiya", "hey", "morning", "afternoon", "bye", "welcome",
    "congratulations", "goodbye", "thankyou", "evening",
})  # fmt: skip
"""Words before an address that no verb follows."""
TURNING = frozenset({
    "sorry", "okay", "ok", "yeah", "yes", "oh", "right", "well", "please", "exactly", "agreed",
    "lovely", "brilliant", "no", "so", "um", "er", "erm", "ah", "ta", "listen", "look", "aw",
})  # fmt: skip
"""Words before an address that a verb may follow as well."""
CLOSING = frozenset({
    "you", "please", "mute", "sorry", "exactly", "hello", "right", "much", "point", "okay", "ok",
    "thanks", "agreed", "yeah", "yes", "now", "again", "then", "later", "there",
})  # fmt: skip
"""Words before an address at the end of a turn."""
ACTING = frozenset({
    "said", "says", "mentioned", "mentions", "reckons", "reckoned", "thinks", "told", "asked",
    "asks", "rang", "emailed", "phoned", "texted", "knows", "knew", "nodded", "laughs", "laughed",
    "wants", "wanted", "retired", "reminded", "talked", "joined", "agreed", "leads", "led",
    "covers", "covered", "manages", "managed", "explained", "suggested", "taught", "signs", "runs",
    "chairs", "chaired", "wrote", "sits", "asking", "saying", "texts", "rings", "emails", "sent",
    "does", "did", "joins", "supports", "supported", "retires", "moved", "thought", "spoke",
    "circulated", "shared", "reported", "called", "goes", "left", "puts", "keeps", "used", "took",
    "started", "came", "comes",
})  # fmt: skip
"""What people do, in the third person."""
TELLING = frozenset({
    "told", "ask", "asked", "tell", "rang", "emailed", "email", "phoned", "texted", "echo", "thank",
    "agree", "agreed", "messaged", "introduce", "remember", "meet", "met", "invite", "invited",
})  # fmt: skip
"""Verbs whose object is a person."""
TOWARDS = frozenset({"with", "to", "from", "about", "for", "by", "than", "between", "like"})
MEETING = frozenset({
    "agree", "agreed", "agrees", "meeting", "spoke", "speak", "speaking", "talked", "talking",
    "chat", "chatted", "over", "liaised", "worked", "working", "heard", "hear", "hand", "along",
    "email", "emails", "call", "message", "met", "back", "listening", "catch", "check", "checked",
    "supervision", "visit", "visited", "nothing", "anything", "said", "sent", "passed", "i'm",
})  # fmt: skip
"""Words before "with", "to" or "from" that make a person follow."""
OPENING = frozenset({
    "", "and", "but", "so", "because", "cos", "that", "if", "when", "think", "as", "what", "before",
    "after", "until", "since", "where", "how", "while", "then", "whether", "why", "said", "know",
})  # fmt: skip
"""Words before the subject of a clause."""
BEING = frozenset({
    "is", "was", "has", "had", "isn't", "wasn't", "hasn't", "doesn't", "didn't", "would", "could",
    "can", "couldn't", "wouldn't", "hadn't", "might", "should", "does", "gets", "got", "won't",
    "can't", "will", "used",
})  # fmt: skip
ASKING = frozenset({
    "is", "was", "has", "does", "did", "can", "could", "would", "should", "will", "isn't",
    "doesn't", "didn't", "can't", "where's", "is's", "hasn't",
})  # fmt: skip
GOING_ON = frozenset({
    "on", "in", "here", "back", "and", "still", "at", "know", "want", "there", "going", "coming",
    "off", "joining", "able",
})  # fmt: skip
"""Words after "is X ..." and "does X ..." that are asked of people."""
ADDRESSING = frozenset({
    "you", "you're", "you've", "you'd", "you'll", "do", "can", "could", "did", "have", "are",
    "would", "what", "what's", "how", "shall", "your", "go",
})  # fmt: skip
POINTING = frozenset({
    "the", "a", "an", "this", "these", "those", "my", "your", "his", "her", "its", "our", "their",
    "some", "any", "no", "every", "each", "all", "more", "most", "good", "bad", "great", "false",
    "same", "very", "such", "of", "i", "we", "they", "he", "she", "not", "don't", "in", "on",
    "last", "next", "early", "late", "other", "there", "people", "never", "always", "just", "only",
    "which", "question", "grand", "little", "big", "white", "high", "full", "half", "real", "would",
    "could", "should", "might", "can", "must", "we'll", "i'll", "they'll", "huge", "off", "at",
    "over", "through", "under", "into", "it", "who", "let's", "let", "we'd", "i'd", "lose", "lost",
    "many", "much", "own", "first", "best", "long", "old", "new", "without", "enough", "by",
    "until", "till", "and's", "too", "really", "quite", "be", "being", "been", "has", "had",
    "having", "give", "given", "gave", "get", "getting", "put",
})  # fmt: skip
AUXILIARY = frozenset({"will", "may", "can", "might"})
AFTER_AUXILIARY = frozenset({
    "i", "you", "we", "they", "he", "she", "it", "there", "this", "that", "these", "those", "the",
    "a", "be", "have", "not", "never", "my", "your", "our", "their", "his", "her", "any", "anyone",
    "anybody", "people", "someone", "somebody", "need", "get", "go", "do", "take", "know", "mean",
    "say", "see", "tell", "come", "also", "always", "often", "still", "probably", "want", "or",
    "only", "just", "ever", "make", "give", "look", "work", "find", "happen",
})  # fmt: skip
CHILD = frozenset({
    "boy", "girl", "lad", "lass", "child", "kid", "baby", "toddler", "son", "daughter", "pupil",
    "student", "twins", "twin", "brother", "sister", "boys", "girls", "teenager", "person", "man",
    "woman", "lady", "fella", "chap", "colleague", "friend", "guy", "bloke", "one",
})  # fmt: skip
POSTS = frozenset({
    "manager", "head", "headteacher", "deputy", "senco", "sendco", "boss", "supervisor", "director",
    "colleague", "coordinator", "therapist", "teacher", "ta", "caseworker", "officer", "worker",
    "psychologist", "ep", "ot", "slt", "gp", "paediatrician", "consultant", "nurse", "nan", "mum",
    "dad", "gran", "auntie", "aunt", "uncle", "foster", "carer", "wife", "husband", "partner",
    "brother", "sister", "son", "daughter", "friend", "mate", "dco", "receptionist", "escort",
    "trainee", "assistant", "senior", "locum", "predecessor", "lead",
    "councillor", "solicitor", "cat", "dog",
})  # fmt: skip
OWNERS = frozenset({"my", "our", "his", "her", "their", "your"})
MONTHS = frozenset({"april", "may", "june", "august", "summer", "autumn", "winter", "sunday"})
MAYBE_SO = frozenset({"so", "not", "up", "out", "down", "school"})


def evidence(talk: Talk, first: int, last: int) -> int:
    """Return the points for words being a name; `SURE` and more stands like one."""
    if talk.low(first - 1) in TITLES and not talk.words[first].before.strip("."):
        return SURE
    return sum(_points(talk, first, last))


def _points(talk: Talk, first: int, last: int) -> Iterator[int]:
    before, after = _front(talk, first), _back(talk, last)
    if first == last and talk.words[first].low in AUXILIARY:
        yield _as_auxiliary(before, after, last + 1 == len(talk.words))
    elif before in POINTING and not _excused(talk, first, last):
        yield -4 if after not in ("said", "says", "reckons") else -2
    if after in MAYBE_SO:
        yield -1
    yield _addressed(talk, first, last, before, after)
    yield _acting(talk, first, last, before, after)
    yield _spoken_of(talk, first, before, after)
    yield _beside(talk, first, last, before, after)


def _excused(talk: Talk, first: int, last: int) -> bool:
    """Tell whether a pointing word ends what comes before: "thank you so much X", "come in X"."""
    one, two = talk.low(first - 1), talk.low(first - 2)
    if one in ASKING:
        return _opens(talk, first - 1)
    ends = last + 1 == len(talk.words)
    return (one == "much" and two == "so" and ends) or (
        one in ("in", "on") and two in ("come", "go")
    )


def _front(talk: Talk, first: int) -> str:
    word = talk.words[first]
    return "" if word.opens else talk.low(first - 1)


def _back(talk: Talk, last: int) -> str:
    """Return the word after, empty where a sentence ends before it."""
    if last + 1 >= len(talk.words) or talk.words[last + 1].opens:
        return ""
    return talk.words[last + 1].low


def _as_auxiliary(before: str, after: str, ends: bool) -> int:
    if before in THANKING:
        return 2
    if before == "it" and after == "or":
        return 2
    if before in ("i", "they", "we", "it", "that", "you", "he", "she", "who", "there", "this"):
        return -5
    if after in BEING | ACTING or after in ("and", "here"):
        return 2 if after != "can" else 0
    return 0 if ends and before in CLOSING else -4 if after in AFTER_AUXILIARY else -1


def _addressed(talk: Talk, first: int, last: int, before: str, after: str) -> int:
    two = talk.low(first - 2)
    ends = last + 1 == len(talk.words)
    if before in THANKING or (before == "you" and two in ("thank", "bless", "miss", "to", "see")):
        return 4
    if before == "much" and two == "so" and ends:
        return 4
    if before in TURNING and (ends or after in ADDRESSING):
        return 3
    if ends and first > 0:
        return 3 if before in CLOSING else 2 if _asked(talk) else 0
    if before == "" and after in ADDRESSING:
        return 3 if after not in ("go", "can", "do", "have") or _asks_you(talk, last) else 1
    if before in ("come", "in", "on") and two in ("come", "go"):
        return 4 if ends or after in ADDRESSING else 0
    return 0


def _asked(talk: Talk) -> bool:
    """Tell whether a turn asks or tells somebody: "can you ...", "could you", "do you"."""
    lows = {talk.low(k) for k in range(min(6, len(talk.words)))}
    return "you" in lows and bool(lows & {"can", "could", "do", "would", "are", "did", "have"})


def _asks_you(talk: Talk, last: int) -> bool:
    return talk.low(last + 2) in ("you", "we", "ahead", "i", "first", "on")


def _acting(talk: Talk, first: int, last: int, before: str, after: str) -> int:
    if talk.words[last].owns:
        if before in ("was", "is", "it's"):
            return 3
        return 2 if talk.low(first) not in MONTHS and before not in POINTING else 0
    opening = before in OPENING or before in TURNING
    next_but_one = talk.low(last + 2)
    if after in ("works", "worked") and opening:
        return 3 if next_but_one in ("in", "for", "at", "with", "on", "as") else 0
    if after in ACTING and (opening or before in TELLING):
        return 3
    if after in ("was", "is", "has", "had", "just", "also", "always", "already", "then") and (
        next_but_one in ACTING or next_but_one in ("just", "telling", "asking", "here")
    ):
        return 3 if opening else 1
    if after in BEING and opening:
        return 3 if after not in ("is", "was", "can", "will", "got") else LIKELY
    if before in ASKING and _opens(talk, first - 1) and first == last:
        return 3 if after in GOING_ON else 1
    return 0


def _opens(talk: Talk, k: int) -> bool:
    return k >= 0 and _front(talk, k) in OPENING | TURNING


def _spoken_of(talk: Talk, first: int, before: str, after: str) -> int:
    two, three = talk.low(first - 2), talk.low(first - 3)
    if before in ("called", "named", "nicknamed") or (before == "is" and two == "name"):
        return 4
    if before == "name" or (before == "i'm" and (after == "and" or not is_everyday(after or "i"))):
        return 3
    if before in ("it's", "was", "is") and (after in ("who", "here", "that", "or", "from")):
        return 3 if two in ("it", "") or before == "it's" else 1
    if before in TELLING:
        return 3
    if before in TOWARDS and (two in MEETING or three in MEETING):
        return 3
    if before in ("with", "from", "than", "about") and first > 0:
        return 1
    if before == "think" and two == "you":
        return 3
    if before in POSTS and talk.words[first].before in ("", ","):
        near = {talk.low(k) for k in range(first - 3, first)}
        return 3 if near & OWNERS or after in ACTING else 0
    if after in ("who", "who's"):
        return 3 if before in OPENING else 1
    return 0


def _beside(talk: Talk, first: int, last: int, before: str, after: str) -> int:
    """Weigh what is joined by "and": "X and i have", "X and Sarah both"."""
    if before in POINTING:
        return 0
    if after == "and":
        other = talk.low(last + 2)
        if other in ("i", "me", "myself"):
            return 3
        return 2 if _named(other) else 0
    if before == "and" and _named(talk.low(first - 2)):
        return 2
    return 0


def _named(low: str) -> bool:
    listed = "F" in name_flags().get(low, "")
    return listed and (low in word_names() or not is_everyday(low)) and low not in FUNCTION
