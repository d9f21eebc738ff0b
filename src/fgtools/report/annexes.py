"""The annexes in plain words: method, limits and the disclosure statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from fgtools.nouns import Codebook, Coding, LeftOut, Participant, TopicAssignment
from fgtools.report.parts import Cell, QuotePart, Settings, TopicPart
from fgtools.report.prose import number, opening, plural, were

MACHINE = "fgtools"
"""The coder of the program's own codings."""


def method(
    settings: Settings,
    codebook: Codebook,
    codings: Sequence[Coding],
    topics: Sequence[TopicPart],
    assignments: Sequence[TopicAssignment],
    redactions: Mapping[str, int],
    quotes: Sequence[QuotePart],
) -> tuple[tuple[str, str], ...]:
    """Say what was done, step by step: (step, sentences)."""
    steps = [
        ("Reading", "Recordings were read turn by turn and each voice matched to a role."),
        ("Names", _names(redactions)),
        ("Codes", _codes(codebook, codings)),
        ("Topics", _topics(topics, assignments)),
        (
            "Roles",
            "For each theme the participants who raised it are counted against the participants "
            "of the role who spoke, never turns, so that one loud voice counts once. The lines in "
            "the chart show how far the share may lie from the one seen, with so few people.",
        ),
        ("Quotes", _quotes(quotes, settings)),
        ("Settings", _settings(settings)),
    ]
    return tuple((step, told) for step, told in steps if told)


def _names(redactions: Mapping[str, int]) -> str:
    if not any(redactions.values()):
        return "Words that identify people or places are written over before anything else."
    total = sum(redactions.values())
    return (
        f"{opening(total, 'piece')} of text that could identify somebody {were(total)} "
        "written over with a stand-in before anything else was done. Where there was doubt, the "
        "words were written over too."
    )


def _codes(codebook: Codebook, codings: Sequence[Coding]) -> str:
    by_hand = sum(coding.coder != MACHINE for coding in codings)
    told = (
        f"Turns were coded with the codebook “{codebook.name}”, version {codebook.version} "
        f"({plural(len(codebook.codes), 'code')}), which gave {plural(len(codings), 'coding')}. "
    )
    if by_hand == 0:
        return f"{told}The program proposed all of them; people have not changed any."
    theirs = "is a person's" if by_hand == 1 else "are people's"
    return f"{told}Of these, {number(by_hand)} {theirs}, the others the program's proposals."


def _topics(topics: Sequence[TopicPart], assignments: Sequence[TopicAssignment]) -> str:
    if not topics and not assignments:
        return ""
    told = (
        f"{opening(len(topics), 'topic')} {were(len(topics))} found in the talk itself, without "
        "the codebook, and then compared with it. Terms and labels of topics are the program's."
    )
    outside = sum(not assignment.topic for assignment in assignments)
    if outside:
        told += (
            f" Of {plural(len(assignments), 'utterance')}, {outside:,} belong to no topic "
            "(outliers and small talk)."
        )
    return told


def _quotes(quotes: Sequence[QuotePart], settings: Settings) -> str:
    if not quotes:
        return ""
    return (
        f"{opening(len(quotes), 'quote')} {were(len(quotes))} chosen to show what was said and "
        "how views range; each carries "
        f"{'an id and the reason it was chosen' if settings.internal else 'a number'}."
    )


def _settings(settings: Settings) -> str:
    pins = "; ".join(f"{name}: {pin}" for name, pin in settings.pins)
    return f"Seed {settings.seed}.{f' Models: {pins}.' if pins else ''}"


def limits(
    cells: Iterable[Cell],
    codings: Sequence[Coding],
    speakers: Iterable[Participant],
    left_out: Sequence[LeftOut],
) -> tuple[str, ...]:
    """Say what the data cannot carry."""
    told = [_few_sessions(cells)]
    told += [
        "Focus groups show which views there are and how people speak of them, not how common "
        "the views are in the workforce. The figures describe those who spoke.",
        "That a theme was not raised does not mean that nobody holds a view on it: it may not "
        "have been asked, or another voice came first.",
    ]
    if any(coding.coder == MACHINE for coding in codings):
        told.append(
            "Codings by the program are proposals with errors in both directions; read the "
            "passages behind a figure before relying on it."
        )
    unknown = sum(not person.known and not person.is_facilitator for person in speakers)
    if unknown:
        told.append(
            f"{opening(unknown, 'voice')} could not be matched to one person "
            "(shared rooms, unknown callers): the words were coded, but no count of "
            "participants includes them."
        )
    words = sum(item.word_count for item in left_out)
    if left_out:
        told.append(
            f"{opening(len(left_out), 'piece')} of the material ({plural(words, 'word')}) "
            f"{were(len(left_out))} left out. Reasons: {_reasons(left_out)}."
        )
    return tuple(sentence for sentence in told if sentence)


def _few_sessions(cells: Iterable[Cell]) -> str:
    most = max((cell.held for cell in cells), default=0)
    if most == 1:
        return (
            "With one session a role, a role and its session cannot be told apart: a difference "
            "between roles may be one between two meetings."
        )
    if most in (2, 3):
        return (
            f"With at most {('', '', 'two', 'three')[most]} sessions a role, a role can hardly be "
            "told apart from its sessions, and whether further sessions of a role would bring "
            "new themes (saturation) cannot be assessed role by role."
        )
    return ""


def _reasons(left_out: Sequence[LeftOut]) -> str:
    counts = Counter(item.reason for item in left_out)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    more = f"; {len(ranked) - 8} other reasons" if len(ranked) > 8 else ""
    return "; ".join(f"{reason} ({count:,})" for reason, count in ranked[:8]) + more


REPLACED = {
    "regional": "In quotes, stand-ins for schools, places and organisations carry no letter.",
    "central": "In quotes, stand-ins carry no letter, and every school, place and organisation "
    "has the same one.",
    "public": "In quotes, stand-ins carry no letter, every school, place and organisation has the "
    "same one, and posts, health and dates are only called details.",
}
"""What stricter levels replace beyond what is written over in every report."""


def disclosure(settings: Settings) -> tuple[str, ...]:
    """Say what was done so that nobody is identified, and what remains."""
    told = [
        "No names are printed. People, places, organisations, contacts and references were "
        "written over with stand-ins before coding, and participants appear by role alone.",
    ]
    told += [REPLACED[settings.level]] if settings.level in REPLACED else []
    if settings.threshold:
        told.append(
            f"Counts of people from 1 to {settings.threshold - 1} are hidden, and so are the "
            "figures that would give them back. Counts of sessions are shown where they give "
            "nothing back."
        )
    else:
        told.append("No counts are hidden at this level.")
    if settings.internal:
        told.append(
            "This is an internal report: it gives session and turn of each quote and small "
            "counts, so that claims can be checked. It is not for publication."
        )
    told.append(
        "People who were in the room may recognise what they heard. The promise is that "
        "outsiders cannot attribute words to a person."
    )
    return tuple(told)
