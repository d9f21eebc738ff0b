"""A new study: empty, or made ready for a programme from a template."""

from __future__ import annotations

from pathlib import Path

import tomlkit

from fgtools.errors import FgtoolsError, Misused
from fgtools.study import config, shipped
from fgtools.study.files import put, put_text
from fgtools.study.folder import OUTPUTS, OWN_TEXT
from fgtools.study.private import PrivateZone

SETTINGS = """\
# The study. Everything here may be edited; unknown settings are refused.
title = "{title}"
seed = 1                        # the same seed and inputs give the same outputs
codebook = "send-workforce"     # a shipped one, or the name of a file in codebooks/
level = "internal"              # internal, regional, central or public
retention = ""                  # the date on which the private zone is to be deleted

# How roles are called and else written. A role that is not listed here is taken as it is written.
# [roles.therapies]
# label = "Therapies"
# synonyms = ["speech and language therapist", "SaLT", "occupational therapist", "OT"]
# population = 0                # how many people could hold it in the area, if known
"""
README = "README.md"
IGNORED = """\
# What may identify a person, and what can be made again, does not belong in version control.
transcripts/
study.db
study.db-journal
.fgtools-*
outputs/
"""


def templates() -> tuple[str, ...]:
    """Return the names of the templates that come with the program."""
    return tuple(sorted(p.name for p in shipped.folder("templates").iterdir() if p.is_dir()))


def make(root: Path, title: str, template: str = "") -> None:
    """Make a study without sessions' transcripts; raise Misused where there is one already.

    Of a template, its settings and its README are taken, and the crosswalks to its codebook.
    """
    if (root / config.FILE).exists():
        raise Misused("there is a study here already", str(root), "Type: fgtools study status")
    try:
        for folder in (root, root / "codebooks", root / OUTPUTS, root / OWN_TEXT):
            folder.mkdir(parents=True, exist_ok=True)
        PrivateZone(root).make()
        ignore = root / ".gitignore"
        if not ignore.exists():
            put_text(ignore, IGNORED)
        if template:
            _from_template(root, title, shipped.folder("templates") / template)
            return
    except OSError as error:
        raise FgtoolsError(f"cannot be made ({error.strerror})", str(root)) from error
    title = title or root.resolve().name.replace("-", " ")
    quoted = tomlkit.string(title).as_string()[1:-1]
    put_text(root / config.FILE, SETTINGS.format(title=quoted))


def _from_template(root: Path, title: str, template: Path) -> None:
    readme = root / README
    if not readme.exists():
        put_text(readme, (template / README).read_text("utf-8"))
    settings = tomlkit.parse((template / config.FILE).read_text("utf-8"))
    for walk in shipped.folder("codebooks").glob(f"*--{settings['codebook']}.crosswalk.yaml"):
        put(root / "codebooks" / walk.name, walk.read_bytes())
    if title:
        settings["title"] = title
    put_text(root / config.FILE, tomlkit.dumps(settings))
