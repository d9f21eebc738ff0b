"""How digits and letters are said: "oh", "double", "bee", and what is said between them."""

from __future__ import annotations

import re

DIGITS = {
    "oh": "0", "o": "0", "nought": "0", "zero": "0", "naught": "0", "nil": "0", "one": "1",
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "niner": "9",
}  # fmt: skip
TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
    "hundred": "00", "thousand": "000",
}  # fmt: skip
TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5", "sixty": "6",
    "seventy": "7", "eighty": "8", "ninety": "9",
}  # fmt: skip
HOMOPHONES = {"to": "2", "too": "2", "for": "4", "fore": "4", "ate": "8", "won": "1", "tree": "3"}
"""What recognisers write for a digit; taken for one only between digits of a long number."""
TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
LETTERS = {
    "bee": "B", "cee": "C", "dee": "D", "ee": "E", "eff": "F", "gee": "G", "aitch": "H",
    "haitch": "H", "jay": "J", "kay": "K", "ell": "L", "em": "M", "en": "N", "pee": "P",
    "cue": "Q", "queue": "Q", "ess": "S", "tee": "T", "vee": "V", "ex": "X", "zed": "Z",
}  # fmt: skip
LOOSE_LETTERS = {
    "a": "A", "ay": "A", "be": "B", "see": "C", "sea": "C", "i": "I", "eye": "I", "el": "L",
    "pea": "P", "ar": "R", "are": "R", "tea": "T", "you": "U", "why": "Y", "wye": "Y",
}  # fmt: skip
"""Letters that are words as well: taken for letters only where letters are awaited."""
FILLERS = frozenset({
    "um", "er", "uh", "erm", "eh", "ah", "mm", "hmm", "and", "then", "so", "like", "yeah", "yes",
    "dash", "slash", "stroke", "hyphen", "space", "gap", "comma", "forward", "sorry", "no", "nope",
    "wait", "hang", "hold", "on", "actually", "i", "mean", "that's", "thats", "it's", "its", "is",
    "let", "me", "think", "right", "okay", "ok", "again", "start", "check", "oops", "rather", "the",
    "last", "next", "bit", "part", "extension", "ext", "was", "wrong", "bracket", "brackets",
    "after", "capital", "letter", "letters", "digits", "you", "know", "followed", "by", "ends",
    "ending", "in", "with", "make", "that", "tell", "lie", "a", "minute", "sec", "ooh", "just",
    "got", "it", "here", "we", "go", "plus", "what", "there", "point", "dot",
})  # fmt: skip
LONGEST_GAP = 8
"""Words that may stand between two digits of one number: "no sorry, hang on, it's"."""
COUNTED = re.compile(
    r"^\d+(?:st|nd|rd|th|am|pm|k|m|s|ish|hrs?|mins?|bn|ks|yrs?|year|x|p|pc|ft|cm|kg|mg|ml)$"
)
MIXED = re.compile(r"^(?:[a-z]{1,4}\d+(?:[a-z]{1,3}\d*)?|\d+[a-z]{1,3}\d*|[a-z]{1,5}\d{3,})$")
NONE: frozenset[str] = frozenset()
BEHIND = {"": NONE, "front": frozenset({"a"}), "both": frozenset(LOOSE_LETTERS)}
"""Which of these are letters behind a number, by where letters are awaited."""
STARTERS = frozenset({*DIGITS, *TEENS, *TENS, *TIMES})
SOFT = FILLERS | frozenset({*LETTERS, *LOOSE_LETTERS, *HOMOPHONES, "u"})
