"""The stage `report`: describe, write beside, check, and only then put into outputs/."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from fgtools import __version__
from fgtools.errors import FgtoolsError, Found
from fgtools.report.describe import Held, Report, Settings, describe
from fgtools.study import leaks, stage_codes, stage_names, stage_quotes, stage_roles, stage_topics
from fgtools.study.folder import Folder
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
    """Return what the report depends on; an output that was changed or deleted is made again."""
    labels = [(t.id, t.label) for t in stage_topics.shown(folder)]
    settings = folder.settings.model_dump(mode="json")
    return key_of(
        STAGE, VERSION, __version__, stage_quotes.key(folder), labels, settings,
        folder.own_text(), _written(folder.outputs),
    )  # fmt: skip


def _written(outputs: Path) -> dict[str, str]:
    paths = (outputs / name for name in WRITTEN)
    return {p.name: digest(p.read_bytes()) for p in paths if p.is_file()}


def run(folder: Folder) -> None:
    """Write the report; raise Found, and write nothing, if a name or identifier is left."""
    folder.say("report: writing")
    report = describe_study(folder)
    beside = folder.outputs / ".new"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir(parents=True)
        for name, write in writers().items():
            write(report, beside / name)
        (beside / MANIFEST).write_text(manifest(folder, beside), "utf-8", newline="\n")
        folder.say("report: looking for names once more")
        _gate(folder, sorted(beside.iterdir()))
        for path in sorted(beside.iterdir()):
            path.replace(folder.outputs / path.name)
    except OSError as error:
        raise FgtoolsError(
            f"cannot be written ({error.strerror})", str(error.filename or folder.outputs),
            "Is it open in Word or Excel? Close it, then: fgtools report write",
        ) from error  # fmt: skip
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _gate(folder: Folder, paths: list[Path]) -> None:
    findings = leaks.in_files(folder, paths)
    if findings:
        raise Found(
            f"nothing was written: {len(findings)} places could identify somebody", findings,
            "outputs",
            "Settle them (fgtools names review --words WORDS) or mend your own text in report/, "
            "then: fgtools run",
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
        left_out=[left for _, left in store.left_out()],
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
