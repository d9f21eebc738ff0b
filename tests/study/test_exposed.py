"""Who else could read the private zone is told, in one line, and put right where it can be."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from tests.conftest import typed

from fgtools.study.exposed import told, where_it_lies
from fgtools.study.private import PrivateZone

HOME = Path("/home/ana/studies/mine")
LOCAL = (("/", "ext4"), ("/home", "ext4"))


@pytest.mark.parametrize(
    "place",
    [
        "/home/ana/OneDrive/mine",
        "/home/ana/OneDrive - Some County Council/studies/mine",
        "/Users/ana/Library/CloudStorage/GoogleDrive-ana/My Drive/mine",
        "/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/mine",
        "/home/ana/Dropbox (Personal)/mine",
        "/home/ana/Westmere Dropbox/Ana/mine",
        "/Volumes/GoogleDrive/My Drive/mine",
        "/Users/ana/Box/mine",
        "/home/ana/Nextcloud/mine",
    ],
)
def test_a_synchronised_folder_is_told_by_its_name(place: str) -> None:
    assert "synchronised" in where_it_lies(Path(place), {}, LOCAL)


@pytest.mark.parametrize("place", ["/home/ana/dropbox-study/mine", "/home/ana/one drive/mine"])
def test_a_folder_that_is_only_called_like_one_is_none(place: str) -> None:
    assert where_it_lies(Path(place), {}, LOCAL) == ""


def test_a_synchronised_folder_is_told_by_the_environment_and_by_its_marks(tmp_path: Path) -> None:
    variables = {"OneDriveCommercial": "/home/ana/studies"}
    assert "synchronised" in where_it_lies(HOME, variables, LOCAL)
    assert where_it_lies(HOME, {"OneDrive": "/home/ana/other"}, LOCAL) == ""
    mine = tmp_path / "mine"
    mine.mkdir()
    (tmp_path / ".stfolder").mkdir()
    assert "synchronised" in where_it_lies(mine, {}, LOCAL)


def test_a_network_drive_is_told_by_the_nearest_mount() -> None:
    assert "network drive" in where_it_lies(HOME, {}, (*LOCAL, ("/home/ana", "cifs")))
    near = (("/home/ana", "nfs4"), ("/home/ana/studies", "ext4"))
    assert where_it_lies(HOME, {}, (*LOCAL, *near)) == ""
    assert where_it_lies(HOME, {}, (*LOCAL, ("/home/ana/studies/m", "nfs"))) == ""


@pytest.mark.skipif(os.name != "posix", reason="permissions of Linux and macOS")
def test_what_others_could_read_is_closed_and_told_once(tmp_path: Path) -> None:
    assert typed(tmp_path, "study", "new", "mine").code == 0
    zone = tmp_path / "mine" / "transcripts"
    (zone / "allow.txt").write_text("Makaton\n", "utf-8")
    zone.chmod(0o755)
    (zone / "allow.txt").chmod(0o664)
    first = typed(tmp_path / "mine", "study", "status")
    assert first.err.count("could be read by others") == 1
    assert stat.S_IMODE(zone.stat().st_mode) == 0o700
    assert stat.S_IMODE((zone / "allow.txt").stat().st_mode) == 0o600
    assert "others" not in typed(tmp_path / "mine", "study", "status").err


@pytest.mark.skipif(os.name != "posix", reason="permissions of Linux and macOS")
def test_a_folder_that_everybody_may_change_is_told(tmp_path: Path) -> None:
    mine = tmp_path / "open" / "mine"
    PrivateZone(mine).make()
    assert told(PrivateZone(mine)) == ""
    (tmp_path / "open").chmod(0o777)
    assert "Everybody on this machine" in told(PrivateZone(mine))
    (tmp_path / "open").chmod(0o1777)  # as /tmp: nobody may rename what is another's
    assert told(PrivateZone(mine)) == ""
