"""`fgtools topics`: what was said beyond the codebook."""

from __future__ import annotations

import click

from fgtools.cli.output import as_json, by, document, next_step, study, table
from fgtools.study import by_hand, stage_topics
from fgtools.study.folder import Folder
from fgtools.study.stages import bring_up


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
def show() -> None:
    """Show the topics, their words and the nearest code.

    \b
    Example:
      fgtools topics show
    """
    with study() as folder:
        bring_up(folder, "topics")
        _show(folder)


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
    table(
        ("topic", "utterances", "label", "nearest code", "words"),
        [(t.id, t.size, t.label, t.nearest_code or "none", ", ".join(t.terms[:6])) for t in found],
    )
    assigned = folder.store.topic_assignments()
    outside = sum(not a.topic for a in assigned)
    stability = folder.store.facts(stage_topics.STAGE).get("stability", "")
    click.echo(
        f"{outside} of {len(assigned)} utterances are small talk or stand apart. "
        f"Stability over sessions: {stability} (1 = the same topics without any one session)."
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
             "nearest_code": t.nearest_code}
            for t in stage_topics.shown(folder)
        ],
        "assignments": assignments,
        "stability": float(folder.store.facts(stage_topics.STAGE).get("stability", "nan")),
    }  # fmt: skip
