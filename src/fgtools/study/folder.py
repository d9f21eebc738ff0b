"""A study as it lies on disk: settings, private zone, database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from fgtools.codebook import read as codebook_file
from fgtools.errors import FgtoolsError, Misused
from fgtools.nouns import Codebook
from fgtools.study import config, shipped
from fgtools.study.config import SessionSettings, Study
from fgtools.study.private import PrivateZone, digest
from fgtools.study.store import FILE as DATABASE
from fgtools.study.store import Store

OUTPUTS = "outputs"
OWN_TEXT = "report"


@dataclass(frozen=True)
class Folder:
    """An open study; `say` takes a line of progress.

    `planned` are the sessions that study.toml lists and of which no transcript was ever handed in:
    `settings` does not have them, so that nothing waits for them.
    """

    root: Path
    settings: Study
    private: PrivateZone
    store: Store
    say: Callable[[str], None]
    planned: Mapping[str, SessionSettings] = field(default_factory=dict)

    @property
    def outputs(self) -> Path:
        """Return the folder of what may leave the building."""
        return self.root / OUTPUTS

    def codebook_path(self) -> Path:
        """Return the codebook's file: the study's own, or a shipped one of that name."""
        folders = (self.root / "codebooks", shipped.folder("codebooks"))
        return codebook_file.find(self.settings.codebook, folders)

    def codebook(self) -> Codebook:
        """Return the study's codebook."""
        return codebook_file.read(self.codebook_path())

    def codebook_digest(self) -> str:
        """Return the digest of the codebook's file."""
        return digest(self.codebook_path().read_bytes())

    def own_text(self) -> dict[str, str]:
        """Return the writer's own Markdown by section: report/SECTION.md."""
        texts: dict[str, str] = {}
        for path in sorted((self.root / OWN_TEXT).glob("*.md")):
            try:
                texts[path.stem] = path.read_text("utf-8-sig")
            except UnicodeDecodeError as error:
                raise FgtoolsError(
                    "this is not UTF-8", f"{OWN_TEXT}/{path.name}", "Save it as UTF-8."
                ) from error
        return texts

    def name_model(self) -> str:
        """Return the name model's setting; a folder is taken from the study's own."""
        return _local(self.root, self.settings.names.model)

    def encoder(self) -> str:
        """Return the encoder's setting; a folder is taken from the study's own."""
        return _local(self.root, self.settings.encoder.folder)


def _local(root: Path, setting: str) -> str:
    return str(root / setting) if setting and (root / setting).is_dir() else setting


def root_of(start: Path) -> Path:
    """Return the nearest folder, from `start` upwards, that holds a study; else raise Misused."""
    for folder in (start, *start.parents):
        if (folder / config.FILE).is_file():
            return folder
    raise Misused("no study here or above", str(start), "Type: fgtools study new DIR")


def open_study(start: Path, say: Callable[[str], None] = lambda _: None) -> Folder:
    """Open the study at or above `start`; close its store when done."""
    root = root_of(start)
    settings, private, store = config.read(root), PrivateZone(root), Store(root / DATABASE)
    there = {*private.transcripts(), *(read.name for read in store.sessions())}
    planned = {name: one for name, one in settings.sessions.items() if name not in there}
    held = {name: one for name, one in settings.sessions.items() if name in there}
    settings = settings.model_copy(update={"sessions": held})
    return Folder(root, settings, private, store, say, planned)


def now() -> str:
    """Return the time, for decisions (ISO 8601, UTC, seconds)."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()
