"""The stage `topics`: what was said beyond the codebook, over the whole study."""

from __future__ import annotations

import json
from collections.abc import Sequence

from fgtools.models.clusters import TopicGroups
from fgtools.nouns import Topic, TopicAssignment
from fgtools.study import layers, stage_codes
from fgtools.study.decisions import TOPIC, labelled
from fgtools.study.folder import Folder
from fgtools.study.keys import key_of
from fgtools.topics.discover import discover
from fgtools.topics.identity import with_old_ids
from fgtools.topics.relate import Convergence, convergence, in_words_of, with_nearest

STAGE = "topics"
VERSION = "7"


def key(folder: Folder) -> str:
    """Return what the topics depend on."""
    settings = folder.settings
    digests = {read.name: read.digest for read in folder.store.sessions()}
    seeds = sorted((turn, sorted(codes.items())) for turn, codes in _seeds(folder).items())
    return key_of(
        STAGE, VERSION, digests, stage_codes.key(folder), settings.seed,
        settings.topics.model_dump(mode="json"), seeds,
    )  # fmt: skip


def run(folder: Folder) -> None:
    """Find the topics of the study."""
    turns = folder.store.turns()
    folder.say(f"topics: over {len(turns)} turns")
    found = discover(
        turns, folder.store.participants(), stage_codes.encoder(folder), TopicGroups(),
        seed=folder.settings.seed, number=folder.settings.topics.number, seeds=_seeds(folder),
    )  # fmt: skip
    topics, placed = with_old_ids(found.topics, found.assignments, folder.store.known_topics())
    book = folder.codebook()
    likeness = likeness_to_codes(folder, topics, placed)
    codings = [c for c in folder.store.codings() if c.assigned]
    near = with_nearest(topics, placed, codings, book, likeness)
    with folder.store.writing():
        folder.store.set_topics(in_words_of(near, book), placed)
        told = [[*pair, round(near, 4)] for pair, near in sorted(likeness.items())]
        folder.store.set_facts(
            STAGE, {"stability": f"{found.stability:.3f}", "likeness": json.dumps(told)}
        )


def _seeds(folder: Folder) -> dict[str, dict[str, float]]:
    """Return the codes of each turn, if topics are to be seeded by the codebook."""
    seeds: dict[str, dict[str, float]] = {}
    for coding in stage_codes.shown(folder)[0] if folder.settings.topics.seeded else ():
        seeds.setdefault(coding.turn, {})[coding.code] = coding.score
    return seeds


def likeness_to_codes(
    folder: Folder, topics: Sequence[Topic], placed: Sequence[TopicAssignment]
) -> dict[tuple[str, str], float]:
    """Return how near in meaning each topic lies to each code, -1 to 1."""
    from fgtools.codes.near import likeness  # numpy waits until it is needed

    texts = {turn.id: turn.text for turn in folder.store.turns()}
    said: dict[str, list[str]] = {topic.id: [] for topic in topics}
    for one in placed:
        if one.topic:
            said[one.topic].append(texts[one.turn][one.span.start : one.span.end])
    book, talk = folder.codebook(), [turn.text for turn in layers.codable(folder)]
    rows = likeness(book, list(said.values()), talk, stage_codes.encoder(folder))
    return {
        (topic, code.key): float(near)
        for topic, row in zip(said, rows, strict=True)
        for code, near in zip(book.codes, row, strict=True)
    }


def shown(folder: Folder) -> tuple[Topic, ...]:
    """Return the topics under the labels people gave them."""
    store = folder.store
    decisions = store.decisions(TOPIC)
    return labelled(store.topics(), store.topic_assignments(), decisions, store.carried())


def matrix(folder: Folder) -> tuple[Convergence, ...]:
    """Return where themes and topics agree, agree in part, differ, or are silent."""
    codings, _ = stage_codes.shown(folder)
    told = json.loads(folder.store.facts(STAGE).get("likeness", "[]"))
    likeness = {(topic, code): near for topic, code, near in told}
    placed = folder.store.topic_assignments()
    return convergence(shown(folder), placed, codings, folder.codebook(), likeness)
