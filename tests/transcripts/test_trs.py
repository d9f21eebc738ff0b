"""Transcriber: turns, voices that overlap, noises."""

from __future__ import annotations

from pathlib import Path

import pytest

from fgtools.errors import FgtoolsError
from fgtools.nouns import LeftOut
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording

HEAD = '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE Trans SYSTEM "trans-14.dtd">\n'
TALK = f"""{HEAD}<Trans audio_filename="Ruth" version="1">
<Speakers><Speaker id="spk1" name="Siân Wood" check="no"/><Speaker id="spk2" name=""/></Speakers>
<Topics><Topic id="to1" desc="plans"/></Topics>
<Episode program="group"><Section type="report" startTime="0" endTime="30">
<Turn speaker="spk1" startTime="0" endTime="6.5"><Sync time="0"/>
Who holds <Event desc="door slams" type="noise" extent="instantaneous"/> the plans?
<Sync time="4.0"/>
It’s me.<Comment desc="to Ruth"/>
</Turn>
<Turn startTime="6.5" endTime="7"><Sync time="6.5"/>

</Turn>
<Turn speaker="spk1 spk2" startTime="7" endTime="12.25"><Sync time="7"/>
<Who nb="1"/>and some
<Who nb="2"/>too many &lt;of them&gt;
<Sync time="10"/><Who nb="1"/>yes
</Turn>
</Section></Episode></Trans>
"""


def one(tmp_path: Path, text: str, encoding: str = "cp1252") -> Recording:
    path = tmp_path / "talk.trs"
    path.write_bytes(text.encode(encoding))
    (recording,) = read(path)
    return recording


def said(recording: Recording) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in recording.turns]


def test_speakers_have_their_names_and_overlaps_are_parted(tmp_path: Path) -> None:
    recording = one(tmp_path, TALK)
    assert recording.format == "trs"
    assert said(recording) == [
        ("Siân Wood", "Who holds the plans? It’s me. and some"),
        ("spk2", "too many <of them>"),
        ("Siân Wood", "yes"),
    ]
    assert [(t.begin, t.end) for t in recording.turns] == [(0.0, 10.0), (7.0, 10.0), (10.0, 12.25)]
    assert recording.duration == 12.25
    assert recording.warnings == ()


def test_noises_and_comments_are_counted_and_do_not_cut_a_turn(tmp_path: Path) -> None:
    found = {left.reason: left.word_count for left in one(tmp_path, TALK).left_out}
    assert found == {"event": 2, "note of the file": 2}


def test_a_turn_without_a_speaker_is_one_unknown_voice(tmp_path: Path) -> None:
    text = TALK.replace('speaker="spk1" ', "")
    recording = one(tmp_path, text)
    assert said(recording)[0] == ("", "Who holds the plans? It’s me.")
    assert any("unknown voice" in warning for warning in recording.warnings)


def test_a_voice_that_the_turn_does_not_list_is_unknown(tmp_path: Path) -> None:
    assert ("", "too many <of them>") in said(one(tmp_path, TALK.replace('nb="2"', 'nb="9"')))


def test_a_voice_of_nothing_but_numbers_is_the_lengths_of_pauses(tmp_path: Path) -> None:
    pause = '<Turn speaker="spk3" startTime="13" endTime="14"><Sync time="13"/>1.044\n</Turn>'
    recording = one(tmp_path, TALK.replace("</Section>", f"{pause}</Section>"))
    assert said(recording)[-1] == ("Siân Wood", "yes")
    assert LeftOut("turn 4", "pause length", 2) in recording.left_out


def test_a_number_that_somebody_says_is_kept(tmp_path: Path) -> None:
    recording = one(tmp_path, TALK.replace("yes\n", "1.044\n"))
    assert said(recording)[-1] == ("Siân Wood", "1.044")


def test_an_event_in_braces_is_no_word(tmp_path: Path) -> None:
    recording = one(tmp_path, TALK.replace("yes\n", "{laughs} yes\n"))
    assert said(recording)[-1] == ("Siân Wood", "[laughs] yes")


def test_a_turn_of_very_many_moments_is_one_turn(tmp_path: Path) -> None:
    moments = "".join(f'<Sync time="{n}"/>word' for n in range(20_000))
    text = f'<Trans><Turn speaker="a" startTime="0" endTime="20000">{moments}</Turn></Trans>'
    assert len(said(one(tmp_path, text))[0][1].split()) == 20_000


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (TALK[:600], "damaged or cut off"),
        (TALK.replace('"trans-14.dtd"', '"x" [<!ENTITY a "b">]'), "entities"),
        (TALK.replace('"trans-14.dtd"', '"x" [<!ENTITY % a SYSTEM "http://x">%a;]'), "entities"),
        (f"{HEAD}<Trans><Episode/></Trans>", "no speech"),
    ],
)
def test_damaged_and_unsafe_files_are_refused_in_one_line(
    tmp_path: Path, text: str, what: str
) -> None:
    with pytest.raises(FgtoolsError, match=what) as caught:
        one(tmp_path, text)
    assert "\n" not in str(caught.value)
    assert "Ruth" not in str(caught.value)
