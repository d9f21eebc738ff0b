"""The redacted study as a workbook: codings first, then turns, participants and codebook."""

from __future__ import annotations

from pathlib import Path

from fgtools.codebook import table
from fgtools.report.evidence import clock
from fgtools.safe import part
from fgtools.study import exporting, sheets
from fgtools.study.exporting import Exported
from fgtools.study.folder import Folder

CODINGS = (
    ("session", 16), ("ordinal", 8), ("code", 24), ("coder", 12), ("participant", 16),
    ("role", 26), ("stance", 10), ("score", 8), ("why", 40), ("begins", 8), ("ends", 8),
    ("words", 80),
)  # fmt: skip
TURNS = (
    ("session", 16), ("ordinal", 8), ("time", 10), ("participant", 16), ("role", 26),
    ("text", 100),
)  # fmt: skip
PEOPLE = (("participant", 16), ("session", 16), ("role", 26), ("counts", 8), ("turns", 8))


def xlsx(folder: Folder, to: Path | None) -> Exported:
    """Write the study as a workbook, if no name is left in it.

    Raise Found, and write nothing, if a name or identifier is left.
    """
    store, book = folder.store, folder.codebook()
    turns = {turn.id: turn for turn in store.turns()}
    people = store.participants()
    codings = [c for c in exporting.codings(folder) if c.turn in turns]

    def label(participant: str) -> str:
        who = people.get(participant)
        if who is None or who.is_facilitator:
            return "Facilitator" if who else ""
        return folder.settings.role_label(who.role) if who.role else ""

    coded: list[tuple[str | int, ...]] = [
        (
            turn.session, turn.ordinal, one.code, one.coder, turn.participant,
            label(turn.participant), one.stance, f"{one.score:.2f}", one.why, *one.span,
            part(turn.text, one.span),
        )
        for one in codings
        for turn in [turns[one.turn]]
    ]  # fmt: skip
    said: list[tuple[str | int, ...]] = [
        (t.session, t.ordinal, clock(t.begin), t.participant, label(t.participant), t.text)
        for t in turns.values()
    ]
    spoke = [t.participant for t in turns.values()]
    cases: list[tuple[str | int, ...]] = [
        (key, who.session, label(key), "yes" if who.counts else "no", spoke.count(key))
        for key, who in people.items()
    ]
    data = sheets.workbook(
        [
            ("Codings", CODINGS, coded), ("Turns", TURNS, said), ("Participants", PEOPLE, cases),
            ("Codebook", table.COLUMNS, table.rows_of(book)),
        ],
        {},
    )  # fmt: skip
    target = to or folder.outputs / f"{folder.root.resolve().name}.xlsx"
    counts = {
        "sources": len(store.sessions()), "codes": len(book.codes), "codings": len(codings),
        "cases": sum(not who.is_facilitator for who in people.values()),
    }  # fmt: skip
    manifest = exporting.release(folder, target, lambda path: path.write_bytes(data), counts)
    return Exported(target, manifest, stood_in=0, **counts)
