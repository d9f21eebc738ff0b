"""Who else could read the private zone: others on the machine, a cloud, a server.

What can be put right is put right; of the rest people are told, in one line. It stops nothing.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from fgtools.study.private import FOLDER, PrivateZone

OTHERS = 0o077
SYNCED = re.compile(
    r"(?:onedrive|(?:.+ )?dropbox|google ?drive|my ?drive|shared drives|icloud ?drive|"
    r"com~apple~clouddocs|mobile documents|cloudstorage|nextcloud|owncloud|sharepoint|box|box sync|"
    r"mega(?:sync)?|pcloud ?drive|proton ?drive)(?: - .+| \(.+\))?",
    re.IGNORECASE,
)
"""What the folders of synchronising programs are called, with an organisation's name behind."""
MARKERS = (
    ".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log", ".stfolder",
    ".849C9593-D756-4E56-8D6E-42412F2A707B",
)  # fmt: skip
"""Files and folders that Dropbox, Nextcloud, ownCloud, Syncthing and OneDrive put at the top."""
VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
NETWORK = frozenset({
    "9p", "afpfs", "cifs", "davfs", "fuse.davfs", "fuse.rclone", "fuse.sshfs", "ncpfs", "nfs",
    "nfs4", "smb3", "smbfs", "sshfs",
})  # fmt: skip
MOUNTS = Path("/proc/mounts")
ESCAPED = re.compile(r"\\([0-7]{3})")
MOVE = "Move the study to a folder on this machine's own encrypted disk"


def told(private: PrivateZone) -> str:
    """Close the private zone to others and return what people should know, "" if nothing."""
    if private.seal:
        return ""
    where = where_it_lies(private.root.resolve(), os.environ, _mounts())
    return " ".join(line for line in (_closed(private.folder), where) if line)


def _closed(zone: Path) -> str:
    """Take away what others may do with the zone's files; tell it if they could reach them.

    What people save anew in a closed folder is closed without a word.
    """
    if os.name != "posix" or not zone.is_dir():
        return ""
    reached = _open_to_others(zone)
    left = 0
    for path in (zone, *sorted(zone.rglob("*"))):
        if path.is_symlink() or not _open_to_others(path):
            continue
        with suppress(OSError):
            path.chmod(stat.S_IMODE(path.stat().st_mode) & ~OTHERS)
        left += _open_to_others(path)
    if left:
        return (
            f"{FOLDER}/ cannot be closed to other people of this machine (it belongs to "
            "somebody else, or the disk knows no owners). "
            f"{MOVE}, under your own login."
        )
    said = f"{FOLDER}/ could be read by others on this machine; it is yours alone now."
    return said if reached else ""


def _open_to_others(path: Path) -> bool:
    try:
        return bool(stat.S_IMODE(path.stat().st_mode) & OTHERS)
    except OSError:
        return False


def where_it_lies(
    root: Path, environment: Mapping[str, str], mounts: Iterable[tuple[str, str]]
) -> str:
    """Return what is to be said of the place of a study, "" if nothing.

    `mounts` are places and kinds of file systems, as the system lists them.
    """
    if _is_synced(root, environment):
        return (
            f"This study lies in a synchronised folder: copies of {FOLDER}/ are made elsewhere, "
            f"and stay there. {MOVE}."
        )
    if _is_on_network(root, mounts):
        return (
            f"This study lies on a network drive: who runs it can read {FOLDER}/, and backups keep "
            f"it. {MOVE}, or have the drive's owner confirm who can."
        )
    if os.name == "posix" and any(_anybodys(folder) for folder in (root, *root.parents)):
        return (
            "Everybody on this machine may change the folder that the study lies in, and so put "
            f"another in its place. {MOVE}, under your own login."
        )
    return ""


def _is_synced(root: Path, environment: Mapping[str, str]) -> bool:
    if any(SYNCED.fullmatch(part) for part in root.parts):
        return True
    tops = (Path(environment[name]) for name in VARIABLES if environment.get(name))
    if any(root.is_relative_to(top) for top in tops):
        return True
    return any((folder / mark).exists() for folder in (root, *root.parents) for mark in MARKERS)


def _is_on_network(root: Path, mounts: Iterable[tuple[str, str]]) -> bool:
    if str(root).startswith("\\\\"):  # \\server\share, on Windows
        return True
    under = [(place, kind) for place, kind in mounts if root.is_relative_to(place)]
    # The longest place is the one that counts; of two of one name, the one mounted last.
    return bool(under) and max(enumerate(under), key=_depth)[1][1] in NETWORK


def _depth(mount: tuple[int, tuple[str, str]]) -> tuple[int, int]:
    at, (place, _) = mount
    return len(Path(place).parts), at


def _mounts() -> Iterator[tuple[str, str]]:
    """Yield where what kind of file system is mounted, where the system tells."""
    try:
        lines = MOUNTS.read_text("utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return
    for fields in (line.split(" ") for line in lines):
        if len(fields) > 2:
            yield ESCAPED.sub(lambda m: chr(int(m.group(1), 8)), fields[1]), fields[2]


def _anybodys(folder: Path) -> bool:
    """Tell whether everybody may rename what lies in a folder; /tmp has a bit against it."""
    try:
        mode = folder.stat().st_mode
    except OSError:
        return False
    return bool(mode & stat.S_IWOTH) and not mode & stat.S_ISVTX
