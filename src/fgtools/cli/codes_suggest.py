"""`fgtools codes suggest`: what the codebook misses, mixes up and never uses; take a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import click

from fgtools.cli.names import as_finding
from fgtools.cli.output import as_json, by, count, document, next_step, say, study, table
from fgtools.codes.mixed import Mixed
from fgtools.errors import Misused
from fgtools.nouns import Code
from fgtools.study import adopting, suggesting
from fgtools.study.adopting import Adopted
from fgtools.study.folder import Folder
from fgtools.study.stages import bring_up
from fgtools.study.suggesting import Proposal, Raised, Suggestions

SHOWN = 10
"""Groups and pairs shown on a screen; --json lists all."""
LIKE = 0.35
"""Likeness to a code from which talk may be its own, which it misses: then cues are wanted there,
not a new code. Six utterances of the sample study that people gave one code are .34 like it (the
median); six of any talk are .33 or more like some code one time in twenty."""


@click.command()
@click.option(
    "--take", "wanted", metavar="ID", default="", help="Take the code of this group or topic."
)
@click.option("--key", default="", help="With --take: the new code's key.")
@click.option("--label", default="", help="With --take: its label.")
@click.option("--definition", default="", help="With --take: its definition.")
@click.option("--parent", default="", help="With --take: the key of the code it stands below.")
@click.option("--why", default="", help="With --take: a word on why; it is checked for names.")
@by
@as_json
def suggest(
    wanted: str, key: str, label: str, definition: str, parent: str, why: str, who: str,
    as_json: bool,
) -> None:  # fmt: skip
    """See what the codebook misses, what it mixes up, and which of its codes say little.

    Talk in turns that show no code is grouped by what it is about; each group, and each topic that
    no code comes near, comes with a code drafted from it. Nothing is changed until you take one:
    then a new version of the codebook is written beside the old, with a crosswalk, and is the
    study's from then on.

    \b
    Examples:
      fgtools codes suggest
      fgtools codes suggest --take g3f09a1 --key parking --label "Parking at visits" --by HK
    """
    typed = Code(key, label, definition, parent=parent)
    if not wanted and any((key, label, definition, parent, why)):
        raise Misused("these options say how a code is taken", "", "Add: --take ID")
    with study() as folder:
        bring_up(folder, "topics")
        if wanted:
            _take(folder, wanted, typed, who, why, as_json=as_json)
            return
        found = suggesting.suggestions(folder)
        shown = "" if as_json else folder.codebook().name
    if as_json:
        document(_as_document(found))
        return
    _print_missed(found, shown)
    _print_mixed(found.mixed)
    _print_silent(found)
    _print_sessions(found.by_session, found.saturation)
    proposed = (*found.missed.proposals, *found.missed.topics)
    if proposed:
        next_step(f"fgtools codes suggest --take {proposed[0].group.id}")


def _take(folder: Folder, wanted: str, typed: Code, who: str, why: str, *, as_json: bool) -> None:
    from fgtools.cli.codes import use_in

    missed = suggesting.missed(folder)
    proposals = {one.group.id: one for one in (*missed.proposals, *missed.topics)}
    if wanted not in proposals:
        there = f"There are: {', '.join(proposals)}" if proposals else "There is none."
        raise Misused("no such group, or a topic that has a code", "--take", there)
    one = proposals[wanted]
    code = replace(
        one.code, key=typed.key or one.code.key, label=typed.label or one.code.label,
        definition=typed.definition or one.code.definition, parent=typed.parent,
    )  # fmt: skip
    made = adopting.adopt(folder, one, code, who, why)
    use_in(folder, made.new)
    if as_json:
        document(
            {
                "codebook": made.book.name, "version": made.book.version, "file": made.new,
                "crosswalk": made.crosswalk, "code": _draft(made.code), "left_out": made.left_out,
                "taken": len(made.plan.going), "stay": made.plan.stay,
                "findings": [as_finding(finding) for finding in made.findings],
            }
        )  # fmt: skip
        return
    _print_adopted(made)


def _print_adopted(made: Adopted) -> None:
    code = made.code
    below = f", below {code.parent}" if code.parent else ""
    click.echo(f"The study goes on with codebooks/{made.new}.yaml, version {made.book.version}.")
    click.echo(f"New in it: {code.key} ({code.label}){below}.")
    click.echo(f"  {code.definition}")
    click.echo(f"  cues: {', '.join(code.cues) or 'none'}")
    for example in code.examples:
        click.echo(f"  example: {example}")
    if made.left_out:
        click.echo(f"{count(made.left_out, 'line')} left out, which would identify somebody.")
    click.echo(f"{made.plan.stay + len(made.plan.going)} decisions hold under it.")
    for finding in made.findings:
        click.echo(f"To put right in {made.new}.yaml: {finding.where}: {finding.what}")
    if code.definition.startswith("Draft:"):
        say(f"Its definition is a draft: put it in your own words in codebooks/{made.new}.yaml.")
    next_step(f"fgtools codebook diff {made.old} {made.new}", "fgtools codes apply")


def _as_document(found: Suggestions) -> dict[str, object]:
    return {
        "groups": [_proposal(one) for one in found.missed.proposals],
        "topics": [_proposal(one) for one in found.missed.topics],
        "left_over": found.missed.left_over, "small_talk": found.missed.small_talk,
        "mixed": [
            {"codes": list(m.codes), "turns": m.turns, "people": m.people, "machine": m.machine,
             "decided": m.decided, "together": m.together, "chance": round(m.chance, 2),
             "why": m.why, "todo": m.todo, "examples": list(m.examples)}
            for m in found.mixed
        ],
        "silent": [{"code": one.code, "why": one.why} for one in found.silent],
        "by_session": [
            {"session": r.session, "date": r.date, "codes": list(r.codes), "new": list(r.new)}
            for r in found.by_session
        ],
        "saturation": found.saturation,
    }  # fmt: skip


def _proposal(one: Proposal) -> dict[str, object]:
    group = one.group
    return {
        "id": group.id, "label": group.label, "terms": list(group.terms),
        "utterances": len(group.members), "participants": len(group.people),
        "sessions": list(group.sessions), "roles": list(one.roles),
        "exemplars": [{"turn": e.turn, "text": e.text} for e in group.exemplars],
        "nearest_code": one.nearest, "likeness": round(one.likeness, 4),
        "proposed": _draft(one.code),
    }  # fmt: skip


def _draft(code: Code) -> dict[str, object]:
    return {
        "key": code.key, "label": code.label, "definition": code.definition,
        "cues": list(code.cues), "examples": list(code.examples), "parent": code.parent,
    }  # fmt: skip


def _print_missed(found: Suggestions, book: str) -> None:
    missed = found.missed
    placed = sum(len(one.group.members) for one in missed.proposals)
    click.echo(f"What {book} misses: {count(len(missed.proposals), 'group')} of uncoded talk")
    for one in missed.proposals[:SHOWN]:
        _print_group(one)
    if len(missed.proposals) > SHOWN:
        click.echo(f"\n... and {len(missed.proposals) - SHOWN} more (--json lists all)")
    click.echo(
        f"\nOf {count(placed + missed.left_over + missed.small_talk, 'utterance')} without a code, "
        f"{placed} are in groups, {missed.small_talk} are small talk, {missed.left_over} are like "
        "nothing else."
    )
    click.echo(f"\nTopics that no code comes near: {len(missed.topics) or 'none'}")
    for one in missed.topics[:SHOWN]:
        _print_group(one)


def _print_group(one: Proposal) -> None:
    group, code = one.group, one.code
    voices = count(len(group.people), "participant")
    click.echo(
        f"\n{group.id}  {group.label}: {count(len(group.members), 'utterance')} of {voices} in "
        f"{count(len(group.sessions), 'session')} ({', '.join(one.roles)})"
    )
    if len(group.people) == 1:
        click.echo("     One voice is no finding.")
    for said in group.exemplars:
        click.echo(f'     {said.turn}  "{said.text}"')
    hint = (
        ": perhaps its own talk; then give it cues, not a new code" if one.likeness >= LIKE else ""
    )
    click.echo(f"     nearest code: {one.nearest} (likeness {one.likeness:.2f}){hint}")
    cues = f"; cues: {', '.join(code.cues)}" if code.cues else ""
    click.echo(f"     proposed: {code.key} ({code.label}). {code.definition[:-1]}{cues}.")


def _print_mixed(found: Sequence[Mixed]) -> None:
    click.echo(f"\nWhat it mixes up: {count(len(found), 'pair')} of codes")
    for one in found[:SHOWN]:
        click.echo(f"\n{' and '.join(one.codes)}: {one.why}")
        click.echo(f"     look at: {', '.join(one.examples)}")
        click.echo(f"     {one.todo}")
    if len(found) > SHOWN:
        click.echo(f"\n... and {len(found) - SHOWN} more (--json lists all)")


def _print_silent(found: Suggestions) -> None:
    click.echo(f"\nCodes that say little: {len(found.silent) or 'none'}")
    if found.silent:
        table(("code", "why"), [(one.code, one.why) for one in found.silent])


def _print_sessions(raised: Sequence[Raised], saturation: str) -> None:
    click.echo("\nCodes by session, in the order of their dates")
    table(
        ("session", "date", "codes", "new", "new codes"),
        [
            (r.session, r.date or "-", len(r.codes), len(r.new), _some(r.new, len(r.codes)))
            for r in raised
        ],
    )
    click.echo(saturation)


def _some(new: Sequence[str], codes: int) -> str:
    if len(new) == codes and new:
        return "all of them"
    return ", ".join(new[:SHOWN]) + (", ..." if len(new) > SHOWN else "")
