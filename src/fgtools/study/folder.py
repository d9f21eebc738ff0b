"""A study as it lies on disk: settings, private zone, database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from fgtools.codebook import read as codebook_file
from fgtools.errors import FgtoolsError, Misused
from fgtools.nouns import Codebook
from fgtools.study import config, files, shipped
from fgtools.study.config import SessionSettings, Study
from fgtools.study.engine import HERE, Engine
from fgtools.study.in_use import InUse
from fgtools.study.passphrase import from_environment
from fgtools.study.private import PrivateZone, digest
from fgtools.study.store import FILE as DATABASE
from fgtools.study.store import Store

OUTPUTS, MANIFEST = "outputs", "manifest.json"
OWN_TEXT = "report"
CODEBOOKS = "codebooks"


@dataclass(frozen=True)
class Folder:
    """An open study; `say` takes a line of progress.

    `planned` are the sessions that study.toml lists and of which no transcript was ever handed in:
    `settings` does not have them, so that nothing waits for them. `in_use` is the hold on it of a
    command that changes it.
    """

    root: Path
    settings: Study
    private: PrivateZone
    store: Store
    say: Callable[[str], None]
    planned: Mapping[str, SessionSettings] = field(default_factory=dict)
    in_use: InUse | None = None
    engine: Engine = HERE

    @property
    def outputs(self) -> Path:
        """Return the folder of what may leave the building."""
        return self.root / OUTPUTS

    @contextmanager
    def set_aside(self) -> Iterator[None]:
        """Let others change the study while a person thinks.

        Raise FgtoolsError where its settings or transcripts are others than before: what is open
        here would be worked on under the old ones.
        """
        before = self._shape()
        with self.in_use.set_aside(self.say) if self.in_use else nullcontext():
            yield
        if self._shape() != before:
            raise FgtoolsError(
                "somebody has changed the study's settings or transcripts meanwhile", config.FILE,
                "What you answered until now is kept. Type the command again to go on.",
            )  # fmt: skip

    def _shape(self) -> tuple[object, ...]:
        raw = self.private.transcripts()
        found = {name: path.stat() for name, path in raw.items()}  # a withdrawal writes it anew
        kept = [(name, one.st_ino, one.st_size, one.st_mtime_ns) for name, one in found.items()]
        return (self.root / config.FILE).read_bytes(), *kept

    def tidy(self) -> None:
        """Delete what a killed command left unchecked or half written; the study must be held."""
        files.clear(self.root, beneath=False)
        for name in (OUTPUTS, OWN_TEXT, CODEBOOKS):
            files.clear(self.root / name)
        self.private.clear_staging()

    def codebook_path(self) -> Path:
        """Return the codebook's file: the study's own, or a shipped one of that name."""
        folders = (self.root / CODEBOOKS, shipped.folder("codebooks"))
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


def open_study(
    start: Path,
    say: Callable[[str], None] = lambda _: None,
    in_use: InUse | None = None,
    ask: Callable[[], str] = from_environment,
) -> Folder:
    """Open the study at or above `start`; close its store when done.

    `ask` returns the passphrase of a key that has one. Raise FgtoolsError where its database is
    gone.
    """
    root = root_of(start)
    _must_have_database(root)
    settings, store = config.read(root), Store(root / DATABASE)
    private = PrivateZone(root, store.seal(), ask)
    there = {*private.transcripts(), *(read.name for read in store.sessions())}
    planned = {name: one for name, one in settings.sessions.items() if name not in there}
    held = {name: one for name, one in settings.sessions.items() if name in there}
    settings = settings.model_copy(update={"sessions": held})
    return Folder(root, settings, private, store, say, planned, in_use)


def _must_have_database(root: Path) -> None:
    """Raise FgtoolsError where outputs tell that there was a database, and it is gone or empty.

    Made anew, it would take the place of what people decided without a word.
    """
    database = root / DATABASE
    there = database.is_file()
    if (there and database.stat().st_size) or not any((root / OUTPUTS).glob(f"*{MANIFEST}")):
        return
    raise FgtoolsError(
        f"the study's database is {'empty' if there else 'missing'}, and with it what people "
        "decided: codes by hand, names of topics, choice of quotes, signatures", DATABASE,
        f"Bring it back from a backup. To begin anew without it, take {OUTPUTS}/ away first.",
    )  # fmt: skip


def now() -> str:
    """Return the time, for decisions (ISO 8601, UTC, seconds)."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()
