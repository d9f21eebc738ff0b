"""Whisper, WhisperX and their kin, as JSON and as tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.errors import FgtoolsError
from fgtools.spans import word_count
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording

SEGMENTS = [
    {"id": 0, "start": 0.0, "end": 4.2, "text": " We hold too many plans.", "tokens": [1, 2]},
    {"id": 1, "start": 4.2, "end": 9.5, "text": " And nobody covers when Siân is off."},
]


def one(tmp_path: Path, text: str, name: str = "talk.json") -> Recording:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8"))
    (recording,) = read(path)
    return recording


def said(recording: Recording) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in recording.turns]


def word(text: str, begin: float | None, speaker: str | None, **more: object) -> dict[str, object]:
    times = {} if begin is None else {"start": begin, "end": begin + 0.4, "score": 0.9}
    return {"word": text, **times, **({"speaker": speaker} if speaker else {}), **more}


def segment(*words: dict[str, object], speaker: str | None = None) -> dict[str, object]:
    begins = [float(str(word["start"])) for word in words if "start" in word]
    return {
        "start": min(begins),
        "end": max(begins) + 0.4,
        "text": " " + " ".join(str(word["word"]) for word in words),
        "words": list(words),
        **({"speaker": speaker} if speaker else {}),
    }


def test_a_segment_of_whisper_is_a_turn_of_an_unknown_voice(tmp_path: Path) -> None:
    text = "".join(str(segment["text"]) for segment in SEGMENTS)
    recording = one(tmp_path, json.dumps({"text": text, "segments": SEGMENTS, "language": "en"}))
    assert recording.format == "whisper-json"
    assert said(recording) == [
        ("", "We hold too many plans."),
        ("", "And nobody covers when Siân is off."),
    ]
    assert (recording.turns[1].begin, recording.turns[1].end) == (4.2, 9.5)
    assert recording.duration == 9.5
    assert recording.warnings == ()


def test_the_content_tells_the_format_whatever_the_name(tmp_path: Path) -> None:
    for name in ("talk.json.xz", "talk.txt", "talk"):
        assert one(tmp_path, json.dumps({"segments": SEGMENTS}), name).format == "whisper-json"


def test_kin_of_whisper_give_the_same_turns(tmp_path: Path) -> None:
    expected = said(one(tmp_path, json.dumps({"segments": SEGMENTS})))
    cpp = [
        {
            "timestamps": {"from": "00:00:00,000", "to": "00:00:04,200"},
            "offsets": {"from": int(s["start"] * 1000), "to": int(s["end"] * 1000)},
            "text": s["text"],
        }
        for s in SEGMENTS
        if isinstance(s["start"], float) and isinstance(s["end"], float)
    ]
    chunks = [{"timestamp": [s["start"], s["end"]], "text": s["text"]} for s in SEGMENTS]
    shapes = (
        {"systeminfo": "x", "result": {"language": "en"}, "transcription": cpp},
        {"text": "", "chunks": chunks},
        {"speakers": [], "chunks": chunks},
        SEGMENTS,
    )
    for shape in shapes:
        recording = one(tmp_path, json.dumps(shape))
        assert recording.format == "whisper-json"
        assert said(recording) == expected
        assert recording.duration == 9.5


def test_segments_of_one_speaker_are_one_turn(tmp_path: Path) -> None:
    segments = [
        segment(word("Caseloads", 1, "SPEAKER_02"), word("grew.", 2, "SPEAKER_02")),
        segment(word("Twice.", 3, None)),
        segment(word("Yes.", 4, "SPEAKER_11")),
    ]
    for each, speaker in zip(segments, ("SPEAKER_02", "SPEAKER_02", "SPEAKER_11"), strict=True):
        each["speaker"] = speaker
    recording = one(tmp_path, json.dumps({"segments": segments, "word_segments": []}))
    assert recording.format == "whisperx-json"
    assert said(recording) == [("SPEAKER_02", "Caseloads grew. Twice."), ("SPEAKER_11", "Yes.")]


def test_a_segment_is_split_where_its_words_change_speaker(tmp_path: Path) -> None:
    mixed = segment(
        word("Who", 1.0, "SPEAKER_00"),
        word("has", 1.5, "SPEAKER_00"),
        word("240?", None, None),
        word("I", 3.0, "SPEAKER_01"),
        word("do.", 3.5, "SPEAKER_01"),
        speaker="SPEAKER_01",
    )
    recording = one(tmp_path, json.dumps({"segments": [mixed]}))
    assert said(recording) == [("SPEAKER_00", "Who has 240?"), ("SPEAKER_01", "I do.")]
    assert [(turn.begin, turn.end) for turn in recording.turns] == [(1.0, 1.9), (3.0, 3.9)]


def test_a_segment_whose_words_are_not_all_listed_stays_whole(tmp_path: Path) -> None:
    mixed = segment(word("Yes.", 1, "A"), word("No.", 2, "B"), speaker="A")
    mixed["text"] = "Yes. Well, no. No."
    recording = one(tmp_path, json.dumps({"segments": [mixed]}))
    assert said(recording) == [("A", "Yes. Well, no. No.")]
    assert any("several speakers" in warning for warning in recording.warnings)


def test_whisperx_without_speakers_is_told_by_its_scores(tmp_path: Path) -> None:
    recording = one(tmp_path, json.dumps({"segments": [segment(word("Hello.", 1, None))]}))
    assert (recording.format, said(recording)) == ("whisperx-json", [("", "Hello.")])


def test_bare_words_come_together_by_speaker_or_by_sentence(tmp_path: Path) -> None:
    voices = "AAABB"
    texts = ["We", "are", "full.", "Yes,", "completely."]
    words = [
        word(text, n, voice) for n, (text, voice) in enumerate(zip(texts, voices, strict=True))
    ]
    assert said(one(tmp_path, json.dumps(words))) == [
        ("A", "We are full."),
        ("B", "Yes, completely."),
    ]
    unnamed = [word(text, n, None) for n, text in enumerate(texts)]
    recording = one(tmp_path, json.dumps({"word_segments": unnamed}))
    assert said(recording) == [("", "We are full."), ("", "Yes, completely.")]


def test_words_that_bring_their_own_blanks_are_joined_as_written(tmp_path: Path) -> None:
    words = [
        {"word": text, "start": 1.0, "end": 2.0} for text in (" We", " don", "'t", " know", ".")
    ]
    assert said(one(tmp_path, json.dumps({"words": words}))) == [("", "We don't know.")]


def test_segments_of_one_word_stay_apart_and_rows_of_one_word_do_not(tmp_path: Path) -> None:
    texts = ["We", "are", "full.", "And", "nobody", "in", "the", "service", "ever", "asks."]
    segments = [{"start": n, "end": n + 1, "text": text} for n, text in enumerate(texts)]
    assert len(one(tmp_path, json.dumps({"segments": segments})).turns) == len(texts)
    rows = "".join(f"{n}000\t{n + 1}000\t{text}\n" for n, text in enumerate(texts))
    recording = one(tmp_path, f"start\tend\ttext\n{rows}", "words.tsv")
    assert [(turn.text, turn.begin, turn.end) for turn in recording.turns] == [
        ("We are full.", 0.0, 3.0),
        ("And nobody in the service ever asks.", 3.0, 10.0),
    ]


def test_numbers_as_text_nulls_and_nan_are_tolerated(tmp_path: Path) -> None:
    text = (
        '{"segments": [{"start": "1.5", "end": "2.5", "text": "One."},'
        '{"start": NaN, "end": null, "text": "Two.", "speaker": null},'
        '{"start": 4, "end": Infinity, "text": null}, {"start": 5, "end": 6, "text": " Three."}]}'
    )
    recording = one(tmp_path, text)
    assert [turn.text for turn in recording.turns] == ["One.", "Two.", "Three."]
    assert (recording.turns[1].begin, recording.turns[1].end) == (None, None)
    assert recording.duration == 6
    assert ("1 segments", "cue without words") in [
        (left.where, left.reason) for left in recording.left_out
    ]
    assert any("Segments 2, 3" in warning for warning in recording.warnings)


def test_what_whisper_writes_over_silence_is_flagged_and_kept(tmp_path: Path) -> None:
    texts = [" Thanks for watching!", " Right.", *(f" {n}." for n in range(6)), " so" * 9]
    segments = [{"start": n, "end": n + 1, "text": text} for n, text in enumerate(texts)]
    recording = one(tmp_path, json.dumps({"segments": segments}))
    assert len(recording.turns) == len(texts)
    flagged = " ".join(recording.warnings)
    assert "Segment 1: the words with which videos end" in flagged
    assert "Segments 3, 4, 5, 6, 7 and 1 more: nothing but digits" in flagged
    assert "Segment 9: the same words again and again" in flagged


def test_ordinary_short_answers_are_not_flagged(tmp_path: Path) -> None:
    texts = [" Yes.", " Yes.", " Thank you.", " It is 12.", " No, no, no, no.", " Yes."]
    segments = [{"start": n, "end": n + 1, "text": text} for n, text in enumerate(texts)]
    assert one(tmp_path, json.dumps({"segments": segments})).warnings == ()


def test_segments_that_hold_less_than_the_whole_text_are_warned_of(tmp_path: Path) -> None:
    whole = {"text": "one two three four five six seven eight", "segments": SEGMENTS[:1]}
    assert any("8 words" in warning for warning in one(tmp_path, json.dumps(whole)).warnings)


def test_hidden_characters_in_escapes_are_dropped(tmp_path: Path) -> None:
    text = r'{"segments": [{"start": 1, "end": 2, "text": "Si\u00e2n\u202e ca\u006d\u0065\ud800"}]}'
    (turn,) = one(tmp_path, text).turns
    assert turn.text.startswith("Siân came")
    assert "\u202e" not in turn.text
    turn.text.encode("utf-8")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"name": "fgtools", "version": "1.0", "dependencies": {}}', "not read"),
        ('[{"start": "tomorrow", "text": "a meeting"}]', "not read"),
        ('{"utterances": [], "words": [{"start": 250, "text": "Hi", "end": 9}]}', "not read"),
        ('{"segments": [{"start": 1, "end": 2, "text": "Hel', "cut off at line 1"),
        ('{"segments": [], "text": ""}', "no speech"),
        ('{"segments": [' + "[" * 100_000 + '{"start": 1, "text": "a"}', "nested"),
    ],
)
def test_other_json_is_refused_in_one_line(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(FgtoolsError, match=what) as caught:
        one(tmp_path, text)
    assert "\n" not in str(caught.value)


def test_the_table_of_whisper_is_in_milliseconds(tmp_path: Path) -> None:
    text = "start\tend\ttext\n140\t3940\tWe are full.\n4000\t9000\tStill.\n9000\t9100\t\n"
    recording = one(tmp_path, text, "talk.tsv")
    assert (recording.format, recording.duration) == ("whisper-tsv", 9.0)
    assert [(t.speaker, t.text, t.begin, t.end) for t in recording.turns] == [
        ("", "We are full.", 0.14, 3.94),
        ("", "Still.", 4.0, 9.0),
    ]
    assert [(left.where, left.word_count) for left in recording.left_out] == [("1 rows", 0)]


def test_a_broken_row_of_the_table_loses_no_words(tmp_path: Path) -> None:
    text = "start\tend\ttext\n0\t900\tWe are\nfull of plans\nx\ty\tand tired\n"
    recording = one(tmp_path, text, "talk.tsv")
    assert sum(word_count(turn.text) for turn in recording.turns) == 7
    assert any("Lines 3, 4" in warning for warning in recording.warnings)


LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=9),
    st.sampled_from(["SPEAKER_00", "1.5", "yes", " no."]),
)
KEYS = st.sampled_from([
    "segments", "words", "word", "text", "start", "end", "speaker", "score", "timestamp",
    "offsets", "from", "to", "results", "items", "alternatives", "content", "type",
    "Transcript", "Content", "BeginOffsetMillis", "speaker_labels", "start_time",
    "channel_labels", "channels", "transcripts", "audio_segments", "transcription", "chunks",
    "utterances",
])  # fmt: skip
SHAPES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=30,
)


@given(SHAPES)
def test_no_shape_of_json_makes_a_reader_fall_over(
    tmp_path_factory: pytest.TempPathFactory, shape: object
) -> None:
    wrapped = ({"segments": [shape]}, {"results": {"items": [shape], "x": shape}}, [shape], shape)
    path = tmp_path_factory.mktemp("shape") / "talk.json"
    for each in wrapped:
        path.write_text(json.dumps(each), encoding="utf-8")
        try:
            recordings = read(path)
        except FgtoolsError:
            continue
        assert all(recording.turns for recording in recordings)
