"""`fgtools topics`: what was said beyond the codebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

import click

from fgtools.cli.output import as_json, by, count, document, next_step, study, table
from fgtools.nouns import HOLDS, Topic, TopicAssignment
from fgtools.study import by_hand, stage_topics
from fgtools.study.folder import Folder
from fgtools.study.stages import bring_up
from fgtools.topics.relate import AGREEMENT, PARTIAL, Convergence


@click.group()
def topics() -> None:
    """Find what was said beyond the codebook, give it a name."""


@topics.command()
@as_json
def find(as_json: bool) -> None:
    """Find topics in the redacted talk of all participants.

    \b
    Example:
      fgtools topics find
    """
    with study() as folder:
        bring_up(folder, "topics")
        if as_json:
            document(_as_document(folder))
            return
        _show(folder)
    next_step('fgtools topics name ID "LABEL"', "fgtools roles compare")


@topics.command()
@as_json
def show(as_json: bool) -> None:
    """Show the topics by family, their words, the nearest code, and how well each holds.

    \b
    Examples:
      fgtools topics show
      fgtools topics show --json
    """
    with study() as folder:
        bring_up(folder, "topics")
        if as_json:
            document(_as_document(folder))
            return
        _show(folder)
    next_step("fgtools topics matrix", 'fgtools topics name ID "LABEL"')


@topics.command()
@as_json
def matrix(as_json: bool) -> None:
    """Show where the topics and the codebook's themes agree, differ or are silent.

    The convergence matrix of mixed-method research. A topic on which all themes are silent is a
    code that may be missing: `fgtools codes suggest` drafts it.

    \b
    Examples:
      fgtools topics matrix
      fgtools topics matrix --json
    """
    with study() as folder:
        bring_up(folder, "topics")
        rows = stage_topics.matrix(folder)
        if as_json:
            document({"convergence": [asdict(row) for row in rows]})
            return
        _show_matrix(folder, rows)
    next_step("fgtools codes suggest")


@topics.command()
@click.argument("topic")
@click.argument("label")
@by
def name(topic: str, label: str, who: str) -> None:
    """Give TOPIC a name that stays through every rerun.

    \b
    Example:
      fgtools topics name t03 "Getting a laptop that works"
    """
    with study() as folder:
        bring_up(folder, "topics")
        by_hand.name_topic(folder, topic, label, who)
    click.echo(f"Kept: {topic} is called {label!r}.")
    next_step("fgtools run")


def _show(folder: Folder) -> None:
    found = stage_topics.shown(folder)
    for family in dict.fromkeys(t.family for t in found):
        if family:
            click.echo(f"\n{family}")
        table(
            ("topic", "utterances", "holds", "label", "nearest code", "words"),
            [
                (t.id, t.size, _holds(t), t.label, t.nearest_code or "none", ", ".join(t.terms[:6]))
                for t in found
                if t.family == family
            ],
        )
    assigned = folder.store.topic_assignments()
    click.echo(f"\nOf {count(len(assigned), 'utterance')}:")
    kept = sum(bool(a.topic) for a in assigned)
    table(("utterances", ""), [(kept, "in a topic"), *_outside(assigned)])
    stability = folder.store.facts(stage_topics.STAGE).get("stability", "")
    click.echo(
        f"Stability: {stability} (1 = the same topics whichever sessions are drawn, 0 = chance). "
        f"holds: how far a topic is found again; under {HOLDS:.0%} it does not hold, and is no "
        "finding."
    )


def _holds(topic: Topic) -> str:
    return f"{topic.held:.0%}" + ("" if topic.held >= HOLDS else " no")


def _outside(assigned: Sequence[TopicAssignment]) -> list[tuple[int, str]]:
    reasons = Counter(a.why for a in assigned if not a.topic)
    return [(number, why) for why, number in sorted(reasons.items(), key=lambda r: (-r[1], r[0]))]


def _show_matrix(folder: Folder, rows: Sequence[Convergence]) -> None:
    found = stage_topics.shown(folder)
    labels = {code.key: code.label for code in folder.codebook().codes}
    meets: dict[str, list[str]] = {t.id: [] for t in found}
    for row in rows:
        if row.verdict != "silence":
            meets[row.topic].append(
                f"{row.verdict}: {labels[row.theme]} ({row.shared / row.of:.0%})"
            )
    table(
        ("topic", "utterances", "label", "themes (share of its utterances that have the code)"),
        [(t.id, t.size, t.label, "; ".join(meets[t.id]) or "silence") for t in found],
    )
    heard = {row.theme for row in rows if row.verdict in ("agreement", "partial")}
    silent = [theme.label for theme in folder.codebook().themes if theme.key not in heard]
    click.echo(f"Themes that no topic meets: {', '.join(silent) or 'none'}.")
    click.echo(
        f"agreement: {AGREEMENT:.0%} of the topic's utterances or more have the theme; partial: "
        f"{PARTIAL:.0%} or more (both: half as often again as in all talk); dissonance: it means "
        "the same, but was not coded so; silence: neither."
    )


def _as_document(folder: Folder) -> dict[str, object]:
    assignments = []
    for a in folder.store.topic_assignments():
        session, _, ordinal = a.turn.rpartition("/")
        assignments.append(
            {"turn": a.turn, "session": session, "ordinal": int(ordinal), "start": a.span.start,
             "end": a.span.end, "topic": a.topic or None, "why": a.why}
        )  # fmt: skip
    return {
        "topics": [
            {"id": t.id, "label": t.label, "terms": list(t.terms), "size": t.size,
             "nearest_code": t.nearest_code, "family": t.family, "held": round(t.held, 4),
             "holds": t.held >= HOLDS,
             "exemplars": [
                 {"turn": turn, "start": span.start, "end": span.end} for turn, span in t.exemplars
             ]}
            for t in stage_topics.shown(folder)
        ],
        "assignments": assignments,
        "stability": float(folder.store.facts(stage_topics.STAGE).get("stability", "nan")),
    }  # fmt: skip
