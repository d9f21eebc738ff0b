"""Type a command as people type it, in this process, so that models are loaded once."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch


@dataclass(frozen=True)
class Done:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, object]:
        answer: dict[str, object] = json.loads(self.out)
        return answer


def typed(folder: Path, *words: str) -> Done:
    """Type `fgtools WORDS` in a folder, with nobody at the keyboard."""
    from fgtools.cli.main import main

    out, err = io.StringIO(), io.StringIO()
    before = Path.cwd()
    code = 0
    os.chdir(folder)
    try:
        with (
            patch.object(sys, "argv", ["fgtools", *words]),
            patch.object(sys, "stdin", io.StringIO()),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            main()
    except SystemExit as done:
        code = int(done.code or 0)
    finally:
        os.chdir(before)
    return Done(code, out.getvalue(), err.getvalue())
