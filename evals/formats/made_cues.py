"""Made subtitles: WebVTT of Teams (four dialects), Zoom, Webex, Otter, noScribe; SRT; plain."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator

from making import Made, Spoken, dress, ending, runs, shared_out, stamp, truth, unpadded, wrapped
from talk import Said, Talk


def made(conversation: Talk, rng: random.Random) -> Iterator[Made]:
    """Write a conversation as every kind of subtitles."""
    yield _teams_download(conversation, rng)
    yield _teams_graph(conversation, rng)
    yield _teams_metadata(conversation, rng)
    yield _teams_stream(conversation, rng)
    yield _zoom(conversation, rng)
    yield _webex(conversation, rng)
    yield _otter_srt(conversation, rng)
    yield _srt(conversation, rng)
    yield _voices(conversation, rng)
    yield _noscribe(conversation, rng)
    yield _whisper_vtt(conversation, rng)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _entities(label: str) -> str:
    label = label.replace("&", "&amp;")
    return "".join(c if ord(c) < 128 else f"&#{ord(c)};" for c in label)


def _last(conversation: Talk) -> float:
    return max(said.end for said in conversation.said)


def _pieces(said: Said) -> list[tuple[str, float, float]]:
    texts = wrapped(said.text, 40, 2)
    times = shared_out(said.begin, said.end, len(texts))
    return [(text, *time) for text, time in zip(texts, times, strict=True)]


def _teams_download(conversation: Talk, rng: random.Random) -> Made:
    rows, spoken = ["WEBVTT", ""], []
    guid = uuid.UUID(int=rng.getrandbits(128))
    number = rng.randrange(40)
    closed = rng.random() < 0.9
    for said in conversation.said:
        number += rng.choice((3, 5, 11, 37))
        label = conversation.people[said.who]
        for piece, (text, begin, end) in enumerate(_pieces(said)):
            voice = f"<v {_entities(label)}>{_escaped(text)}" + ("</v>" if closed else "")
            rows += [f"{guid}/{number}-{piece}", f"{stamp(begin)} --> {stamp(end)}", voice, ""]
            spoken.append(Spoken(label, text, begin, end))
    expected = truth(("teams-vtt",), spoken, (_last(conversation),))
    data = dress("\n".join(rows), rng)
    return Made("teams-vtt download", ending(".vtt", rng), data, expected)


def _teams_graph(conversation: Talk, rng: random.Random) -> Made:
    rows, spoken = ["WEBVTT", ""], []
    for said in conversation.said:
        label = conversation.people[said.who]
        voice = f"<v {_escaped(label)}>{_escaped(said.text)}</v>"
        rows += [f"{unpadded(said.begin)} --> {unpadded(said.end)}", voice, ""]
        spoken.append(Spoken(label, said.text, said.begin, said.end))
    expected = truth(("teams-vtt",), spoken, (_last(conversation),))
    data = dress("\n".join(rows), rng)
    return Made("teams-vtt graph", ending(".vtt", rng), data, expected)


def _teams_metadata(conversation: Talk, rng: random.Random) -> Made:
    rows, spoken = ["WEBVTT", ""], []
    for said in conversation.said:
        label = conversation.people[said.who]
        fields = {
            "startDateTime": "2026-03-08T08:22:30.0461639+00:00",
            "endDateTime": "2026-03-08T08:22:31.5261639+00:00",
            "speakerName": label,
            "spokenText": said.text,
            "spokenLanguage": "en-us",
        }
        compact = rng.random() < 0.5
        body = json.dumps(
            fields,
            ensure_ascii=rng.random() < 0.5,
            separators=(",", ":") if compact else (", ", ": "),
        )
        rows += [f"{stamp(said.begin)} --> {stamp(said.end)}", body, ""]
        spoken.append(Spoken(label, said.text, said.begin, said.end))
    expected = truth(("teams-vtt",), spoken, (_last(conversation),))
    data = dress("\n".join(rows), rng)
    return Made("teams-vtt metadata", ending(".vtt", rng), data, expected)


def _teams_stream(conversation: Talk, rng: random.Random) -> Made:
    rows = ["WEBVTT", "", f'NOTE duration:"{stamp(_last(conversation))[:11]}"', ""]
    rows += ["NOTE language:en-us", ""]
    spoken = []
    for said in conversation.said:
        guid = uuid.UUID(int=rng.getrandbits(128))
        times = f"{stamp(said.begin)} --> {stamp(said.end)}"
        rows += [f"NOTE Confidence: 0.{rng.randrange(10, 99)}", "", str(guid), times]
        rows += [_escaped("\n".join(wrapped(said.text, 40, 9))), ""]
        spoken.append(Spoken("", said.text, said.begin, said.end))
    expected = truth(("teams-vtt",), spoken, (_last(conversation),))
    data = dress("\n".join(rows), rng)
    return Made("teams-vtt stream", ending(".vtt", rng), data, expected)


def _zoom(conversation: Talk, rng: random.Random) -> Made:
    rows, spoken = ["WEBVTT", ""], []
    for number, said in enumerate(conversation.said, 1):
        unknown = rng.random() < 0.05 and ":" not in said.text and number > 1
        label = "" if unknown else conversation.people[said.who]
        text = said.text if unknown else f"{label}: {said.text}"
        rows += [str(number), f"{stamp(said.begin)} --> {stamp(said.end)}", text, ""]
        spoken.append(Spoken(label, said.text, said.begin, said.end))
    expected = truth(("zoom-vtt",), spoken, (_last(conversation),))
    return Made("zoom-vtt", ending(".vtt", rng), dress("\n".join(rows), rng), expected)


def _webex(conversation: Talk, rng: random.Random) -> Made:
    rows, spoken = ["WEBVTT", ""], []
    for number, said in enumerate(conversation.said, 1):
        unknown = rng.random() < 0.05
        label = "" if unknown else conversation.people[said.who]
        known = f'{number} "{label}" ({0 if unknown else 1262511360 + 512 * said.who})'
        rows += [known, f"{stamp(said.begin)} --> {stamp(said.end)}", said.text, ""]
        spoken.append(Spoken(label, said.text, said.begin, said.end))
    expected = truth(("webex-vtt",), spoken, (_last(conversation),))
    return Made("webex-vtt", ending(".vtt", rng), dress("\n".join(rows), rng), expected)


def _otter_srt(conversation: Talk, rng: random.Random) -> Made:
    rows, spoken, number = [], [], 0
    for who, said in runs(conversation):
        label = conversation.typed[who]
        text = " ".join(each.text for each in said)
        pieces = wrapped(f"{label}: {text}", 32, 2)
        times = shared_out(said[0].begin, said[-1].end, len(pieces))
        for piece, (begin, end) in zip(pieces, times, strict=True):
            number += 1
            rows += [str(number), f"{stamp(begin, ',')} --> {stamp(end, ',')}", piece, ""]
        spoken.append(Spoken(label, text, said[0].begin, said[-1].end))
    expected = truth(("srt",), spoken, (_last(conversation),))
    return Made("srt otter", ending(".srt", rng), dress("\n".join(rows), rng), expected)


def _srt(conversation: Talk, rng: random.Random) -> Made:
    rows, spoken = [], []
    colours = rng.random() < 0.3
    for number, said in enumerate(conversation.said, 1):
        text = "\n".join(wrapped(said.text, 42, 9))
        text = f"{{\\c&HFFF000&}}{text}" if colours else text
        rows += [str(number), f"{stamp(said.begin, ',')} --> {stamp(said.end, ',')}", text, ""]
        spoken.append(Spoken("", said.text, said.begin, said.end))
    expected = truth(("srt",), spoken, (_last(conversation),))
    return Made("srt plain", ending(".srt", rng), dress("\n".join(rows), rng), expected)


def _voices(conversation: Talk, rng: random.Random) -> Made:
    title = rng.choice(("", " - a focus group", " Focus group 3"))
    rows, spoken = [f"WEBVTT{title}", ""], []
    if rng.random() < 0.4:
        rows += ["NOTE made by hand", "and checked once", ""]
    if rng.random() < 0.2:
        rows += ["STYLE", "::cue { color: white }", ""]
    numbered = rng.random() < 0.5
    tagged = rng.random() < 0.3
    for number, said in enumerate(conversation.said, 1):
        label = conversation.people[said.who]
        text = _escaped(said.text)
        text = f"<i>{text}</i>" if tagged and rng.random() < 0.3 else text
        mark = rng.choice(("v", "v", "v", "v.loud")) if tagged else "v"
        setting = " align:start position:0%" if tagged else ""
        rows += [str(number)] if numbered else []
        answer = conversation.people[-1]
        if tagged and rng.random() < 0.1 and answer != label:
            text += f"</v>\n<v {_escaped(answer)}>Mm."
        times = f"{stamp(said.begin)} --> {stamp(said.end)}{setting}"
        rows += [times, f"<{mark} {_escaped(label)}>{text}", ""]
        spoken.append(Spoken(label, said.text, said.begin, said.end))
        if text.endswith(">Mm."):
            spoken.append(Spoken(answer, "Mm.", said.begin, said.end))
    # Closed voices without ids are what Teams writes too: both names are right.
    names = ("vtt", "teams-vtt") if any("</v>" in row for row in rows) else ("vtt",)
    expected = truth(names, spoken, (_last(conversation),))
    return Made("vtt voices", ending(".vtt", rng), dress("\n".join(rows), rng), expected)


def _noscribe(conversation: Talk, rng: random.Random) -> Made:
    rows = ["WEBVTT Interview with a SENCO", "", "NOTE"]
    rows += ["Transcribed with noScribe vers. 0.7 Audio file: ./a.mp3 (Language: English (en))", ""]
    spoken: list[Spoken | None] = []
    number = 0
    if rng.random() < 0.4:
        number = 1
        rows += ["1", f"{stamp(0)} --> {stamp(conversation.said[0].begin)}"]
        rows += ["(12 seconds pause)", ""]
    for who, said in runs(conversation):
        label = f"S{who:02}"
        text = " ".join(each.text for each in said)
        number += 1
        times = f"{stamp(said[0].begin)} --> {stamp(said[-1].end)}"
        first, last = Spoken(label, text, said[0].begin, said[-1].end), None
        if len(said) > 1 and rng.random() < 0.2:
            over, rest = "S09", " ".join(each.text for each in said[1:])
            rows += [str(number), times, f"<v {label}>{said[0].text} //{over}: Yeah. // {rest}", ""]
            last = [Spoken(over, "Yeah.", first.begin, first.end), first._replace(text=rest)]
            first = first._replace(text=said[0].text)
        else:
            rows += [str(number), times, f"<v {label}>{text}", ""]
        spoken += [first, *(last or [])]
    expected = truth(("noscribe",), spoken, (_last(conversation),))
    data = dress("\n".join(rows), rng)
    return Made("noscribe vtt", ending(".vtt", rng), data, expected)


def _whisper_vtt(conversation: Talk, rng: random.Random) -> Made:
    rows, spoken = ["WEBVTT", ""], []
    for said in conversation.said:
        begin, end = (stamp(each) for each in (said.begin, said.end))
        times = f"{begin} --> {end}".replace("00:", "", 1) if said.begin < 3600 else ""
        short = times.replace("--> 00:", "--> ", 1) if said.end < 3600 else times
        rows += [short or f"{begin} --> {end}", said.text, ""]
        spoken.append(Spoken("", said.text, said.begin, said.end))
    expected = truth(("vtt",), spoken, (_last(conversation),))
    return Made("vtt whisper", ending(".vtt", rng), dress("\n".join(rows), rng), expected)
