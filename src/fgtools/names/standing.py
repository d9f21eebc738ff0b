"""How a word stands in talk: like a name (addressed, introduced, speaking), or like a word."""

from __future__ import annotations

import re
from enum import IntEnum

from fgtools.names.evidence import LIKELY, SURE, evidence
from fgtools.names.lexicon import common
from fgtools.names.words import FUNCTION, TITLES, Talk


class Place(IntEnum):
    """How surely only a name can stand somewhere."""

    ANY = 0
    LIKELY = 1
    CERTAIN = 2


class Standing(IntEnum):
    """How surely a word that may be a name is one here."""

    WORD = 0
    UNSURE = 1
    NAME = 2


GREETINGS = frozenset({
    "thanks", "cheers", "hi", "hello", "hiya", "hey", "morning", "afternoon", "bye", "sorry",
    "welcome", "ta", "congratulations", "goodbye", "night", "thankyou",
})  # fmt: skip
BEFORE_CALL = GREETINGS | frozenset({
    "okay", "ok", "yeah", "yes", "no", "oh", "right", "well", "please", "so", "exactly", "true",
    "agreed", "lovely", "great", "brilliant", "fine", "there", "now", "then", "go", "on", "you",
    "that", "it", "listen", "look", "god", "ah", "aw", "um", "er", "and",
})  # fmt: skip
SAYING = frozenset({
    "said", "says", "mentioned", "mentions", "reckons", "thinks", "thought", "told", "asked",
    "asks", "rang", "emailed", "phoned", "texted", "goes", "went", "knows", "knew", "nodded",
    "laughs", "laughed", "wants", "wanted", "left", "retired", "calls", "called", "reminded",
    "talked", "mentioning", "saying", "put", "puts", "covers", "covered", "joined", "agreed",
})  # fmt: skip
BEING = frozenset({
    "is", "was", "has", "had", "isn't", "wasn't", "hasn't", "does", "did", "doesn't", "didn't",
    "will", "would", "can", "could", "might", "gets", "got", "and", "or", "who", "here", "from",
    "at", "you", "you'll", "you're", "you've", "you'd", "do", "again", "too", "as", "just",
    "works", "used", "came", "come", "comes", "taught", "sat", "sits", "love",
})  # fmt: skip
TELLING = frozenset({
    "like", "ask", "asked", "told", "tell", "called", "named", "about", "agree", "with", "ring",
    "rang", "email", "emailed", "over", "to", "what", "as", "than", "between", "by", "from",
    "for", "is", "and", "or", "missing", "married", "see",
})  # fmt: skip
POINTING = frozenset({
    "the", "a", "an", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our",
    "their", "some", "any", "no", "every", "each", "all", "more", "most", "good", "bad", "great",
    "false", "same", "very", "much", "such", "of", "i", "we", "you", "they", "it", "he", "she",
    "who", "to", "not", "don't", "in", "on", "until", "till", "since", "last", "next", "by",
    "early", "late", "other", "what", "there", "people", "never", "always", "just", "only",
    "which", "question", "grand", "little", "big", "white", "high", "full", "half",
})  # fmt: skip
AFTER_VERB = frozenset({
    "i", "you", "we", "they", "he", "she", "it", "there", "this", "that", "these", "those", "the",
    "a", "an", "be", "have", "not", "never", "so", "to", "for", "in", "of", "my", "your", "our",
    "their", "his", "her", "any", "anyone", "anybody", "people", "someone", "somebody", "me",
    "him", "them", "us", "it's", "up", "out", "down", "need", "needs", "get", "go", "do", "take",
    "know", "mean", "say", "see", "tell", "period", "school", "schools", "enough", "still", "more",
    "all", "half", "term", "holiday", "holidays", "well", "one", "two", "three", "twenty",
})  # fmt: skip
ENDS = re.compile(r"[,.?!;:…\"”’)–—-]")


def called(talk: Talk, first: int, last: int) -> bool:
    """Tell whether the words are an address of their own: "Thanks, X.", "X, do you ...", "X?"."""
    front, back = talk.words[first], talk.after(last)
    closed = bool(ENDS.match(back))
    opened = front.opens or front.before.startswith(",") or first == 0
    if opened and closed:
        return True
    greeted = is_greeted(talk, first)
    return greeted and (closed or not talk.cased or last - first < 2)


def is_greeted(talk: Talk, first: int) -> bool:
    """Tell whether a greeting or thanks stands in front."""
    one, two = talk.low(first - 1), talk.low(first - 2)
    if talk.words[first].before not in ("", ","):
        return False
    return one in GREETINGS or (one == "you" and two in ("thank", "bless", "miss"))


def introduced(talk: Talk, first: int) -> bool:
    """Tell whether somebody says a name next: "I'm X", "my name's X", "a boy called X"."""
    one, two = talk.low(first - 1), talk.low(first - 2)
    if one in ("i'm", "im", "called", "named", "nickname"):
        return True
    if one in ("name", "names") or (one == "is" and two in ("name", "names", "surname")):
        return talk.words[first - 1].owns or one == "is"
    return one == "am" and two == "i"


def speaks(talk: Talk, last: int) -> bool:
    """Tell whether somebody acts next: "X said", "X's mum", "X was saying"."""
    after = talk.low(last + 1)
    return after in SAYING or (after in ("was", "is") and talk.low(last + 2) in SAYING)


def place_of(talk: Talk, first: int, last: int) -> Place:
    """Tell how surely only a name can stand where these words do."""
    if is_greeted(talk, first) or introduced(talk, first):
        return Place.CERTAIN
    points = evidence(talk, first, last)
    if called(talk, first, last):
        # between commas there may be any aside: "it works, a bit, but"
        return Place.CERTAIN if first == 0 or points >= SURE else Place.LIKELY
    return Place.CERTAIN if points >= SURE else Place.LIKELY if points >= LIKELY else Place.ANY


def standing(talk: Talk, first: int, last: int) -> Standing:
    """Weigh an everyday word that a known person is called: name, word, or not to be told."""
    front = talk.words[first]
    if talk.low(first - 1) in TITLES:
        return Standing.NAME
    if talk.cased and front.capital and not front.opens:
        return _capital(talk, first, last)
    if talk.cased and front.capital:
        return _opening(talk, first, last)
    return _lower(talk, first, last)


def _capital(talk: Talk, first: int, last: int) -> Standing:
    before, after = talk.low(first - 1), talk.low(last + 1)
    if before in POINTING and not talk.words[first].before and not talk.words[last].owns:
        if before in ("to", "by", "of", "you", "that", "not", "just", "only", "there"):
            return Standing.NAME if after not in AFTER_VERB else Standing.UNSURE
        return (
            Standing.WORD if before in ("the", "a", "an", "this", "in", "my") else Standing.UNSURE
        )
    goes_on = after in AFTER_VERB and not talk.after(last)
    return (
        Standing.UNSURE if goes_on and after in ("i", "you", "we", "they", "it") else Standing.NAME
    )


def _opening(talk: Talk, first: int, last: int) -> Standing:
    after = talk.low(last + 1)
    if called(talk, first, last) or talk.words[last].owns or speaks(talk, last):
        return Standing.NAME
    if after in AFTER_VERB and not talk.after(last):
        return Standing.WORD
    if after in BEING or (last + 1 < len(talk.words) and talk.words[last + 1].capital):
        return Standing.NAME
    return Standing.UNSURE


def _lower(talk: Talk, first: int, last: int) -> Standing:
    if not talk.cased:
        points = evidence(talk, first, last)
        return (
            Standing.NAME
            if points >= SURE
            else Standing.UNSURE
            if points >= LIKELY
            else Standing.WORD
        )
    before, after = talk.low(first - 1), talk.low(last + 1)
    if introduced(talk, first) and after not in ("be", "to", "it"):
        return Standing.UNSURE
    if before in POINTING and not talk.words[first].before:
        return Standing.WORD
    return _lower_in_cased(talk, first, last)


def _lower_in_cased(talk: Talk, first: int, last: int) -> Standing:
    closed = bool(ENDS.match(talk.after(last)))
    ahead = talk.low(first - 1)
    comma = talk.words[first].before.startswith(",") or first == 0
    if closed and (comma or ahead in GREETINGS or ahead in ("with", "you", "me", "and")):
        return Standing.NAME
    if closed and ahead in BEFORE_CALL:
        return Standing.UNSURE
    after = talk.low(last + 1)
    rare = talk.low(first) not in common() and (
        after in ("somebody", "someone") or after not in AFTER_VERB | FUNCTION
    )
    return Standing.UNSURE if rare and comma else Standing.WORD
