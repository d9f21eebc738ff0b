"""AWS Transcribe in its shapes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fgtools.errors import FgtoolsError
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording

TALK = (("spk_0", "Who holds the plans ?"), ("spk_1", "I do , mostly ."), ("spk_0", "Right ."))


def one(tmp_path: Path, found: object) -> Recording:
    path = tmp_path / "talk.json"
    path.write_text(json.dumps(found), encoding="utf-8")
    (recording,) = read(path)
    return recording


def said(recording: Recording) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in recording.turns]


def items(label: str = "") -> list[dict[str, Any]]:
    """Return the items of the talk, a word a second; with their own labels if `label` is a key."""
    made: list[dict[str, Any]] = []
    second = 0
    for speaker, text in TALK:
        for word in text.split():
            item: dict[str, Any] = {"alternatives": [{"confidence": "0.9", "content": word}]}
            if word in "?,.":
                item["type"] = "punctuation"
            else:
                times = {"start_time": f"{second}.0", "end_time": f"{second}.9"}
                item |= {"type": "pronunciation", **times}
                second += 1
            if label:
                item[label] = speaker
            made.append(item)
    return made


def labels() -> dict[str, Any]:
    segments = []
    second = 0
    for speaker, text in TALK:
        count = sum(word not in "?,." for word in text.split())
        within = [
            {"start_time": f"{n}.0", "end_time": f"{n}.9", "speaker_label": speaker}
            for n in range(second, second + count)
        ]
        times = {"start_time": f"{second}.0", "end_time": f"{second + count - 1}.9"}
        segments.append({"speaker_label": speaker, **times, "items": within})
        second += count
    segments.append({"speaker_label": "", "start_time": "20.0", "end_time": "21.0", "items": []})
    return {"speakers": 3, "segments": segments}


def test_words_are_joined_to_speakers_by_their_start_or_by_their_own_label(tmp_path: Path) -> None:
    older = {"results": {"speaker_labels": labels(), "items": items()}, "status": "COMPLETED"}
    newer = {"results": {"items": items("speaker_label"), "audio_segments": []}}
    for shape in (older, newer):
        recording = one(tmp_path, shape)
        assert recording.format == "aws-json"
        assert said(recording) == [
            ("spk_0", "Who holds the plans?"),
            ("spk_1", "I do, mostly."),
            ("spk_0", "Right."),
        ]
        assert (recording.turns[1].begin, recording.turns[1].end) == (4.0, 6.9)
        assert recording.duration == 7.9
        assert recording.warnings == ()


def test_without_speakers_the_words_of_a_sentence_come_together(tmp_path: Path) -> None:
    recording = one(tmp_path, {"results": {"items": items()}})
    assert said(recording) == [
        ("", "Who holds the plans?"),
        ("", "I do, mostly."),
        ("", "Right."),
    ]


def test_channels_do_not_cut_into_each_other(tmp_path: Path) -> None:
    first = [
        {"type": "pronunciation", "alternatives": [{"content": word}], "start_time": str(at)}
        for word, at in (("We", 1.0), ("are", 2.0), ("full.", 3.0))
    ]
    second = [
        {"type": "pronunciation", "alternatives": [{"content": "Mm."}], "start_time": "2.5"},
    ]
    channels = [
        {"channel_label": "ch_0", "items": first},
        {"channel_label": "ch_1", "items": second},
    ]
    results = {"channel_labels": {"channels": channels}, "items": [*first, *second]}
    assert said(one(tmp_path, {"results": results})) == [("ch_0", "We are full."), ("ch_1", "Mm.")]


def test_speakers_matter_more_than_the_one_channel_they_share(tmp_path: Path) -> None:
    channels = {"channels": [{"channel_label": "ch_0", "items": items()}]}
    results = {"channel_labels": channels, "speaker_labels": labels(), "items": items()}
    recording = one(tmp_path, {"results": results})
    assert [turn.speaker for turn in recording.turns] == ["spk_0", "spk_1", "spk_0"]


def test_call_analytics_gives_who_said_what_in_milliseconds(tmp_path: Path) -> None:
    pieces: list[dict[str, Any]] = [
        {"ParticipantRole": "AGENT", "Content": "Hello.", "BeginOffsetMillis": 40},
        {"ParticipantId": "CUSTOMER", "Content": "", "Items": [{"Content": "Yes", "Type": "x"}]},
        {"ParticipantRole": "AGENT", "Content": ""},
    ]
    pieces[1] |= {"BeginOffsetMillis": 900, "EndOffsetMillis": 1500}
    recording = one(tmp_path, {"Transcript": pieces, "JobStatus": "COMPLETED"})
    assert said(recording) == [("AGENT", "Hello."), ("CUSTOMER", "Yes")]
    assert (recording.turns[0].begin, recording.duration) == (0.04, 1.5)
    assert [left.where for left in recording.left_out] == ["1 segments"]


def test_words_outside_every_labelled_segment_are_an_unknown_voice(tmp_path: Path) -> None:
    table = labels()
    table["segments"] = table["segments"][:1]
    recording = one(tmp_path, {"results": {"speaker_labels": table, "items": items()}})
    assert [turn.speaker for turn in recording.turns] == ["spk_0", "", ""]
    assert any("4 words have no speaker" in warning for warning in recording.warnings)


def test_a_file_without_items_gives_its_longer_pieces(tmp_path: Path) -> None:
    pieces = [{"transcript": "We are full.", "start_time": "1.0", "end_time": "2.0"}]
    recording = one(tmp_path, {"results": {"audio_segments": pieces, "items": []}})
    assert (said(recording), recording.duration) == ([("", "We are full.")], 2.0)


def test_words_that_the_items_lack_are_warned_of(tmp_path: Path) -> None:
    whole = [{"transcript": "far more words than the items of this file hold, all in all, indeed"}]
    recording = one(tmp_path, {"results": {"transcripts": whole, "items": items()}})
    assert any("14 words" in warning for warning in recording.warnings)


def test_another_service_is_refused(tmp_path: Path) -> None:
    other = {"results": {"channels": [{"alternatives": [{"transcript": "hello"}]}]}}
    with pytest.raises(FgtoolsError, match="not read"):
        one(tmp_path, other)
