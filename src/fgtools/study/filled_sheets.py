"""Sheets in the private zone that people filled: they go with who leaves, but not their answers."""

from __future__ import annotations

from pathlib import Path

from fgtools.errors import Misused
from fgtools.study import code_review_sheet, coded_tables, review_sheet
from fgtools.study.folder import Folder
from fgtools.study.private import FOLDER

IMPORT = "fgtools codes import"


def drop(folder: Folder) -> None:
    """Delete the sheets, which hold words of the talk, and say which.

    Raise Misused, and delete none, where one holds answers that were not taken: they are decisions
    of people, and nowhere else.
    """
    there = sorted(path for path in folder.private.sheets() if path.is_file())
    left = [(path, command) for path in there if (command := _untaken(folder, path))]
    if left:
        named = ", ".join(f"{FOLDER}/{path.name}" for path, _ in left)
        typed = "; ".join(f"{command} {FOLDER}/{path.name}" for path, command in left)
        raise Misused(
            "sheets go with who leaves, and these hold answers that were not taken; nothing was "
            "changed", named, f"Look at them: take what is new ({typed}), or delete the files.",
        )  # fmt: skip
    folder.private.drop_sheets()
    if there:
        folder.say(f"Deleted, for sheets hold words: {', '.join(path.name for path in there)}.")


def _untaken(folder: Folder, path: Path) -> str:
    """Return the command that takes a sheet whose answers were not taken; else nothing."""
    if path.name.startswith("review."):
        return review_sheet.TAKE if review_sheet.holds_work(folder, path) else ""
    if path.name.startswith("codes-review."):
        return code_review_sheet.TAKE if code_review_sheet.holds_work(folder, path) else ""
    return IMPORT if coded_tables.holds_work(folder, path) else ""
