"""The layers of the study: what each coder, and the machine, made of its turns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from fgtools.codes.layers import Difference, Layer, differences
from fgtools.errors import Found, Misused, harmless
from fgtools.nouns import SafeTurn
from fgtools.study.decisions import sketch, wording
from fgtools.study.folder import Folder, now
from fgtools.study.store import CodedTurn

MACHINE = "fgtools"
REVIEW = "review"
"""Names the decisions of review and `codes set` in `learn_from`."""
LONGEST_NAME = 40


def codable(folder: Folder) -> tuple[SafeTurn, ...]:
    """Return the turns that coders code: those of participants, in order."""
    voices = folder.store.participants()
    return tuple(
        turn
        for turn in folder.store.turns()
        if turn.text.strip()
        and not (turn.participant in voices and voices[turn.participant].is_facilitator)
    )


def people(folder: Folder) -> tuple[Layer, ...]:
    """Return the layers of people by name; codes that the codebook does not have are left out.

    So are codes of the machine that came back as they had gone out: nobody said anything of them.
    """
    keys = {code.key for code in folder.codebook().codes}
    coded: dict[str, dict[str, set[str]]] = {}
    for row in folder.store.coded():
        own, turns = {*row.codes} - {*row.echoed}, coded.setdefault(row.coder, {})
        if own or not row.codes:
            turns.setdefault(row.turn, set()).update(keys & own)
    return tuple(
        Layer(coder, frozenset(turns), frozenset((t, c) for t in turns for c in turns[t]))
        for coder, turns in sorted(coded.items())
    )


def machine(folder: Folder) -> Layer:
    """Return the machine's layer as it proposed it, without what people decided about it."""
    given = frozenset((coding.turn, coding.code) for coding in folder.store.codings())
    return Layer(MACHINE, frozenset(turn.id for turn in codable(folder)), given, machine=True)


def chosen(folder: Folder, coders: Iterable[str] = ()) -> tuple[Layer, ...]:
    """Return the layers of some people (of all, if none is named), and the machine's beside them.

    Raise Misused where nobody has coded, or nobody of that name.
    """
    every = people(folder)
    if not every:
        raise Misused(
            "nobody's codings are in this study yet", "",
            "Type: fgtools codes import FILE --coder INITIALS (a sheet to fill: fgtools codes "
            "sheet --coder INITIALS)",
        )  # fmt: skip
    by_name = {layer.coder.casefold(): layer for layer in every}
    wanted = [name for name in dict.fromkeys(c.casefold() for c in coders) if name != MACHINE]
    for name in wanted:
        if name not in by_name:
            raise Misused(
                "no coder of that name", "--coder",
                f"There are: {', '.join(layer.coder for layer in every)}",
            )  # fmt: skip
    return (*(tuple(by_name[name] for name in wanted) or every), machine(folder))


def of(folder: Folder, coder: str) -> Layer:
    """Return one coder's layer; raise Misused where nobody of that name has coded."""
    if coder.casefold() == MACHINE:
        return machine(folder)
    return chosen(folder, [coder])[0]


def waiting(folder: Folder) -> tuple[int, int]:
    """Return how many coded turns wait for their words, and codings for their code in the book."""
    keys = {code.key for code in folder.codebook().codes}
    unknown = sum(len({*row.codes} - keys) for row in folder.store.coded())
    return len(folder.store.coded("gone")), unknown


def differing(folder: Folder, layers: tuple[Layer, ...]) -> tuple[tuple[SafeTurn, Difference], ...]:
    """Return where coders differ, with the turn: first where people do among themselves."""
    turns = {turn.id: turn for turn in codable(folder)}
    codes = [code.key for code in folder.codebook().codes]
    found = sorted(differences(layers, turns, codes), key=lambda one: not one.people)
    return tuple((turns[one.turn], one) for one in found)


def coder_named(folder: Folder, name: str) -> str:
    """Return a coder's name as the study knows it; raise Misused or Found if it cannot be one.

    Coders are named in the safe zone, so a name that identifies somebody of the study is refused.
    """
    plain = harmless(name)
    if not plain or len(plain) > LONGEST_NAME or not any(c.isalnum() for c in plain):
        raise Misused(
            f"a coder's name has 1 to {LONGEST_NAME} letters", "", "Use initials or a role."
        )
    if plain.casefold() in (MACHINE, REVIEW):
        raise Misused("the program uses this name itself", plain, "Use initials or a role.")
    from fgtools.study import leaks  # finders of names take a while: they wait until needed

    findings = leaks.in_text(folder, "coder", plain)
    if findings:
        raise Found(
            "a coder's name identifies somebody of this study; nothing was kept", findings,
            hint="Use initials or a role.",
        )  # fmt: skip
    known = {row.coder.casefold(): row.coder for row in folder.store.coded()}
    return known.get(plain.casefold(), plain)


def keep(
    folder: Folder,
    coded: Mapping[tuple[str, str], Iterable[str]],
    places: Mapping[tuple[str, str], Iterable[tuple[str, int, int]]] = MappingProxyType({}),
    echoed: Mapping[tuple[str, str], Iterable[str]] = MappingProxyType({}),
) -> int:
    """Keep the codes of (coder, turn id); return how many of these turns were coded otherwise.

    `places` are the stretches of a turn (code, start, end), where the coder said so; `echoed` the
    machine's codes that came back as they had gone out.

    The newest holds, turn by turn; what stood before stays in the database as superseded, and
    turns that do not come again stay as they are.
    """
    turns = {turn.id: turn for turn in folder.store.turns()}
    held: dict[tuple[str, str], list[CodedTurn]] = {}
    for row in folder.store.coded():
        held.setdefault((row.coder, row.turn), []).append(row)
    new: list[CodedTurn] = []
    older: list[CodedTurn] = []
    keys = tuple(code.key for code in folder.codebook().codes)
    changed = 0
    for (coder, turn), codes in coded.items():
        given = tuple(sorted(codes))
        before = held.get((coder, turn), [])
        at = tuple(sorted(set(places.get((coder, turn), ()))))
        same = bool(before) and {code for row in before for code in row.codes} == {*given}
        echo = tuple(sorted(echoed.get((coder, turn), ())))
        same = same and {one for row in before for one in row.places} == {*at}
        same = same and {one for row in before for one in row.echoed} == {*echo}
        if same and all({*keys} <= {*row.keys} for row in before):
            continue
        changed += bool(before) and not same
        older += before
        voice, words = turns[turn].participant, sketch(turns[turn].text)
        new.append(
            CodedTurn(
                coder, turn, given, words, voice, now(), keys=keys, places=at, echoed=echo,
                wording=wording(turns[turn].text),
            )
        )  # fmt: skip
    with folder.store.writing():
        folder.store.set_coded_state(older, "superseded")
        folder.store.add_coded(new)
    return changed
