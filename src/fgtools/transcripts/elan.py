"""ELAN (`.eaf`): tiers of annotations; speech is on tiers that hang on no other.

Dependent tiers (words, glosses, translations) repeat or describe it. Tiers of gestures, gaze or
notes hang on nothing either: they are told by their names and by closed vocabularies.
https://www.mpi.nl/tools/elan/EAF_Annotation_Format_3.0_and_ELAN.pdf
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple
from xml.etree.ElementTree import Element

from fgtools.nouns import LeftOut
from fgtools.spans import WORD
from fgtools.transcripts.markup import are_lengths, root, spoken
from fgtools.transcripts.recording import Cue, Draft, tidy_label
from fgtools.transcripts.source import Source

HEAD = 20_000
DOCUMENT = re.compile(r"<ANNOTATION_DOCUMENT[\s>]")
PARTS = re.compile(r"[^\W\d_]+")
CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
NO_SPEECH = re.compile(
    r"gest(?:e|es|ure|ures|ik|uelle|uelles)?|gazes?|regards?|blick|mimi[ck]s?|mimiques?|facial"
    r"|postures?|kinesics?|nonverbal|movements?|phases?|strokes?|handshapes?|comments?"
    r"|commentaires?|kommentare?|notes?|notizen|remarks?|remarques?|translations?|trad"
    r"|traductions?|(?:ü|ue)bersetzung(?:en)?|gloss(?:e|es|en|ing)?|morphs?|phonetics?|prosody"
    r"|silences?|pauses?|noises?|background|topics?|coding|codes?|categor(?:y|ies)|contexte?"
    r"|events?|activit(?:y|ies)|actions?"
)
BODY = re.compile(r"head|hands?|eyes?|(?:eye)?brows?|face|body|arms?")
"""Parts of the body, which are also surnames: no speech only where the annotations are short."""
SHORT = 3
TALK = re.compile(
    r"te?xt?e?|trans[ck]ript(?:ion)?|utt?(?:erances?)?|spee?ch|spch|speak|ortho?(?:graphic)?"
    r"|sentences?|words"
)
REFERENCE = re.compile(r"\S*\d\S*")


class Note(NamedTuple):
    """An annotation: times in seconds, `at` where it stands in the order of time, its parent."""

    id: str
    parent: str
    begin: float | None
    end: float | None
    at: float
    text: str


class Tier(NamedTuple):
    """A tier by its number in the file; `kind` is its linguistic type, `closed` a vocabulary's."""

    number: int
    id: str
    parent: str
    participant: str
    kind: str
    closed: bool
    notes: tuple[Note, ...]

    @property
    def words(self) -> int:
        """Count the words of all annotations."""
        return sum(len(WORD.findall(note.text)) for note in self.notes)


def is_elan(source: Source) -> bool:
    """Tell whether a text is a document of ELAN."""
    return DOCUMENT.search(source.text[:HEAD]) is not None


def read_elan(source: Source) -> Draft:
    """Read the tiers of speech, ordered by time; raise FgtoolsError if the XML is damaged."""
    document, warnings = root(source)
    tiers = _tiers(document)
    names = {tier.id for tier in tiers}
    tops = [tier for tier in tiers if tier.parent not in names]
    worded = [tier for top in tops if (tier := _standing_for(top, tiers)).words]
    voiced = [tier for tier in worded if not _is_pausing(tier)] or worded
    talk = [tier for tier in voiced if not _is_no_speech(tier)] or voiced
    origins = {note.id: note for tier in reversed(tiers) for note in reversed(tier.notes)}
    pieces = [piece for tier in talk for piece in _pieces(tier, origins)]
    pieces.sort(key=lambda piece: piece[0])
    aside = _left_out(tiers, {tier.number for tier in tops}, {tier.number for tier in talk})
    blank = sum(not note.text for tier in talk for note in tier.notes)
    if blank:
        aside.append(LeftOut(f"{blank} annotations", "cue without words"))
    cues = tuple(cue for _, cue in pieces)
    return Draft(cues, tuple(aside), (*warnings, *_doubts(document, tiers, worded, talk)))


def _tiers(document: Element) -> list[Tier]:
    slots = _slots(document)
    kinds = {
        kind.get("LINGUISTIC_TYPE_ID", ""): "CONTROLLED_VOCABULARY_REF" in kind.attrib
        for kind in document.iter("LINGUISTIC_TYPE")
    }
    origins: dict[str, Note] = {}
    tiers: list[Tier] = []
    for number, tier in enumerate(document.iter("TIER"), 1):
        notes = tuple(_note(note, slots, origins) for note in _annotations(tier))
        for note in notes:
            origins.setdefault(note.id, note)
        kind = tier.get("LINGUISTIC_TYPE_REF", "")
        tiers.append(
            Tier(
                number,
                tier.get("TIER_ID", ""),
                tier.get("PARENT_REF", ""),
                tidy_label(spoken(tier.get("PARTICIPANT"))),
                kind,
                kinds.get(kind, False),
                notes,
            )
        )
    return tiers


def _slots(document: Element) -> dict[str, tuple[float | None, float]]:
    """Return each slot's time in seconds, None where it has none, and its place in time."""
    slots: dict[str, tuple[float | None, float]] = {}
    place = 0.0
    header = document.find("HEADER")
    milliseconds = header is None or header.get("TIME_UNITS", "milliseconds") == "milliseconds"
    for slot in document.iter("TIME_SLOT"):
        value = slot.get("TIME_VALUE", "").strip()
        known = re.fullmatch(r"-?\d{1,12}", value, re.ASCII)
        place = int(value) / 1000 if known else place
        slots[slot.get("TIME_SLOT_ID", "")] = (place if known and milliseconds else None, place)
    return slots


def _annotations(tier: Element) -> list[Element]:
    kinds = "ALIGNABLE_ANNOTATION", "REF_ANNOTATION"
    return [note for entry in tier.findall("ANNOTATION") for note in entry if note.tag in kinds]


def _note(
    note: Element, slots: Mapping[str, tuple[float | None, float]], origins: Mapping[str, Note]
) -> Note:
    parent = note.get("ANNOTATION_REF", "")
    begin, at = slots.get(note.get("TIME_SLOT_REF1", ""), (None, 0.0))
    end, _ = slots.get(note.get("TIME_SLOT_REF2", ""), (None, 0.0))
    if parent in origins:
        begin, end, at = origins[parent].begin, origins[parent].end, origins[parent].at
    text = spoken(note.findtext("ANNOTATION_VALUE"))
    return Note(note.get("ANNOTATION_ID", ""), parent, begin, end, at, text)


def _standing_for(tier: Tier, tiers: Sequence[Tier]) -> Tier:
    """Return the tier itself, or the one below it with the words where it holds references only."""
    texts = [note.text for note in tier.notes if note.text]
    numbered = len(set(texts)) == len(texts) and all(map(REFERENCE.fullmatch, texts))
    children = [child for child in _below(tier, tiers) if child.words and not _is_no_speech(child)]
    if not numbered or not children:
        return tier
    talk = [child for child in children if _named(child, TALK)]
    chosen = next(iter(talk), max(children, key=lambda child: child.words))
    return chosen._replace(participant=chosen.participant or tier.participant)


def _below(tier: Tier, tiers: Sequence[Tier]) -> list[Tier]:
    """Return the tiers below one, nearest first; tiers that hang on each other are met once."""
    children: dict[str, list[Tier]] = {}
    for other in tiers:
        children.setdefault(other.parent, []).append(other)
    found: list[Tier] = []
    nearest = [tier]
    while nearest:
        nearest = [child for parent in nearest for child in children.pop(parent.id, [])]
        found += nearest
    return found


def _is_no_speech(tier: Tier) -> bool:
    worded = sum(bool(note.text) for note in tier.notes)
    body = tier.words <= SHORT * worded and _named(tier, BODY)
    return tier.closed or body or _named(tier, NO_SPEECH)


def _named(tier: Tier, names: re.Pattern[str]) -> bool:
    """Tell whether a word of a tier's name or linguistic type is among the names."""
    parts = PARTS.findall(CAMEL.sub(" ", f"{tier.id} {tier.kind}"))
    return any(names.fullmatch(part.casefold()) for part in parts)


def _pieces(tier: Tier, origins: Mapping[str, Note]) -> list[tuple[float, Cue]]:
    """Return the cues of a tier with their places in time; words of one parent are one cue."""
    label = tier.participant or tidy_label(spoken(tier.id))
    pieces: list[tuple[float, Cue]] = []
    before = ""
    for note in tier.notes:
        if not note.text:
            continue
        if note.parent and note.parent == before and note.parent in origins:
            at, cue = pieces[-1]
            pieces[-1] = at, cue._replace(text=f"{cue.text} {note.text}")
        else:
            pieces.append((note.at, Cue(label, note.text, note.begin, note.end)))
        before = note.parent
    return pieces


def _left_out(tiers: Sequence[Tier], tops: Set[int], talk: Set[int]) -> list[LeftOut]:
    def reason(tier: Tier) -> str:
        if tier.number not in tops:
            return "dependent tier"
        return "pause lengths" if _is_pausing(tier) else "tier that is not speech"

    return [
        LeftOut(f"tier {tier.number}", reason(tier), tier.words)
        for tier in tiers
        if tier.words and tier.number not in talk
    ]


def _doubts(
    document: Element, tiers: Sequence[Tier], worded: Sequence[Tier], talk: Sequence[Tier]
) -> list[str]:
    kept = {tier.number for tier in talk}
    out = [tier for tier in worded if tier.number not in kept]
    others = [tier.number for tier in out if not _is_pausing(tier)]
    named = "; rename the tiers in ELAN if that is wrong."
    digits = [tier.number for tier in out if _is_pausing(tier)]
    ids = [note.id for tier in tiers for note in tier.notes]
    untimed = sum(note.begin is None or note.end is None for t in talk for note in t.notes)
    header = document.find("HEADER")
    units = "milliseconds" if header is None else header.get("TIME_UNITS", "milliseconds")
    checks = (
        (others, f"{_numbered(others)} left out as gestures, notes or codes, not speech{named}"),
        (
            not others and any(map(_is_no_speech, talk)),
            "No tier is speech by its name: all that hang on no other were read as speech.",
        ),
        (digits, f"{_numbered(digits)} nothing but numbers, taken for the lengths of pauses."),
        (len(set(ids)) < len(ids), "Annotations share their identifiers; all are kept."),
        (
            untimed,
            f"{untimed} annotations have no begin or no end; they stand in the file's order.",
        ),
        (units != "milliseconds", "The times are not in milliseconds; they were left out."),
    )
    return [warning for odd, warning in checks if odd]


def _is_pausing(tier: Tier) -> bool:
    return are_lengths([note.text for note in tier.notes if note.text])


def _numbered(numbers: Sequence[int]) -> str:
    return f"Tier{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}:"
