"""The gate: nothing is put into outputs/ unless every check of what is printed passes.

A check looks at the final words and figures, whoever chose or wrote them, and says what is wrong,
where, and what to type. What people kept is never left out in silence: they settle it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from fgtools.errors import Found
from fgtools.nouns import Finding
from fgtools.report.audit import audit
from fgtools.report.parts import Report
from fgtools.study import gate_labels, gate_text, leaks, stage_quotes
from fgtools.study.folder import OUTPUTS, OWN_TEXT, Folder
from fgtools.study.signatures import figures

Check = Callable[[Folder, Report], Sequence[Finding]]
NAMES = "names"
"""The leak check, which reads the written files themselves; see `leaks`."""


def _figures(folder: Folder, report: Report) -> Sequence[Finding]:
    hint = "Please tell us: the program should have hidden it. Until then: a stricter level"
    found = audit(report, figures(folder))
    return [one if one.hint else replace(one, hint=hint) for one in found]


CHECKS: tuple[tuple[str, Check], ...] = (
    (NAMES, lambda folder, _: leaks.in_own_text(folder)),
    ("own text", gate_text.found),
    ("quotes", lambda folder, _: stage_quotes.guarded(folder, folder.store.quotes())),
    ("labels", gate_labels.found),
    ("figures", _figures),
)
"""All checks, in the order in which people settle them; names are looked at again in the files."""


def found(folder: Folder, report: Report) -> tuple[Finding, ...]:
    """Return what stands against a report, in the order of the checks."""
    return tuple(finding for _, check in CHECKS for finding in check(folder, report))


def check(folder: Folder, report: Report) -> None:
    """Raise Found, with what is to be settled, unless a report passes every check."""
    findings = found(folder, report)
    if findings:
        own = [f for f in findings if f.where.startswith(f"{OWN_TEXT}/")]
        raise Found(
            f"nothing was written: {len(findings)} places could identify somebody at level "
            f"{folder.settings.level}" + (f", {len(own)} of them in your own text" if own else ""),
            findings, OUTPUTS, "Settle them, then: fgtools run",
        )  # fmt: skip
