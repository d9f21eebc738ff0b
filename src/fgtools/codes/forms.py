"""The forms of an English word, so that one cue finds all of them: wait~ finds "waited".

Regular forms are made by rule, and rather too many than too few: a form that nobody says is never
found. The irregular ones are listed. (The libraries looked at load spaCy or carry 60 MB.)
"""

from __future__ import annotations

import re

IRREGULAR = tuple(
    tuple(row.split())
    for row in """
be am is are was were been being|become became|begin began begun|break broke broken|bring brought
build built|burn burnt|buy bought|catch caught|choose chose chosen|come came|cut|deal dealt
do does did done|draw drew drawn|drive drove driven|eat ate eaten|fall fell fallen|feel felt
fight fought|find found|fly flew flown|forget forgot forgotten|get got gotten|give gave given
go goes went gone|grow grew grown|have has had|hear heard|hide hid hidden|hit|hold held|keep kept
know knew known|lead led|learn learnt|leave left|lend lent|lose lost|make made|mean meant|meet met
pay paid|put|read|ride rode ridden|ring rang rung|rise rose risen|run ran|say said|see saw seen
seek sought|sell sold|send sent|set|shake shook shaken|show shown|shut|sit sat|sleep slept
speak spoke spoken|spend spent|spread|stand stood|steal stole stolen|stick stuck|strike struck
swear swore sworn|take took taken|teach taught|tear tore torn|tell told|think thought
throw threw thrown|understand understood|wake woke woken|wear wore worn|win won|write wrote written
child children|person people|man men|woman women|foot feet|half halves|life lives|leaf leaves
shelf shelves|bad worse worst|good better best|far further furthest
""".replace("\n", "|").split("|")
    if row
)
CONSONANT = re.compile(r"[^aeiou][aeiou][bdgklmnprtv]$")
"""Words that double their last letter before an ending, as "plan" in "planning" ("travelled")."""


def forms(word: str) -> frozenset[str]:
    """Return the forms of a word in lower case: numbers, tenses, and the word itself."""
    own = {word}
    for row in IRREGULAR:
        if row[0] == word:
            own.update(row)
    return frozenset(own | {form for form in _regular(word) if len(form) > 2})


def _regular(word: str) -> set[str]:
    made = {f"{word}s", f"{word}es", f"{word}ed", f"{word}ing", f"{word}'s"}
    if word.endswith("e"):
        made |= {f"{word}d", f"{word[:-1]}ing"}
    if word.endswith("ie"):
        made.add(f"{word[:-2]}ying")
    if word.endswith("y"):
        made |= {f"{word[:-1]}ies", f"{word[:-1]}ied"}
    if CONSONANT.search(word):
        made |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return made
