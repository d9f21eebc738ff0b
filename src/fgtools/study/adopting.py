"""A proposed code is taken: a new version of the codebook beside the old one, and a crosswalk.

No file is ever overwritten, nothing that identifies somebody goes into a codebook, and people's
decisions go along as they do with `fgtools codebook take`.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fgtools.codebook import crosswalk as walks
from fgtools.codebook.adding import NoPlace, counted_up, with_code
from fgtools.codebook.check import check
from fgtools.codebook.proposal import propose
from fgtools.codebook.read import KEY, files, read
from fgtools.codebook.versions import versions
from fgtools.codebook.write import crosswalk_to_yaml, to_yaml
from fgtools.errors import FgtoolsError, Found, Misused
from fgtools.nouns import Code, Codebook, Finding
from fgtools.study import leaks, shipped, taking
from fgtools.study.decisions import CODEBOOK
from fgtools.study.files import put_text, told
from fgtools.study.folder import Folder, now
from fgtools.study.suggesting import Proposal
from fgtools.topics.drafts import as_example

NUMBERED = re.compile(r"-v\d[\w.]*$")
NOT_KEPT = "# Comments and order of {old} could not be kept: its codes are written in short form.\n"


@dataclass(frozen=True, slots=True)
class Adopted:
    """What was written: file names, the code, what the check says of it, what was left out of it.

    `plan` is what became of people's decisions.
    """

    old: str
    new: str
    crosswalk: str
    book: Codebook
    code: Code
    findings: tuple[Finding, ...]
    left_out: int
    plan: taking.Plan


def adopt(folder: Folder, proposal: Proposal, given: Code, who: str, why: str) -> Adopted:
    """Write a new version of the study's codebook with a proposed code in it.

    `given` holds the code as people want it: proposed, but for what they typed themselves. What
    they typed is refused (Found) where it identifies somebody; examples and cues that would are
    left out. The caller makes the new version the study's.
    """
    path, old = folder.codebook_path(), folder.codebook()
    _fit(given, old)
    _refuse(folder, given, who, why)
    code, left_out = _safe(folder, given)
    file, version = _next(folder, path, old)
    note = f"Drafted from {len(proposal.group.members)} utterances of "
    note += f"{len(proposal.group.people)} participants that no code took up; taken by {who}."
    text, new = _written(path, old, code, version, note)
    walk = propose(old, new, (), source=path.stem, target=file.stem)
    beside = file.with_name(f"{file.stem}.crosswalk.yaml")
    _create(file, text)
    _create(beside, crosswalk_to_yaml(walk))
    plan = taking.take(folder, walks.read(beside), old, read(file), who)
    value = {"turns": [], "label": code.label, "file": file.name}
    with folder.store.writing():
        folder.store.decide(
            CODEBOOK, code.key, json.dumps(value, ensure_ascii=False, sort_keys=True),
            who, now(), why,
        )  # fmt: skip
    found = tuple(one for one in check(new) if one not in check(old))
    return Adopted(path.stem, file.stem, beside.name, new, code, found, left_out, plan)


def examples_by(folder: Folder, participant: str) -> tuple[tuple[str, str], ...]:
    """Return the codebook file and the code of every example that is a participant's own words."""
    said = [as_example(t.text) for t in folder.store.turns() if t.participant == participant]
    found: list[tuple[str, str]] = []
    for path in files(folder.root / "codebooks"):
        try:
            book = read(path)
        except FgtoolsError:  # it is no codebook that anything could have been put into
            continue
        for code in book.codes:
            if any(example in text for example in code.examples for text in said):
                found.append((path.name, code.key))
    return tuple(found)


def _fit(code: Code, old: Codebook) -> None:
    keys = [one.key for one in old.codes]
    if not KEY.fullmatch(code.key):
        raise Misused("a key is one word of letters, digits, - _ or .", "--key")
    if code.key in keys:
        raise Misused("the codebook has this key already", code.key, "Give another with --key KEY")
    if code.parent and code.parent not in keys:
        raise Misused("no such code", code.parent, f"The codebook has: {', '.join(keys)}")


def _refuse(folder: Folder, code: Code, who: str, why: str) -> None:
    texts = {
        "key": code.key.replace("-", " "), "label": code.label, "definition": code.definition,
        "why": why, "by": who,
    }  # fmt: skip
    findings = [one for name, text in texts.items() for one in leaks.in_text(folder, name, text)]
    if findings:
        raise Found(
            "this identifies somebody; nothing was written", findings,
            hint="Say it in other words: --key, --label, --definition, --why, --by.",
        )  # fmt: skip


def _safe(folder: Folder, code: Code) -> tuple[Code, int]:
    """Return a code without the examples and cues that would identify somebody, and how many."""

    def safe(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(text for text in texts if not leaks.in_text(folder, code.key, text))

    kept = replace(code, examples=safe(code.examples), cues=safe(code.cues))
    before = len(code.examples) + len(code.cues)
    return kept, before - len(kept.examples) - len(kept.cues)


def _next(folder: Folder, path: Path, old: Codebook) -> tuple[Path, str]:
    """Return the new version's file in the study's codebooks, and its version: both are free."""
    own = folder.root / "codebooks"
    used = {old.version, *(v for _, v in versions(old.name, (own, shipped.folder("codebooks"))))}
    base = NUMBERED.sub("", path.stem)
    version = old.version
    while True:
        version = counted_up(version, used)
        file = own / f"{base}-v{re.sub(r'[^A-Za-z0-9.]+', '-', version)}.yaml"
        there = (file, file.with_name(f"{file.stem}.crosswalk.yaml"))
        if not any(one.exists() for one in there):
            return file, version
        used.add(version)


def _written(
    path: Path, old: Codebook, code: Code, version: str, note: str
) -> tuple[str, Codebook]:
    """Return the text of the new version, read back and seen to be the old one and the code."""
    wanted = {**{one.key: one for one in old.codes}, code.key: code}
    try:
        text = with_code(path.read_text("utf-8-sig"), code, version, note)
        new = _read_back(text)
        kept = {one.key: one for one in new.codes} == wanted
        if kept and (new.name, new.version) == (old.name, version):
            return text, new
    except (NoPlace, FgtoolsError):
        pass
    whole = Codebook(old.name, version, (*old.codes, code))
    text = f"{NOT_KEPT.format(old=path.name)}# {code.key}: {note}\n{to_yaml(whole)}"
    return text, _read_back(text)


def _read_back(text: str) -> Codebook:
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "codebook.yaml"
        file.write_text(text, "utf-8")
        return read(file)


def _create(path: Path, text: str) -> None:
    """Write a file that is not there yet; one that is there is never touched."""
    if path.exists():
        raise Misused("this file is there already", path.name, "Type the command again.")
    with told(path.parent.name):
        path.parent.mkdir(exist_ok=True)
    put_text(path, text)
