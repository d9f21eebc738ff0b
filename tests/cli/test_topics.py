"""Topics beside the codebook, and as a study grows."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from tests.conftest import Done, typed

SUBJECTS = {
    "parking": (
        "The parking permits ran out and I circle the estate for half an hour before a visit",
        "I pay for parking myself at every visit because the permits never came through",
        "Somebody got a parking ticket outside a family's house while she was assessing",
        "There is no parking near the clinic so I leave the car a mile off and walk",
    ),
    "laptop": (
        "My laptop takes ten minutes to log in and the portal throws me out twice a day",
        "We type the same record into two systems because the portal will not talk to the other",
        "The portal lost a whole report of mine on the day that it was due",
        "The new laptop cannot open the old case system so we borrow one from next door",
    ),
    "supervision": (
        "Supervision once a month is what keeps me in this job if I am honest",
        "My supervisor left and for half a year nobody asked me how the work was going",
        "In supervision we run through the list of cases and never get to think about one",
        "I would give a lot for proper reflective supervision with somebody who knows the work",
    ),
    "pay": (
        "The pay has not kept up with rent and half of my wage goes on a single room",
        "Agency workers beside me are on twice the pay for the same cases",
        "I did the sums on my pay and I would be better off in a supermarket",
        "They offered a retention payment and then took it out of the pay rise",
    ),
}
ENDINGS = ("and it wears you down.", "and that was only this spring.", "so something has to give.")


def table(path: Path, sessions: tuple[str, ...], subjects: tuple[str, ...]) -> Path:
    """Write coded talk of some sessions: six people each, all on every subject."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["session", "speaker", "role", "text"])
        for s, session in enumerate(sessions):
            for person in range(6):
                for at, subject in enumerate(subjects):
                    said = SUBJECTS[subject][(person + s + at) % 4]
                    ending = ENDINGS[(person + s) % 3]
                    writer.writerow([session, f"P{person}", "nurse", f"{said}, {ending}"])
    return path


def topics_of(mine: Path) -> dict[str, Any]:
    done = typed(mine, "topics", "find", "--json")
    assert done.code == 0, done.err
    return done.json


def subject_of(topic: str, found: dict[str, Any], texts: dict[tuple[str, int], str]) -> str:
    """Return what most of a topic's turns are about."""
    own = [texts[a["session"], a["ordinal"]] for a in found["assignments"] if a["topic"] == topic]
    return max(SUBJECTS, key=lambda subject: own.count(subject))


def told(path: Path) -> dict[tuple[str, int], str]:
    texts: dict[tuple[str, int], str] = {}
    counts: dict[str, int] = {}
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            at = counts[row["session"]] = counts.get(row["session"], -1) + 1
            texts[row["session"], at] = next(
                name for name, said in SUBJECTS.items() if row["text"].startswith(said)
            )
    return texts


def test_topics_keep_their_ids_and_names_when_sessions_are_added(tmp_path: Path) -> None:
    assert typed(tmp_path, "study", "new", "mine").code == 0
    mine = tmp_path / "mine"
    first = table(tmp_path / "one.csv", ("a", "b", "c"), ("parking", "laptop", "supervision"))
    assert typed(mine, "transcripts", "add", str(first), "--yes").code == 0
    settings = mine / "study.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[topics]\nnumber = 3\n", "utf-8")
    before = topics_of(mine)
    were = {t["id"]: subject_of(t["id"], before, told(first)) for t in before["topics"]}
    assert set(were.values()) == {"parking", "laptop", "supervision"}
    parking = next(key for key, subject in were.items() if subject == "parking")
    assert typed(mine, "topics", "name", parking, "Where to leave the car").code == 0
    more = table(tmp_path / "two.csv", ("d", "e", "f"), ("parking", "pay", "pay", "supervision"))
    assert typed(mine, "transcripts", "add", str(more), "--yes").code == 0
    settings.write_text(settings.read_text("utf-8").replace("number = 3", "number = 4"), "utf-8")
    after = topics_of(mine)
    are = {t["id"]: subject_of(t["id"], after, told(first) | told(more)) for t in after["topics"]}
    assert {key: are[key] for key in were} == were
    assert set(are.values()) == set(SUBJECTS)
    assert are["t04"] == "pay"
    names = {t["id"]: t["label"] for t in after["topics"]}
    assert names[parking] == "Where to leave the car"
    assert topics_of(mine) == after


def test_the_matrix_has_a_verdict_for_every_theme_and_topic(sample: tuple[Path, Done]) -> None:
    folder, _ = sample
    found = topics_of(folder)["topics"]
    done = typed(folder, "topics", "matrix", "--json")
    rows: Any = done.json["convergence"]
    assert len({(row["theme"], row["topic"]) for row in rows}) == len(rows)
    assert {row["topic"] for row in rows} == {topic["id"] for topic in found}
    assert len(rows) == len(found) * len({row["theme"] for row in rows})
    assert {row["verdict"] for row in rows} <= {"agreement", "partial", "dissonance", "silence"}
    assert any(row["verdict"] == "agreement" for row in rows)
    shown = typed(folder, "topics", "matrix")
    assert all(topic["label"] in shown.out for topic in found)
    assert "Themes that no topic meets" in shown.out


def test_a_topic_tells_how_far_it_holds_and_where_it_is_heard_best(
    sample: tuple[Path, Done],
) -> None:
    folder, _ = sample
    for topic in topics_of(folder)["topics"]:
        assert 0 <= topic["held"] <= 1
        turns = [place["turn"] for place in topic["exemplars"]]
        sessions = {turn.rpartition("/")[0] for turn in turns}
        assert len(sessions) >= min(len(turns), 2)
    shown = typed(folder, "topics", "show").out
    assert "holds" in shown
    assert "small talk" in shown


def test_topics_can_be_seeded_with_the_codebook(study: Path) -> None:
    plain = topics_of(study)
    settings = study / "study.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[topics]\nseeded = true\n", "utf-8")
    seeded = topics_of(study)
    assert len(seeded["topics"]) == len(plain["topics"])
    assert sum(bool(t["nearest_code"]) for t in seeded["topics"]) >= sum(
        bool(t["nearest_code"]) for t in plain["topics"]
    )
    assert topics_of(study) == seeded
    assert seeded["assignments"] != plain["assignments"]
