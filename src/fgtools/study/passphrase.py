"""A passphrase over the key: who reads the disk does not learn who stands behind a surrogate.

    transcripts/passphrase.lock    the data key, locked by the passphrase; there is none: no lock
    transcripts/key/X.csv.locked   a table of the key, locked by the data key, in place of X.csv

The data key is random, so that another passphrase means one small file written anew, at once.
scrypt (RFC 7914) makes a key of the passphrase; AES-256-GCM (NIST SP 800-38D) locks.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable
from pathlib import Path

from fgtools.errors import FgtoolsError, Misused
from fgtools.study import files

FILE = "passphrase.lock"
LOCKED = ".locked"
MAGIC = b"fgtools locked 1\n"
VERSION = 1
N, R, P = 2**17, 8, 1
"""Cost, block size and parallelism of scrypt: OWASP, Password Storage Cheat Sheet (128 MB)."""
SALT, NONCE, KEY = 16, 12, 32
"""Bytes: RFC 7914's advice, GCM's own nonce, AES-256."""
SHORTEST = 12
"""Characters of a passphrase at least; NIST SP 800-63B asks for 8 where tries are limited."""
VARIABLE = "FGTOOLS_PASSPHRASE"
PLACE = "transcripts/key"
FORGOTTEN = (
    "Forgotten? Then this key is lost, and what people decided is not: delete transcripts/key and "
    "transcripts/passphrase.lock, and fgtools run makes the key anew from the transcripts."
)


def from_environment() -> str:
    """Return the passphrase that the environment holds; raise Misused where it holds none."""
    if passphrase := os.environ.get(VARIABLE, ""):
        return passphrase
    raise Misused("the key has a passphrase, and nobody is there to ask", PLACE, f"Set {VARIABLE}.")


class Lock:
    """The lock over one study's key; `ask` returns the passphrase, and is called once at most."""

    def __init__(self, zone: Path, ask: Callable[[], str]) -> None:
        self._zone, self._file, self._ask = zone, zone / FILE, ask
        self._data_key = b""

    @property
    def is_on(self) -> bool:
        """Tell whether the key has a passphrase."""
        return self._file.is_file()

    def path(self, name: str) -> Path:
        """Return where a table of the key lies."""
        return self._zone / (f"{name}{LOCKED}" if self.is_on else name)

    def open(self) -> None:
        """Ask for the passphrase where there is one; raise FgtoolsError where it is wrong."""
        if self.is_on and not self._data_key:
            self._data_key = _unwrapped(self._file.read_bytes(), self._ask())

    def read(self, name: str) -> bytes | None:
        """Return a table of the key, None where there is none."""
        path = self.path(name)
        if not path.is_file():
            return None
        if not self.is_on:
            return path.read_bytes()
        self.open()
        content = _unlocked(path.read_bytes(), self._data_key, name)
        (self._zone / name).unlink(missing_ok=True)  # left by a lock that was killed half-way
        return content

    def write(self, name: str, content: bytes) -> None:
        """Keep a table of the key, locked where the key has a passphrase."""
        self.open()
        whole = _locked(content, self._data_key, name) if self.is_on else content
        _put(self.path(name), whole)
        if self.is_on:
            (self._zone / name).unlink(missing_ok=True)

    def put_on(self, passphrase: str) -> None:
        """Lock the key, or lock it by another passphrase; raise Misused if that is too short."""
        if len(passphrase) < SHORTEST:
            raise Misused(f"a passphrase has {SHORTEST} characters or more", hint="Try four words.")
        self.open()
        plain: list[Path] = []
        if not self._data_key:
            self._data_key = os.urandom(KEY)
            plain = sorted((self._zone / "key").glob("*.csv"))
            for path in plain:
                name = path.relative_to(self._zone).as_posix()
                locked = _locked(path.read_bytes(), self._data_key, name)
                _put(path.with_name(f"{path.name}{LOCKED}"), locked)
        _put(self._file, _wrapped(self._data_key, passphrase))
        for path in plain:
            path.unlink(missing_ok=True)

    def take_off(self) -> None:
        """Leave the key as it is without a passphrase."""
        self.open()
        locked = sorted((self._zone / "key").glob(f"*.csv{LOCKED}"))
        for path in locked:
            name = path.relative_to(self._zone).as_posix().removesuffix(LOCKED)
            _put(self._zone / name, _unlocked(path.read_bytes(), self._data_key, name))
        self._file.unlink(missing_ok=True)
        for path in locked:
            path.unlink(missing_ok=True)
        self._data_key = b""


def _put(path: Path, content: bytes) -> None:
    files.put(path, content, where=PLACE, mode=files.OWNER)


def _wrapped(data_key: bytes, passphrase: str) -> bytes:
    head = {
        "version": VERSION,
        "kdf": "scrypt",
        "n": N,
        "r": R,
        "p": P,
        "salt": _b64(os.urandom(SALT)),
    }
    key = _sealed(data_key, _derived(head, passphrase), _bound(head))
    return (json.dumps({**head, "key": _b64(key)}, indent=1) + "\n").encode("utf-8")


def _unwrapped(content: bytes, passphrase: str) -> bytes:
    from cryptography.exceptions import InvalidTag

    try:
        head = json.loads(content)
        key = base64.b64decode(head.pop("key"), validate=True)
        if head["version"] != VERSION:
            raise FgtoolsError("locked by a newer fgtools", PLACE, "Update fgtools first.")
        return _unsealed(key, _derived(head, passphrase), _bound(head))
    except InvalidTag:
        raise FgtoolsError(
            "this is not the passphrase of the key; nothing was changed", PLACE,
            f"Try again. {FORGOTTEN}",
        ) from None  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _damaged(f"transcripts/{FILE}") from None


def _locked(content: bytes, data_key: bytes, name: str) -> bytes:
    return MAGIC + _sealed(content, data_key, MAGIC + name.encode("utf-8"))


def _unlocked(content: bytes, data_key: bytes, name: str) -> bytes:
    from cryptography.exceptions import InvalidTag

    if not content.startswith(MAGIC):
        raise _damaged(f"transcripts/{name}{LOCKED}")
    try:
        return _unsealed(content[len(MAGIC) :], data_key, MAGIC + name.encode("utf-8"))
    except (InvalidTag, ValueError):
        raise _damaged(f"transcripts/{name}{LOCKED}") from None


def _damaged(where: str) -> FgtoolsError:
    return FgtoolsError(
        "this file is damaged, or of another study", where,
        "Take back a copy of transcripts/. Or delete transcripts/key and transcripts/"
        f"{FILE}: fgtools run makes the key anew.",
    )  # fmt: skip


def _sealed(content: bytes, key: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, bound)


def _unsealed(content: bytes, key: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).decrypt(content[:NONCE], content[NONCE:], bound)


def _derived(head: dict[str, object], passphrase: str) -> bytes:
    """Return the key that scrypt makes of a passphrase, at the cost that the header says."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    n, r, p = (head[name] for name in "nrp")
    if not (
        isinstance(n, int) and isinstance(r, int) and isinstance(p, int) and n * r * p <= 2**24
    ):
        raise ValueError  # such a cost was never written: it would fill the memory
    salt = base64.b64decode(str(head["salt"]), validate=True)
    return Scrypt(salt=salt, length=KEY, n=n, r=r, p=p).derive(passphrase.encode("utf-8"))


def _bound(head: dict[str, object]) -> bytes:
    return json.dumps(head, sort_keys=True).encode("utf-8")


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
