"""CHAT: the words as said, without the codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgtools.errors import FgtoolsError
from fgtools.transcripts.chat_codes import spoken, times
from fgtools.transcripts.read import read
from fgtools.transcripts.recording import Recording

NAK = "\x15"
HEAD = "@UTF8\n@Begin\n@Languages:\teng\n@Participants:\tINV Investigator, SEN1 Ruth Adult\n"
TALK = f"""{HEAD}@Media:\tgroup, audio
*INV:\tso who holds the plans ? {NAK}0_2500{NAK}
%mor:\tadv|so pron|who ?
%com:\tlooks round the table
*SEN1:\tI do <all of> [//] &-um most of them
\tand some that nobody wants . {NAK}2600_9000{NAK}
@G:\tsecond task
*SEN1:\tit (i)s too many [: much] +/. {NAK}9100_10250{NAK}
*INV:\txxx . {NAK}10300_10800{NAK}
@End
"""


def one(tmp_path: Path, text: str, name: str = "talk.cha") -> Recording:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8"))
    (recording,) = read(path)
    return recording


def said(recording: Recording) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in recording.turns]


def test_main_tiers_are_turns_with_the_code_as_label(tmp_path: Path) -> None:
    recording = one(tmp_path, TALK)
    assert recording.format == "chat"
    assert said(recording) == [
        ("INV", "so who holds the plans?"),
        ("SEN1", "I do all of um most of them and some that nobody wants. it is too many…"),
        ("INV", "[xxx]."),
    ]
    assert (recording.turns[1].begin, recording.turns[1].end) == (2.6, 10.25)
    assert recording.duration == 10.8
    assert recording.warnings == ()


def test_every_word_that_is_no_talk_is_counted(tmp_path: Path) -> None:
    found = {left.reason: left.word_count for left in one(tmp_path, TALK).left_out}
    assert found == {
        "header": 10,
        "dependent tier": 8,
        "code in brackets": 1,
        "event in brackets": 1,
    }


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("the the [/] the plan .", "the the the plan."),
        ("<I want> [//] I need it !", "I want I need it!"),
        ("we (be)cause of d(e) that +...", "we because of de that…"),
        ("&+fr friends &-uh &~gaga and &um others .", "fr friends uh gaga and um others."),
        ("&=laughs no &=ges:shakes_head .", "[laughs] no [ges shakes head]."),
        ("wait (.) a (..) bit (1.5) more (2:03.1) .", "wait a bit more."),
        ("no:: that's ba:na^na .", "no that's banana."),
        ("bonjour@s:fra said mama@f .", "bonjour said mama."),
        ("Mickey_Mouse and ice+cream .", "Mickey Mouse and ice cream."),
        ("well ‡ you know „ right ?", "well, you know, right?"),
        ('+" he said no +"/.', "he said no."),
        ("+< and then +//.", "and then…"),
        ("so what +..?", "so what?"),
        ("a ⌈2 word⌉2 ↑here ∆fast∆ .", "a word here fast."),
        ("word [* m:+ed] here [= explained] (so) [+ exc] .", "word here so."),
        ("0 .", "."),
        ("0is he there ?", "he there?"),
        ("&*SEN1:mhm we go .", "[mhm] we go."),
        ("yyy and www .", "[yyy] and [www]."),
        ("[laughs] yes .", "[laughs] yes."),
        ("c'est peut-être l'heure", "c'est peut-être l'heure"),
        ("at 10:30 we met .", "at 10:30 we met."),
        ("mail ruth@northmere.example .", "mail ruth@northmere.example."),
    ],
)
def test_codes_go_and_words_stay(line: str, words: str) -> None:
    assert spoken(line).text == words


def test_times_are_read_in_their_old_and_new_forms() -> None:
    assert times(f"hello . {NAK}0_5036{NAK}") == (0.0, 5.036)
    assert times(f'hello . {NAK}%snd:"ruth_2_3"_100_2500{NAK}') == (0.1, 2.5)
    assert times("hello . •100_2500•") == (0.1, 2.5)
    assert times(f"one {NAK}1_20{NAK} two {NAK}30_40{NAK}") == (0.001, 0.04)
    assert times("hello .") == (None, None)
    assert spoken(f'hello . {NAK}%snd:"ruth_2_3"_100_2500{NAK}').text == "hello."


def test_files_that_break_the_rules_are_read_with_warnings(tmp_path: Path) -> None:
    text = f"{HEAD}*A-B_long:\twe are full\nof plans\n*INV:\tyes . {NAK}5_9{NAK}\n*INV:\tright .\n"
    recording = one(tmp_path, text, "talk.txt")
    assert said(recording) == [("A-B_long", "we are full of plans"), ("INV", "yes. right.")]
    flagged = " ".join(recording.warnings)
    for what in ("Line 6", "does not name: 1", "mark (. ? !): 1 of 3", "times: 2", "@End"):
        assert what in flagged
    assert "Ruth" not in flagged


def test_an_utterance_without_words_is_left_out(tmp_path: Path) -> None:
    recording = one(tmp_path, f"{HEAD}*INV:\tyes .\n*SEN1:\t0 .\n*INV:\tgo on .\n@End\n")
    assert said(recording) == [("INV", "yes. go on.")]
    assert ("1 main tiers", "cue without words") in [
        (left.where, left.reason) for left in recording.left_out
    ]


def test_headers_alone_are_no_transcript(tmp_path: Path) -> None:
    with pytest.raises(FgtoolsError, match="no speech"):
        one(tmp_path, HEAD)


@given(st.text(alphabet="ab0x:+<>[]()&=_@.?‡„*%\t\n\x15 /-", max_size=200))
def test_no_line_makes_the_reader_fall_over(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    try:
        one(tmp_path_factory.mktemp("line"), f"{HEAD}*INV:\tyes .\n*SEN1:\t{text}")
    except FgtoolsError:
        return


@pytest.mark.parametrize("odd", ["[", "\x15", "<", "(", "a_", "&=", "1_", ":", "+", "\n\t", "\n"])
def test_long_odd_lines_are_read(tmp_path: Path, odd: str) -> None:
    recording = one(tmp_path, f"{HEAD}*INV:\tyes {odd * 100_000} .\n")
    assert recording.turns[0].text.startswith("yes")


def test_small_headers_and_blanks_for_the_tab_are_read_without_complaint(tmp_path: Path) -> None:
    path = tmp_path / "OLD.CHA"
    path.write_text(
        "@UTF8\n@begin\n@participants: INV Ana, SEN Bo\n@seq: 1\n"
        "*INV:   qu' est+ce que c'+est ?\n*SEN:   d'+accord .\n@end\n",
        encoding="utf-8",
    )
    (recording,) = read(path)
    assert [(turn.speaker, turn.text) for turn in recording.turns] == [
        ("INV", "qu' est ce que c'est?"),
        ("SEN", "d'accord."),
    ]
    assert recording.warnings == ()
