"""transcripts/: the private zone. All that could identify a person is here and nowhere else.

    raw/SESSION.EXT   the recordings' transcripts, under the session's name
    roster.csv        who was invited: session, name, role
    speakers.csv      what people confirmed about speaker labels
    decisions.csv     what people decided about words: is it a name?
    allow.txt         words that only look like names, one a line
    review.xlsx       the questions about doubtful words, where somebody asked for the sheet
    coding-X.xlsx     turns for coder X to code without seeing other codings, likewise
    codes-review.xlsx codings to confirm or reject, likewise
    contents.csv      hashes by which a recording is known again, one row a transcript
    checked.txt       hashes of what the last report says, in which no identifier was found by form
    to-settle.csv     what the check found in outputs that were not written, until some pass
    withdrawn.csv     who withdrew consent from which recording, known by hashes of what was said
    numbers.csv       the number of each speaker label, so that a participant's id never changes
    key/              who stands behind each surrogate and each participant's id
    passphrase.lock   there where the key has a passphrase

Folders are made for the owner alone (0700) and files likewise (0600), where the system knows that.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from fgtools.errors import FgtoolsError, Misused
from fgtools.study import files, passphrase, zone_tables
from fgtools.study.store import Seal
from fgtools.study.zone_tables import as_csv

FOLDER = "transcripts"
ROSTER_FILE = "roster.csv"
ROSTER = ("session", "name", "role")
ATTENDED = "attended"
"""A column of the roster that says yes of whoever an attendance report saw joining."""
SPEAKERS = ("session", "label", "name", "role")
DECISIONS = ("session", "words", "is_name", "kind")
KEY = ("session", "surrogate", "kind", "words")
PEOPLE = ("session", "participant", "name", "kind")
NUMBERS = ("session", "label", "number")
NUMBERED = "numbers.csv"
KNOWN = ("file", "content", "sketch", "named", "timed", "words")
CONTENTS = "contents.csv"
CHECKED = "checked.txt"
LEAVERS = ("session", "label", "name", "words", "content", "sketch", "voice")
WITHDREW = "withdrawn.csv"
TO_SETTLE = "to-settle.csv"
BESIDES = (NUMBERED, CONTENTS, WITHDREW, TO_SETTLE)
"""Tables that redaction does not depend on."""
SHEET = "review.xlsx"
CODING_SHEETS = "coding-*.xlsx"
CODES_REVIEW = "codes-review.xlsx"
STAGING = ".release-"
OF_THE_KEY = "key/"
SIDE_FILES = (".attendance.csv",)


class PrivateZone:
    """The private zone of one study.

    Where the study is sealed there is none: nothing is read from it or written into it, except
    sheets with redacted words. `ask` returns the passphrase of a key that has one.
    """

    def __init__(
        self,
        root: Path,
        seal: Seal | None = None,
        ask: Callable[[], str] = passphrase.from_environment,
    ) -> None:
        self.root = root
        self.folder = root / FOLDER
        self.raw = self.folder / "raw"
        self.key = self.folder / "key"
        self.seal = seal
        self.lock = passphrase.Lock(self.folder, ask)

    def must_be_there(self) -> None:
        """Raise FgtoolsError where the study is sealed."""
        if self.seal:
            raise FgtoolsError(
                f"this study was sealed on {self.seal.at[:10]}: its transcripts, roster and key "
                "are deleted for good. Nothing can be added, replaced or taken out any more, and "
                "no name can be settled", FOLDER,
                "Codes, topics, quotes, reports and exports go on working. "
                "For new talk: fgtools study new DIR",
            )  # fmt: skip

    def make(self) -> None:
        """Make the folders, for the owner alone."""
        with files.told(FOLDER):
            for folder in (self.folder,) if self.seal else (self.folder, self.raw, self.key):
                if not folder.is_dir() or folder.stat().st_mode & stat.S_IWUSR:
                    folder.mkdir(parents=True, exist_ok=True)
                    own(folder, 0o700)  # one that was set read-only stays so

    def transcripts(self) -> dict[str, Path]:
        """Return the transcript of every session that has one, by session name."""
        if self.seal or not self.raw.is_dir():
            return {}
        paths = sorted(p for p in self.raw.iterdir() if p.is_file() and p.name[0] != ".")
        found: dict[str, Path] = {}
        for path in (p for p in paths if not p.name.endswith(SIDE_FILES)):
            if path.stem in found:
                raise FgtoolsError(
                    "there are two transcripts of one session", f"{FOLDER}/raw/{path.stem}.*",
                    "Delete the older one.",
                )  # fmt: skip
            found[path.stem] = path
        return found

    def transcript(self, session: str) -> Path:
        """Return a session's transcript; raise Misused if it has none."""
        self.must_be_there()
        try:
            return self.transcripts()[session]
        except KeyError:
            raise Misused(
                "no transcript of that session", session, "Type: fgtools transcripts list"
            ) from None

    def attendance(self) -> dict[str, Path]:
        """Return the attendance report of every session that has one."""
        there = self.raw.is_dir() and not self.seal
        found = sorted(self.raw.glob("*.attendance.csv")) if there else []
        return {p.name.removesuffix(".attendance.csv"): p for p in found}

    def keep(self, session: str, source: Path) -> Path:
        """Copy a transcript into the zone as the one of `session`, in the place of an older one."""
        self.make()
        suffix = source.suffix.lower()
        plain = suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ".txt"
        return self._put(session, plain, source.read_bytes())

    def keep_rows(
        self, session: str, header: Sequence[str], rows: Iterable[Sequence[object]]
    ) -> Path:
        """Keep a session as a table of turns, in the place of an older transcript."""
        self.make()
        return self._put(session, ".csv", as_csv(header, rows).encode("utf-8"))

    def _put(self, session: str, suffix: str, content: bytes) -> Path:
        self.must_be_there()
        older = self.transcripts().get(session)
        path = self.raw / f"{session}{suffix}"
        _write(path, content)
        if older and older != path:
            older.unlink()
        return path

    def put_back(self, path: Path, content: bytes) -> None:
        """Let a session have the transcript again that it had before."""
        self._put(path.stem, path.suffix, content)

    def drop(self, session: str) -> None:
        """Delete a session's transcript and attendance report."""
        self.drop_transcript(session)
        if report := self.attendance().get(session):
            report.unlink()

    def drop_transcript(self, session: str) -> None:
        """Delete a session's transcript, if there is one."""
        if path := self.transcripts().get(session):
            path.unlink()

    def write_sheet(self, content: bytes, name: str = SHEET) -> Path:
        """Write a sheet that holds words, in the place of an older one; return where it lies."""
        self.make()
        _write(self.folder / name, content)
        return self.folder / name

    def sheets(self) -> tuple[Path, ...]:
        """Return the sheets, which hold words of the talk."""
        return (
            *self.folder.glob("review.*"),
            *self.folder.glob("codes-review.*"),
            *self.folder.glob("coding-*.*"),  # saved as .csv or .ods too
        )

    def drop_sheets(self) -> None:
        """Delete the sheets."""
        for path in self.sheets():
            path.unlink(missing_ok=True)

    def rows(self, name: str, header: Sequence[str]) -> list[dict[str, str]]:
        """Return the rows of a table of the zone, empty where there is none yet.

        Columns that people added stand behind those of `header`.
        """
        content = self._content(name)
        if content is None:
            return []
        return [dict(row) for row in zone_tables.rows(f"{FOLDER}/{name}", content, tuple(header))]

    def columns(self, name: str) -> tuple[str, ...]:
        """Return the columns of a table of the zone, none where there is no table yet."""
        content = self._content(name)
        if content is None:
            return ()
        return zone_tables.columns(content)

    def write_rows(
        self, name: str, header: Sequence[str], rows: Iterable[Mapping[str, object]]
    ) -> None:
        """Replace a table of the zone; columns that people added stay, with what the rows hold."""
        self.must_be_there()
        self.make()
        others = [column for column in self.columns(name) if column and column not in header]
        cells = ([*(row[c] for c in header), *(row.get(c, "") for c in others)] for row in rows)
        text = as_csv((*header, *others), cells)
        if name.startswith(OF_THE_KEY):
            self.lock.write(name, text.encode("utf-8"))
        else:
            _write(self.folder / name, text.encode("utf-8"))

    def _content(self, name: str) -> bytes | None:
        if self.seal:
            return None
        if name.startswith(OF_THE_KEY):
            return self.lock.read(name)
        path = self.folder / name
        return path.read_bytes() if path.is_file() else None

    def noted(self, name: str) -> str:
        """Return what is kept of the check of the last outputs, empty where there is nothing."""
        return (self._content(name) or b"").decode("utf-8", errors="replace")

    def note(self, name: str, content: str) -> None:
        """Keep what there is to be kept of a check."""
        self.must_be_there()
        self.make()
        _write(self.folder / name, content.encode("utf-8"))

    def drop_note(self, name: str) -> None:
        """Delete it."""
        (self.folder / name).unlink(missing_ok=True)

    def has_key(self) -> bool:
        """Tell whether it is written who stands behind each surrogate."""
        return not self.seal and self.lock.path("key/key.csv").is_file()

    def remembered(self, *names: str) -> Callable[[], None]:
        """Return how to put some tables of the zone back as they are now."""
        paths = [self.folder / name for name in names]
        before = {path: path.read_bytes() if path.is_file() else None for path in paths}

        def undo() -> None:
            for path, content in before.items():
                if content is None:
                    path.unlink(missing_ok=True)
                elif path.read_bytes() != content:
                    _write(path, content)

        return undo

    def allowed(self) -> frozenset[str]:
        """Return the words that only look like names."""
        if self.seal:
            return frozenset(self.seal.allowed)
        path = self.folder / "allow.txt"
        lines = path.read_text("utf-8-sig").splitlines() if path.is_file() else []
        return frozenset(s for line in lines if (s := line.strip()) and not s.startswith("#"))

    def digests(self) -> dict[str, str]:
        """Return the digest of every file that redaction depends on, the key apart."""
        if not self.folder.is_dir():
            return {}
        tables = (p for p in self.folder.glob("*.csv") if p.name not in BESIDES)
        kept = [*tables, *self.folder.glob("allow.txt"), *self.raw.glob("*")]
        return {
            p.relative_to(self.folder).as_posix(): digest(p.read_bytes())
            for p in sorted(kept)
            if p.is_file() and p.name[0] != "."
        }

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """Lend a folder for files that have not passed the leak check yet."""
        place = self.root if self.seal else self.folder
        if not self.seal:
            self.make()
        with files.told(FOLDER):
            folder = Path(tempfile.mkdtemp(prefix=STAGING, dir=place))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def clear_staging(self) -> None:
        """Delete what a killed run left unchecked or half written."""
        for place in (self.folder, self.root):
            for folder in place.glob(f"{STAGING}*"):
                shutil.rmtree(folder, ignore_errors=True)
        files.clear(self.folder)

    def destroy(self) -> None:
        """Delete the whole zone, what a link leads to as well."""
        with files.told(FOLDER):
            if self.folder.is_symlink():
                shutil.rmtree(self.folder.resolve())
                self.folder.unlink()
            elif self.folder.exists():
                shutil.rmtree(self.folder)

    def forget_key(self) -> None:
        """Delete the key."""
        if self.key.is_dir():
            shutil.rmtree(self.key)


def _write(path: Path, content: bytes) -> None:
    """Write a file of the zone, which nobody else can read."""
    files.put(path, content, where=FOLDER, mode=files.OWNER)


def digest(content: bytes) -> str:
    """Return the sha256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def own(path: Path, mode: int) -> None:
    """Keep others out, where the file system knows owners."""
    with suppress(OSError):
        path.chmod(mode)
