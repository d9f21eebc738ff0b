"""Patterns compiled when they are first used: no command pays for those it does not need."""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """A pattern that becomes one when anything of it is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        made = re.compile(*self._given)
        found = getattr(made, name)
        self.__dict__[name] = found  # the next time it is found without coming here
        return found


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern as `re.compile` does, compiled when it is first used."""
    return cast("re.Pattern[str]", _Later(pattern, flags))
