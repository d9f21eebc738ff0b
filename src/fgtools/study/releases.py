"""Signed releases: who stands for which outputs. A signature is a row that only grows.

What is signed is the manifest without its signatures, by its digest: it names the digest of every
output, so that whatever changes afterwards is not signed any more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fgtools.errors import FgtoolsError, Found, Misused
from fgtools.study import stage_report
from fgtools.study.folder import OUTPUTS, Folder, now
from fgtools.study.private import digest
from fgtools.study.signatures import INTERNAL, as_signed, of_manifest
from fgtools.study.store import Signature

LONGEST_WHO, LONGEST_ROLE, LONGEST_NAME = 20, 60, 60
"""Code points of initials or a role; longer ones are names or sentences."""
RUN = "Type: fgtools run"
UNWRITTEN = "to be written"
"""What stands in a report where a person is to write."""
PLAIN = re.compile(r"[^\W_][\w .&()/-]*")


def sign(folder: Folder, *, who: str, role: str, name: str) -> tuple[Signature, ...]:
    """Keep that somebody stands for the outputs as they lie there; return all signatures of them.

    Raise FgtoolsError where they are not what the study would write now, Found where a check finds
    something in them, Misused where `who` looks like a name or has signed them already.
    """
    from fgtools.report.printed import as_rows, printed  # what signing alone needs takes a while
    from fgtools.study.described import describe_study

    _check_typed(folder, "--by", who, LONGEST_WHO)
    _check_typed(folder, "--role", role, LONGEST_ROLE)
    _check_typed(folder, "--release", name, LONGEST_NAME)
    _check_fresh(folder)
    _check_content(folder)
    content = _content(folder)
    of = of_manifest(content)
    before = as_signed(folder.store.signatures(), of)
    if any(_letters(one.who) == _letters(who) for one in before):
        raise Misused(
            "this has been signed by them already; a second signature is another person's", "--by",
            "Signed so far: fgtools report sign --list",
        )  # fmt: skip
    level = folder.settings.level
    figures = json.dumps(as_rows(printed(describe_study(folder))), ensure_ascii=False)
    signature = Signature(name or level, level, of, figures, who, role, now())
    with folder.store.writing():
        folder.store.sign(signature)
        text = stage_report.keep_signed(folder, content)
        # The figures are those of this very report, so that nothing in it changes.
        folder.store.set_key(stage_report.STAGE, stage_report.key(folder))
    # Then the file: killed in between, the next run writes it; no file has a signature of its own.
    stage_report.write_manifest(folder, text)
    return as_signed(folder.store.signatures(), of)


def _check_typed(folder: Folder, where: str, text: str, most: int) -> None:
    """Refuse what is too long, and what is or could be a name, without repeating it."""
    from fgtools.study.by_hand import refuse_names
    from fgtools.study.named_in import known_names, may_name

    if not text:
        return
    if len(text) > most or not PLAIN.fullmatch(text):
        raise Misused(f"up to {most} letters, digits and blanks", where, "Such as: --by HK")
    refuse_names(folder, "by", text)
    if may_name(text, known_names(folder)) and not _initials(text):
        raise Misused(
            "this could be somebody's name; nothing was kept", where,
            "Use initials or a role, such as: --by HK --role \"second reader\"",
        )  # fmt: skip


def _initials(text: str) -> bool:
    """Tell whether a text is initials: up to four capitals that are nobody's first name."""
    from fgtools.names.lexicon import folded, name_flags

    first_name = {*name_flags().get(folded(text), "")} & {*"Ff"}
    return len(text) <= 4 and text.isupper() and not first_name


def _letters(who: str) -> str:
    """Return the letters of who signs: "HK", "H.K." and "hk" are one person."""
    return "".join(letter for letter in who.casefold() if letter.isalnum())


def _check_fresh(folder: Folder) -> None:
    from fgtools.study.stages import states  # the chain knows this stage's neighbour

    stale = [one.name for one in states(folder) if one.state != "up to date"]
    if stale:
        raise FgtoolsError(
            f"what lies there is not what the study would write now ({', '.join(stale)} to do)",
            OUTPUTS, f"{RUN}, read what came out, then sign it",
        )  # fmt: skip


def _check_content(folder: Folder) -> None:
    from fgtools.study import gate, leaks
    from fgtools.study.described import describe_study

    findings = (*leaks.everywhere(folder), *gate.found(folder, describe_study(folder)))
    if findings:
        raise Found(
            f"nothing was signed: {len(findings)} places to put right first", findings, OUTPUTS,
            "Settle them, then: fgtools run",
        )  # fmt: skip


def _content(folder: Folder) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(
        (folder.outputs / stage_report.MANIFEST).read_text("utf-8")
    )
    for name, known in content["outputs"].items():
        path = folder.outputs / name
        if not path.is_file() or digest(path.read_bytes()) != known:
            raise FgtoolsError("this is not the file that was written", f"{OUTPUTS}/{name}", RUN)
    return content


@dataclass(frozen=True, slots=True)
class Release:
    """Outputs that were signed: `current` where they are those that lie in outputs/ now."""

    name: str
    level: str
    manifest: str
    signed: tuple[Signature, ...]
    current: bool


def releases(folder: Folder) -> tuple[Release, ...]:
    """Return every release that was signed, oldest first."""
    now_there = ""
    path = folder.outputs / stage_report.MANIFEST
    if path.is_file():
        now_there = of_manifest(json.loads(path.read_text("utf-8")))
    rows = folder.store.signatures()
    return tuple(
        Release(
            own[0].name, own[0].level, manifest, own, manifest == now_there,
        )
        for manifest in dict.fromkeys(row.manifest for row in rows)
        for own in [as_signed(rows, manifest)]
    )  # fmt: skip


def unsigned(folder: Folder) -> bool:
    """Tell whether a report that leaves the house lies there and has no signature yet."""
    if folder.settings.level == INTERNAL:
        return False
    written = (folder.outputs / stage_report.MANIFEST).is_file()
    return written and not any(one.current for one in releases(folder))


def beside(folder: Folder) -> tuple[str, ...]:
    """Return the files in outputs/ that are not part of what is signed."""
    content: Sequence[str] = [*_content(folder)["outputs"], stage_report.MANIFEST]
    paths = (p for p in sorted(folder.outputs.rglob("*")) if p.is_file() and p.name[0] != ".")
    names = (p.relative_to(folder.outputs).as_posix() for p in paths)
    return tuple(name for name in names if name not in content)


def unwritten(folder: Folder) -> int:
    """Return how many passages of the report are still to be written by people."""
    report = folder.outputs / "report.md"
    return report.read_text("utf-8").casefold().count(UNWRITTEN) if report.is_file() else 0
