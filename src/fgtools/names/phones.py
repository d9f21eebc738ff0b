"""What a word sounds like, as coarse phones of Southern British English, and how far two are apart.

One letter a phone: T is th, S sh, Z zh, C ch, J j, N ng, j the y of "yes"; vowels are i e a o u,
A as in "my", W as in "now", U of "cup" or "put", @ the weak vowel. Recognisers write other vowels
and other word borders, confuse voiced with voiceless, th with f, m with n, and drop h, r and a
last t; they seldom confuse the place where a consonant is made. The costs follow that, set by
hand on names and mishearings written for the purpose (`tests/cases/misheard.csv`).
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from itertools import accumulate

RULES = (
    (r"^(?:kn|gn|pn)", "n"), (r"^ng", "n"), (r"^wr", "r"), (r"^x", "z"), (r"^ps", "s"),
    (r"^mc", "m@k"), (r"^st(?=j)", "s"), (r"tch", "C"), (r"sch|sh", "S"), (r"zh", "Z"),
    (r"(?:ss|t|c|s)io(?=n)", "S@"), (r"(?:s|t)ure$", "Z@"), (r"cz|ch", "C"), (r"dg(?=[eiy])", "J"),
    (r"dj|j", "J"), (r"ph", "f"), (r"th", "T"), (r"bh", "b"), (r"gh(?=[aeiou])", "g"),
    (r"dh", "d"), (r"kh", "k"), (r"wh", "w"), (r"rh", "r"), (r"lh", "l"), (r"ge$", "J"),
    (r"g(?=[eiy])", "J"), (r"cqu|ck|que$", "k"), (r"qu", "kw"), (r"x", "ks"),
    (r"c(?=[eiy])", "s"), (r"[cq]", "k"), (r"ng(?=[^aeiouy]|$)", "N"), (r"mb$|mn$", "m"),
    (r"eau|augh|ough", "o"), (r"eigh|aigh", "e"), (r"igh", "A"), (r"gh", ""), (r"g", "g"),
    (r"(?:air|are|ear|eir|ayr)(?=$|[^aeiouy])", "e"), (r"(?:eer|ere|ier)(?=$|[^aeiouy])", "i"),
    (r"(?:oor|ore|our|oar)$", "o"), (r"(?:ire|yre)$", "A"), (r"(?:er|or|ar|ur|ir|re|our)s?$", "@"),
    (r"(?:er|ir|ur|yr|ear)(?=[^aeiouyr])", "@"), (r"ar(?=[^aeiouyr])", "a"),
    (r"or(?=[^aeiouyr])", "o"), (r"a(?=[^aeiouywrh]e$)|ai|ay|ei|ae|ey(?!$)", "e"),
    (r"i(?=[^aeiouyr]e$)|uy|ye$|ie$(?<=^.ie)", "A"), (r"o(?=[^aeiouywr]e$)", "o"),
    (r"ee|ea|ie|ey$|(?<=.)y$|i$", "i"), (r"oi|oy", "oi"), (r"oo|ou|ew|eu|ui|ue$|u(?=[^aeiou]e$)",
    "u"), (r"ow$|oa|oe|oh|aw|au", "o"), (r"ow", "W"), (r"ah?$", "@"), (r"ah", "a"),
    (r"(?<=[aeiouy])h(?=$|[^aeiouy])", ""), (r"(?<=[^aeiouy])e$", ""), (r"y(?=[aeiou])", "j"),
    (r"y", "i"), (r"u", "U"), (r"(?<=[aeiou])r(?=$|[^aeiouyr])", ""), (r"[a-z]", None),
)  # fmt: skip
SCANNER = re.compile("|".join(f"({pattern})" for pattern, _ in RULES))
VOWELS = frozenset("ieaouAWU@")
OTHER = re.compile(r"[^a-z]+")
REPEATED = re.compile(r"(.)\1+")

NEAR = {
    0.1: "nN @U @a @e @i @o @u Ua Uu",
    0.15: "pb td kg fv sz SZ CJ ie ea ao ou eA aA aW oW Uo iA uW UW eo",
    0.2: "Tf sS zZ CS JZ ji wu jA ia au ae",
    0.3: "Tt Td Ts Tv mn vw vb rw zS sZ JS sC zJ",
    0.4: "rl lw kh Ct Jd CZ sT zT mb nd",
    0.5: "fp bw nl Jg Ck gh tk db dg pt pk tS",
}
"""Phones that are taken for one another, by what the exchange costs."""
COST = {
    order: cost
    for cost, pairs in NEAR.items()
    for one, other in map(tuple, pairs.split())
    for order in ((one, other), (other, one))
}
LOST = {
    "@": 0.12, "h": 0.1, "i": 0.25, "j": 0.25, "w": 0.3, "r": 0.3, "t": 0.4, "d": 0.4, "l": 0.5,
    "n": 0.5, "N": 0.5, "g": 0.55,
}  # fmt: skip
"""What leaving out a phone, or adding one, costs: .3 other vowels, .7 other consonants."""
LAST = {"t": 0.25, "d": 0.25, "s": 0.35, "z": 0.35, "n": 0.45, "g": 0.3}
"""The same at the end of a name."""
WEIGHT = {"@": 0.2, "h": 0.2, "j": 0.4, "w": 0.6, "r": 0.8}
PLACES = str.maketrans("bdgvTzSZCJmN", "ptkffsssssnn")
FLAT = re.compile(r"[ieaouAWU@hjw]+")


@lru_cache(maxsize=1 << 16)
def phones_of_word(word: str) -> str:
    """Return the phones of one word in lower case, without accents."""
    return SCANNER.sub(_said, OTHER.sub("", word))


def _said(match: re.Match[str]) -> str:
    sound = RULES[(match.lastindex or 1) - 1][1]
    return match.group() if sound is None else sound


def phones(words: str) -> str:
    """Return the phones of words run together: in lower case, blanks between them."""
    return REPEATED.sub(r"\1", "".join(map(phones_of_word, words.split())))


def places(sound: str) -> str:
    """Return where the consonants of phones are made; vowels and h, w, y do not count."""
    return REPEATED.sub(r"\1", FLAT.sub("", sound).translate(PLACES))


def run_on(placed: str, more: str) -> str:
    """Return the places of words run together, from those of each."""
    return placed + more[1:] if placed[-1:] == more[:1] else placed + more


@lru_cache(maxsize=1 << 14)
def weight(sound: str) -> float:
    """Return how much there is to be heard: consonants count 1, vowels .5, weak ones less."""
    return sum([WEIGHTS[phone] for phone in sound])


def _lost(phone: str, last: bool) -> float:
    if last and phone in LAST:
        return LAST[phone]
    return LOST.get(phone, 0.3 if phone in VOWELS else 0.7)


def _exchanged(one: str, other: str) -> float:
    if one == other:
        return 0.0
    known = COST.get((one, other))
    if known is not None:
        return known
    vowels = (one in VOWELS) + (other in VOWELS)
    return 0.25 if vowels == 2 else 1.0 if vowels == 0 else 1.4


PHONES = "ieaouAWU@pbtdkgfvTszSZCJmnNlrwjh"
WEIGHTS = {phone: WEIGHT.get(phone, 0.5 if phone in VOWELS else 1.0) for phone in PHONES}
LOSSES = {phone: _lost(phone, False) for phone in PHONES}
LAST_LOSSES = {phone: _lost(phone, True) for phone in PHONES}
EXCHANGED = {one: {other: _exchanged(one, other) for other in PHONES} for one in PHONES}
CHEAPEST = 0.3
"""What leaving out costs at least, by weight: strings of other lengths cannot be alike."""


@lru_cache(maxsize=1 << 14)
def _cost_of(sound: str) -> tuple[tuple[str, float], ...]:
    """Return each phone with what leaving it out costs."""
    if not sound:
        return ()
    return (*[(phone, LOSSES[phone]) for phone in sound[:-1]], (sound[-1], LAST_LOSSES[sound[-1]]))


def distance(one: str, other: str, most: float = math.inf) -> float:
    """Return the weighted edit distance of two strings of phones; infinite above `most`."""
    added = _cost_of(other)
    row = [0.0, *accumulate(cost for _, cost in added)]
    for phone, out in _cost_of(one):
        exchanged = EXCHANGED[phone]
        diagonal = row[0]
        left = least = row[0] = diagonal + out
        for k, (heard, cost) in enumerate(added, 1):
            above = row[k]
            best = diagonal + exchanged[heard]
            if above + out < best:
                best = above + out
            if left + cost < best:
                best = left + cost
            diagonal = above
            row[k] = left = best
            if best < least:
                least = best
        if least > most:
            return math.inf
    return row[-1]


def _placed_at(place: str) -> list[str]:
    return [p for p in PHONES if p not in VOWELS and places(p) == place]


PLACED = {place: _placed_at(place) for place in "ptkfsnlr"}
LEAST_LOST = {
    place: min(min(_lost(p, False), _lost(p, True)) for p in members)
    for place, members in PLACED.items()
}
LEAST_EXCHANGED = {
    (one, other): min(EXCHANGED[a][b] for a in ours for b in theirs)
    for one, ours in PLACED.items()
    for other, theirs in PLACED.items()
}


@lru_cache(maxsize=1 << 16)
def least_distance(one: str, other: str) -> float:
    """Return what phones at these places differ by at least, from the places alone."""
    row = [0.0, *accumulate(LEAST_LOST[place] for place in other)]
    for place in one:
        new = [row[0] + LEAST_LOST[place]]
        for k, heard in enumerate(other):
            exchanged = row[k] + LEAST_EXCHANGED[place, heard]
            lost = row[k + 1] + LEAST_LOST[place]
            new.append(min(exchanged, lost, new[-1] + LEAST_LOST[heard]))
        row = new
    return row[-1]


def alike(one: str, other: str, least: float = 0.0) -> float:
    """Return 0 to 1: how far two strings of phones may be the same name said, 0 below `least`."""
    ours, theirs = weight(one), weight(other)
    total = ours + theirs
    most = (1.0 - least) * total / 2.0
    if not total or abs(ours - theirs) * CHEAPEST > most:
        return 0.0
    return max(0.0, 1.0 - 2.0 * distance(one, other, most) / total)
