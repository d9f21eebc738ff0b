"""The stage `report`: describe, write beside, check, and only then put into outputs/."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from fgtools import __version__
from fgtools.errors import FgtoolsError, Found
from fgtools.nouns import Finding
from fgtools.report.describe import Held, Report, Settings, describe
from fgtools.study import leaks, stage_codes, stage_names, stage_quotes, stage_roles, stage_topics
from fgtools.study.folder import OUTPUTS, OWN_TEXT, Folder
from fgtools.study.keys import key_of, versions
from fgtools.study.private import digest

STAGE = "report"
VERSION = "1"
MANIFEST = "manifest.json"
WRITTEN = ("report.docx", "report.html", "report.md", "evidence.xlsx", MANIFEST)


def writers() -> dict[str, Callable[[Report, Path], None]]:
    """Return the writer of each file; matplotlib and the office libraries wait until here."""
    from fgtools.report import excel, html, markdown, word

    made = (word.write, html.write, markdown.write, excel.write)
    return dict(zip(WRITTEN, made, strict=False))


def key(folder: Folder) -> str:
    """Return what the report depends on."""
    store = folder.store
    labels = [(t.id, t.label) for t in stage_topics.shown(folder)]
    settings = folder.settings.model_dump(mode="json")
    counted = [store.sessions(), store.left_out(), len(store.doubts()), store.words()]
    return key_of(
        STAGE, VERSION, __version__, stage_quotes.key(folder), labels, settings, counted,
        folder.own_text(), pins(folder),
    )  # fmt: skip


def whole(folder: Folder) -> bool:
    """Tell whether every output is there as it was written."""
    made = folder.store.facts(STAGE)
    return all(made.get(name, "") == _digest(folder.outputs / name) for name in WRITTEN)


def _digest(path: Path) -> str:
    return digest(path.read_bytes()) if path.is_file() else "missing"


def run(folder: Folder) -> None:
    """Write the report; raise Found, and write nothing, if a name or identifier is left."""
    folder.say("report: writing")
    _check_own_text(folder)
    report = describe_study(folder)
    try:
        folder.outputs.mkdir(exist_ok=True)
        with folder.private.staging() as beside:
            for name, write in writers().items():
                write(report, beside / name)
            (beside / MANIFEST).write_text(manifest(folder, beside), "utf-8", newline="\n")
            folder.say("report: looking for names once more")
            _gate(leaks.in_files(folder, sorted(beside.iterdir())))
            made = {path.name: _digest(path) for path in sorted(beside.iterdir())}
            for name in made:
                (beside / name).chmod(0o644)
                (beside / name).replace(folder.outputs / name)
    except OSError as error:
        raise FgtoolsError(
            f"cannot be written ({error.strerror})", OUTPUTS,
            "Is a file open in Word or Excel? Close it, then: fgtools report write",
        ) from error  # fmt: skip
    with folder.store.writing():
        folder.store.set_facts(STAGE, made)


def _check_own_text(folder: Folder) -> None:
    """Look at what people typed where they typed it, so that they find the place."""
    findings = leaks.in_own_text(folder)
    if findings:
        raise Found(
            f"nothing was written: {len(findings)} places in your own text could identify somebody",
            findings, OWN_TEXT, "Take them out, then: fgtools run",
        )  # fmt: skip


def _gate(findings: Sequence[Finding]) -> None:
    if findings:
        raise Found(
            f"nothing was written: {len(findings)} places could identify somebody", findings,
            OUTPUTS, "Settle them (fgtools names review --words WORDS), then: fgtools run",
        )  # fmt: skip


def describe_study(folder: Folder) -> Report:
    """Return all that the report says."""
    store, settings = folder.store, folder.settings
    codings, _ = stage_codes.shown(folder)
    return describe(
        report_settings(folder),
        codebook=folder.codebook(),
        sessions=[Held(settings.session(r.name), r.words, r.duration) for r in store.sessions()],
        speakers=store.participants(),
        words=store.words(),
        turns=store.turns(),
        codings=codings,
        views=store.views(),
        quotes=store.quotes(),
        topics=stage_topics.shown(folder),
        assignments=store.topic_assignments(),
        convergence=[(row.theme, row.topic, row.verdict) for row in stage_topics.matrix(folder)],
        redactions=Counter(r.kind for r in store.redactions()),
        left_out=[replace(o, where=f"{name}, {o.where}") for name, o in store.left_out()],
        own_text=folder.own_text(),
        known_people=int(store.facts(stage_names.STAGE).get("people", 0)),
    )


def report_settings(folder: Folder) -> Settings:
    """Return what the study says about its report."""
    settings = folder.settings
    decisions = folder.store.decisions()
    roles = list(dict.fromkeys((*settings.roles, *_roles(folder))))
    return Settings(
        title=settings.title,
        level=settings.level,
        threshold=stage_roles.threshold(folder),
        roles={role: settings.role_label(role) for role in roles},
        pins=pins(folder),
        seed=settings.seed,
        date=decisions[-1].at[:10] if decisions else "",
        wave=settings.wave,
    )


def _roles(folder: Folder) -> list[str]:
    counted = (p for p in folder.store.participants().values() if not p.is_facilitator)
    return sorted({p.role for p in counted if p.role})


def pins(folder: Folder) -> tuple[tuple[str, str], ...]:
    """Return what identifies each model, to the byte."""
    return (
        ("names", stage_names.model_pin(folder)[:16]),
        ("meaning", stage_codes.encoder(folder).pin),
        ("codes", digest(stage_codes.pair_path().read_bytes())[:16]),
    )


def manifest(folder: Folder, written: Path) -> str:
    """Return what a release was made from, without a name, a word of the talk or a clock."""
    store, book = folder.store, folder.codebook()
    codings, waiting = stage_codes.shown(folder)
    content = {
        "fgtools": __version__,
        "level": folder.settings.level,
        "threshold": stage_roles.threshold(folder),
        "seed": folder.settings.seed,
        "codebook": {
            "name": book.name,
            "version": book.version,
            "sha256": folder.codebook_digest(),
        },
        "models": dict(pins(folder)),
        "libraries": versions(),
        "sessions": {read.name: read.digest for read in store.sessions()},
        "counts": {
            "participants": sum(p.counts for p in store.participants().values()),
            "turns": len(store.turns()),
            "redactions": dict(sorted(Counter(r.kind for r in store.redactions()).items())),
            "doubtful_words_written_over": len(store.doubts()),
            "codings": len(codings),
            "topics": len(store.topics()),
            "quotes": len(store.quotes()),
            "decisions": len(store.decisions()),
            "decisions_waiting": len(waiting),
        },
        "leak_check": "passed",
        "outputs": {p.name: digest(p.read_bytes()) for p in sorted(written.iterdir())},
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
