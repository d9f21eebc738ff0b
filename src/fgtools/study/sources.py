"""What was heard beside the groups: a survey's own words and notes, each a source of its own.

Rationale: who ticked boxes and typed a line was in no room; pooled with those who spoke, many
respondents would drown few participants, and one base would mean two things.
"""

from __future__ import annotations

from fgtools.nouns import NOTES, UNLED
from fgtools.study.folder import Folder


def beside(folder: Folder) -> dict[str, str]:
    """Return the sessions that are no talk, and what they are: "survey" or "notes".

    In a study that has nothing but surveys, their respondents are its participants.
    """
    modes = {name: one.mode for name, one in folder.settings.sessions.items()}
    talk = any(mode not in UNLED for mode in modes.values())
    apart = UNLED if talk else (NOTES,)
    return {name: mode for name, mode in sorted(modes.items()) if mode in apart}


def voices(folder: Folder) -> frozenset[str]:
    """Return the voices of these sources, which no count of participants includes."""
    apart = beside(folder)
    return frozenset(k for k, one in folder.store.participants().items() if one.session in apart)
