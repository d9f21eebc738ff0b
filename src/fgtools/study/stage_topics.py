"""The stage `topics`: what was said beyond the codebook, over the whole study."""

from __future__ import annotations

from fgtools.models.clusters import BertopicModel
from fgtools.nouns import Topic
from fgtools.study import stage_codes
from fgtools.study.decisions import TOPIC, labelled
from fgtools.study.folder import Folder
from fgtools.study.keys import key_of
from fgtools.topics.discover import discover
from fgtools.topics.relate import Convergence, convergence, with_nearest

STAGE = "topics"
VERSION = "4"


def key(folder: Folder) -> str:
    """Return what the topics depend on."""
    settings = folder.settings
    digests = {read.name: read.digest for read in folder.store.sessions()}
    return key_of(
        STAGE, VERSION, digests, stage_codes.key(folder), settings.seed,
        settings.topics.model_dump(mode="json"),
    )  # fmt: skip


def run(folder: Folder) -> None:
    """Find the topics of the study."""
    turns = folder.store.turns()
    folder.say(f"topics: over {len(turns)} turns")
    found = discover(
        turns, folder.store.participants(), stage_codes.encoder(folder), BertopicModel(),
        seed=folder.settings.seed, number=folder.settings.topics.number,
    )  # fmt: skip
    codings = [c for c in folder.store.codings() if c.assigned]
    topics = with_nearest(found.topics, found.assignments, codings, folder.codebook())
    with folder.store.writing():
        folder.store.set_topics(topics, found.assignments)
        folder.store.set_facts(STAGE, {"stability": f"{found.stability:.3f}"})


def shown(folder: Folder) -> tuple[Topic, ...]:
    """Return the topics under the labels people gave them."""
    store = folder.store
    decisions = store.decisions(TOPIC)
    return labelled(store.topics(), store.topic_assignments(), decisions, store.carried())


def matrix(folder: Folder) -> tuple[Convergence, ...]:
    """Return where themes and topics agree, agree in part, differ, or are silent."""
    codings, _ = stage_codes.shown(folder)
    return convergence(shown(folder), folder.store.topic_assignments(), codings, folder.codebook())
