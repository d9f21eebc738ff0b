"""Transcriber (`.trs`): turns, moments within them, and who speaks where voices overlap.

http://trans.sourceforge.net/en/transguidFR.php; the encoding is the declared one (ISO-8859-1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element

from fgtools.nouns import LeftOut
from fgtools.spans import WORD
from fgtools.transcripts.fields import number
from fgtools.transcripts.markup import are_lengths, root, spoken
from fgtools.transcripts.recording import Cue, Draft, tidy_label
from fgtools.transcripts.source import Source
from fgtools.transcripts.times import out_of_order

HEAD = 20_000
DOCUMENT = re.compile(r"<Trans[\s>]")
TOGETHER = " + "


def is_trs(source: Source) -> bool:
    """Tell whether a text is a document of Transcriber."""
    return DOCUMENT.search(source.text[:HEAD]) is not None


def read_trs(source: Source) -> Draft:
    """Read the turns; a speaker is called by the name that the head gives the identifier.

    Raise FgtoolsError if the XML is damaged or unsafe.
    """
    document, warnings = root(source)
    names = {
        speaker.get("id", ""): tidy_label(spoken(speaker.get("name"))) or speaker.get("id", "")
        for speaker in document.iter("Speaker")
    }
    turns = list(document.iter("Turn"))
    pausing = _pausing(turns)
    items: list[Cue | LeftOut] = []
    for at, turn in enumerate(turns, 1):
        if turn.get("speaker", "") in pausing:
            items.append(LeftOut(f"turn {at}", "pause length", len(WORD.findall(_text(turn)))))
        else:
            items += [cue for cue in _cues(turn, at, names) if cue.text]
    spans = [
        (at, number(turn.get("startTime")), number(turn.get("endTime")))
        for at, turn in enumerate(turns, 1)
    ]
    kept = [item for item in items if isinstance(item, Cue)]
    talking = [turn for turn in turns if turn.get("speaker", "") not in pausing]
    return Draft(
        tuple(items),
        (*_left_out(turns), *_outside(document)),
        (*warnings, *out_of_order(spans, "Turn"), *_doubts(talking, names, kept)),
    )


def _pausing(turns: Iterable[Element]) -> frozenset[str]:
    """Return the voices that are nothing but decimals: the lengths of pauses, nobody's words."""
    said: dict[str, list[str]] = {}
    for turn in turns:
        said.setdefault(turn.get("speaker", ""), []).extend(_text(turn).split())
    return frozenset(voice for voice, texts in said.items() if are_lengths(texts))


def _text(turn: Element) -> str:
    return spoken(" ".join([turn.text or "", *(child.tail or "" for child in turn)]))


def _cues(turn: Element, at: int, names: Mapping[str, str]) -> list[Cue]:
    """Return a cue for each moment and voice of a turn."""
    speakers = [names.get(id, id) for id in turn.get("speaker", "").split()]
    begin, end = number(turn.get("startTime")), number(turn.get("endTime"))
    cues = [Cue(TOGETHER.join(speakers), spoken(turn.text), begin, end, f"turn {at}")]
    moment = 0
    for child in turn:
        said = spoken(child.tail)
        last = cues[-1]
        if child.tag == "Sync":
            time = number(child.get("time"))
            cues[moment:] = [cue._replace(end=time) for cue in cues[moment:]]
            moment = len(cues)
            cues.append(last._replace(text=said, begin=time, end=end))
        elif child.tag == "Who":
            cues.append(last._replace(speaker=_voice(child, speakers), text=said))
        else:
            cues.append(last._replace(text=said))
    return cues


def _voice(who: Element, speakers: Sequence[str]) -> str:
    """Return the voice that `Who` names by its place in the turn's list, "" if it is not there."""
    found = who.get("nb", "")
    place = int(found) if re.fullmatch(r"\d{1,4}", found, re.ASCII) else 0
    return speakers[place - 1] if 0 < place <= len(speakers) else ""


def _left_out(turns: Iterable[Element]) -> list[LeftOut]:
    """Count the words of noises, comments and the like, each kind in one entry."""
    counts: dict[str, list[int]] = {}
    for child in (child for turn in turns for child in turn):
        if child.tag in ("Sync", "Who", "Turn"):
            continue
        reason = "note of the file" if child.tag == "Comment" else "event"
        text = f"{child.get('desc', '')} {' '.join(child.itertext())}"
        counts.setdefault(reason, []).append(len(WORD.findall(spoken(text))))
    return [LeftOut(f"{len(n)} places", reason, sum(n)) for reason, n in sorted(counts.items())]


def _outside(document: Element) -> list[LeftOut]:
    """Count the words that a damaged file has between its turns."""
    holders = [one for one in document.iter() if one.tag in ("Trans", "Episode", "Section")]
    texts = [one.text or "" for one in holders]
    texts += [child.tail or "" for one in holders for child in one]
    count = len(WORD.findall(" ".join(texts)))
    return [LeftOut("between the turns", "words of no turn", count)] if count else []


def _doubts(turns: Sequence[Element], names: Mapping[str, str], cues: Sequence[Cue]) -> list[str]:
    voices = {id for turn in turns for id in turn.get("speaker", "").split()}
    twice = len(voices) - len({names.get(id, id) for id in voices})
    unnamed = sum(not cue.speaker for cue in cues)
    checks = (
        (twice, "Several speakers of the file carry one name: they were read as one."),
        (unnamed, f"{unnamed} pieces have no speaker: an unknown voice."),
    )
    return [warning for odd, warning in checks if odd]
