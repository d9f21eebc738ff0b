"""Made data files: Whisper, WhisperX, AWS Transcribe, CHAT, ELAN, Transcriber."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from making import Made, Spoken, dress, ending, runs, truth
from talk import Talk

TOKEN = re.compile(r"\w[\w'’\-]*|[^\w\s]")


def made(conversation: Talk, rng: random.Random) -> Iterator[Made]:
    """Write a conversation as every kind of data file."""
    yield _whisper(conversation, rng)
    yield _tsv(conversation, rng)
    yield _whisperx(conversation, rng)
    yield _word_list(conversation, rng)
    yield _aws_items(conversation, rng, segments=False)
    yield _aws_items(conversation, rng, segments=True)
    yield _aws_call(conversation, rng)
    yield _chat(conversation, rng)
    yield _elan(conversation, rng)
    yield _trs(conversation, rng)


def _end(conversation: Talk) -> float:
    return max(said.end for said in conversation.said)


def _json(value: object, rng: random.Random) -> bytes:
    text = json.dumps(value, ensure_ascii=rng.random() < 0.5, indent=rng.choice((None, 1)))
    return text.encode("utf-8-sig" if rng.random() < 0.1 else "utf-8")


def _whisper(conversation: Talk, rng: random.Random) -> Made:
    segments, spoken = [], []
    for number, said in enumerate(conversation.said):
        segments.append(
            {"id": number, "seek": 0, "start": said.begin, "end": said.end, "text": " " + said.text,
             "tokens": [50364, 25187], "temperature": 0.0, "avg_logprob": -0.6,
             "compression_ratio": 1.4, "no_speech_prob": 0.3}
        )  # fmt: skip
        spoken.append(Spoken("", said.text, said.begin, said.end))
    whole = "".join(each["text"] for each in segments)
    value = {"text": whole, "segments": segments, "language": rng.choice(("en", "Arabic"))}
    expected = truth(("whisper-json",), spoken, (_end(conversation),))
    return Made("whisper-json", ending(".json", rng), _json(value, rng), expected)


def _tsv(conversation: Talk, rng: random.Random) -> Made:
    rows, spoken = ["start\tend\ttext"], []
    for said in conversation.said:
        rows.append(f"{round(said.begin * 1000)}\t{round(said.end * 1000)}\t{said.text}")
        spoken.append(Spoken("", said.text, said.begin, said.end))
    expected = truth(("whisper-tsv",), spoken, (_end(conversation),))
    data = dress("\n".join(rows) + "\n", rng, plain=True)
    return Made("whisper-tsv", ending(".tsv", rng), data, expected)


def _whisperx(conversation: Talk, rng: random.Random) -> Made:
    segments, spoken = [], []
    gap = rng.choice((1, 3))
    for number, said in enumerate(conversation.said):
        label = "" if number and rng.random() < 0.05 else f"SPEAKER_{said.who * gap:02}"
        words = []
        for word in said.text.split():
            one = {"word": word}
            if not any(c.isdigit() for c in word):
                one |= {"start": said.begin, "end": said.end, "score": 0.9}
            words.append(one | ({"speaker": label} if label else {}))
        segment = {"start": said.begin, "end": said.end, "text": " " + said.text, "words": words}
        segments.append(segment | ({"speaker": label} if label else {}))
        spoken.append(Spoken(label, said.text, said.begin, said.end))
    expected = truth(("whisperx-json",), spoken, (_end(conversation),))
    value = {"segments": segments, "language": "en"}
    if rng.random() < 0.3:
        value["word_segments"] = [word for each in segments for word in each["words"]]
    return Made("whisperx-json", ending(".json", rng), _json(value, rng), expected)


def _word_list(conversation: Talk, rng: random.Random) -> Made:
    """Write a bare list of words, each with its speaker."""
    words, spoken = [], []
    for said in conversation.said:
        label = f"SPEAKER_{said.who:02}"
        for word in said.text.split():
            words.append({"word": word, "start": said.begin, "end": said.end, "speaker": label})
        spoken.append(Spoken(label, said.text, said.begin, said.end))
    expected = truth(("whisperx-json",), spoken, (_end(conversation),))
    return Made("whisperx-json words", ending(".json", rng), _json(words, rng), expected)


def _aws_items(conversation: Talk, rng: random.Random, segments: bool) -> Made:
    items, labels, parts, spoken = [], [], [], []
    for said in conversation.said:
        label = f"spk_{said.who}"
        tokens = TOKEN.findall(said.text.lstrip('[(—="😀 '))
        voiced = [token for token in tokens if token[0].isalnum() or token[0] == "_"]
        if not voiced:
            continue
        step = (said.end - said.begin) / len(voiced)
        at, text, inside, first = said.begin, "", [], len(items)
        for token in tokens:
            if token[0].isalnum() or token[0] == "_":
                times = {"start_time": f"{at:.3f}", "end_time": f"{at + step:.3f}"}
                items.append(
                    {"id": len(items), **times, "type": "pronunciation", "speaker_label": label,
                     "alternatives": [{"confidence": "0.99", "content": token}]}
                )  # fmt: skip
                inside.append({**times, "speaker_label": label})
                at, text = at + step, f"{text} {token}"
            else:
                items.append(
                    {"id": len(items), "type": "punctuation", "speaker_label": label,
                     "alternatives": [{"confidence": "0.0", "content": token}]}
                )  # fmt: skip
                text += token
        times = {"start_time": f"{said.begin:.3f}", "end_time": f"{said.end:.3f}"}
        labels.append({**times, "speaker_label": label, "items": inside})
        numbers = list(range(first, len(items)))
        parts.append(
            {"id": len(parts), "transcript": text.strip(), **times, "speaker_label": label,
             "items": numbers}
        )  # fmt: skip
        spoken.append(Spoken(label, text, said.begin, said.end))
    if rng.random() < 0.3:
        labels.append({"start_time": "0.0", "end_time": "0.5", "speaker_label": "", "items": []})
    results: dict[str, object] = {
        "transcripts": [{"transcript": " ".join(part["transcript"] for part in parts)}],
        "speaker_labels": {"channel_label": "ch_0", "speakers": 9, "segments": labels},
        "items": items,
    }
    if segments:
        results["audio_segments"] = parts
    else:
        for item in items:
            item.pop("speaker_label")
            item.pop("id")
    value = {"jobName": "a", "accountId": "1", "status": "COMPLETED", "results": results}
    expected = truth(("aws-json",), spoken, (_end(conversation),))
    kind = "aws-json segments" if segments else "aws-json items"
    return Made(kind, ending(".json", rng), _json(value, rng), expected)


def _aws_call(conversation: Talk, rng: random.Random) -> Made:
    turns, spoken = [], []
    for said in conversation.said:
        label = ("AGENT", "CUSTOMER")[said.who % 2]
        turns.append(
            {"Id": str(len(turns)), "ParticipantRole": label, "Content": said.text,
             "BeginOffsetMillis": round(said.begin * 1000), "LoudnessScores": [60.1],
             "EndOffsetMillis": round(said.end * 1000), "Sentiment": "NEUTRAL", "Items": []}
        )  # fmt: skip
        spoken.append(Spoken(label, said.text, said.begin, said.end))
    value = {"JobStatus": "COMPLETED", "LanguageCode": "en-GB", "Transcript": turns}
    expected = truth(("aws-json",), spoken, (_end(conversation),))
    return Made("aws-json call", ending(".json", rng), _json(value, rng), expected)


def _chat_text(text: str) -> str:
    """Write a sentence as CHAT does: its signs mean something else there."""
    text = re.sub(r"[\[\]<>()\"&=:/@+#*%?!…—–.,;€$|{}]", " ", text)
    return " ".join(text.split()) or "hm"


def _chat(conversation: Talk, rng: random.Random) -> Made:
    codes = [f"{'ABCDEFGHI'[n]}{rng.choice(('DU', 'UL', 'CH-x'))}" for n in range(9)]
    rows = ["@UTF8", "@Begin", "@Languages:\teng", "@Participants:\t" + ", ".join(
        f"{codes[n]} Adult" for n in range(len(conversation.people)))]  # fmt: skip
    rows += [f"@ID:\teng|made|{codes[0]}|||||Adult|||", "@Media:\ta, audio"]
    timed = rng.random() < 0.8
    spoken = []
    before = -1
    for number, said in enumerate(conversation.said):
        text = _chat_text(said.text)
        words = text.split(" ")
        if len(words) > 5 and rng.random() < 0.3:
            words[3:3] = rng.choice((["[/]"], ["&-um"], ["<the", "the>", "[//]"]))
        body = " ".join(words)
        if before != said.who and number and rng.random() < 0.1:
            rows.append("@G:\tsecond question")
        before = said.who
        fold = body.replace(" ", "\n\t", 1) if rng.random() < 0.2 else body
        bullet = ""
        begin: float | None = None
        if timed and not (number not in (0, len(conversation.said) - 1) and rng.random() < 0.1):
            bullet = f" \x15{round(said.begin * 1000)}_{round(said.end * 1000)}\x15"
            begin = said.begin
        rows.append(f"*{codes[said.who]}:\t{fold} {rng.choice(('.', '.', '?', '+...'))}{bullet}")
        if rng.random() < 0.5:
            rows.append("%mor:\t" + " ".join(f"n|{word}" for word in text.split()))
        spoken.append(Spoken(codes[said.who], re.sub(r"\[//?\]|&-|[<>]", " ", body), begin))
    rows.append("@End")
    expected = truth(("chat",), spoken, (_end(conversation) if timed else None,))
    text = "\n".join(rows) + "\n"
    data = text.encode("utf-8-sig" if rng.random() < 0.2 else "utf-8")
    return Made("chat", ending(".cha", rng), data, expected)


def _elan(conversation: Talk, rng: random.Random) -> Made:
    slots, tiers, spoken = [], [], []
    named = rng.random() < 0.5
    number = 0
    for who, person in enumerate(conversation.people):
        mine = [said for said in conversation.said if said.who == who]
        rows = []
        for said in mine:
            number += 1
            a, b = f"ts{2 * number - 1}", f"ts{2 * number}"
            slots += [(a, said.begin), (b, said.end)]
            rows.append(
                f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{number}" '
                f'TIME_SLOT_REF1="{a}" TIME_SLOT_REF2="{b}"><ANNOTATION_VALUE>{escape(said.text)}'
                "</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
            )
        part = f" PARTICIPANT={quoteattr(person)}" if named else ""
        tier = quoteattr(f"T{who}" if named else person)
        tiers.append(
            f'<TIER LINGUISTIC_TYPE_REF="default-lt" TIER_ID={tier}{part}>{"".join(rows)}</TIER>'
        )
        if rng.random() < 0.3 and mine:
            first = number - len(mine) + 1
            tiers.append(
                f'<TIER LINGUISTIC_TYPE_REF="tr" PARENT_REF={tier} TIER_ID="tr{who}"><ANNOTATION>'
                f'<REF_ANNOTATION ANNOTATION_ID="r{who}" ANNOTATION_REF="a{first}">'
                "<ANNOTATION_VALUE>a gloss of it</ANNOTATION_VALUE></REF_ANNOTATION>"
                "</ANNOTATION></TIER>"
            )
    for said in sorted(conversation.said, key=lambda s: (s.begin, s.end)):
        spoken.append(Spoken(conversation.people[said.who], said.text, said.begin, said.end))
    order = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="{name}" TIME_VALUE="{round(at * 1000)}"/>' for name, at in slots
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT AUTHOR="" FORMAT="3.0" '
        f'VERSION="3.0"><HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/><TIME_ORDER>{order}'
        f'</TIME_ORDER>{"".join(tiers)}<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="default-lt" '
        'TIME_ALIGNABLE="true"/><LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="tr" TIME_ALIGNABLE="false" '
        'CONSTRAINTS="Symbolic_Association"/></ANNOTATION_DOCUMENT>'
    )
    expected = truth(("elan",), spoken, (_end(conversation),))
    return Made("elan", ending(".eaf", rng), text.encode(), expected)


def _trs(conversation: Talk, rng: random.Random) -> Made:
    speakers = "".join(
        f'<Speaker id="spk{n}" name={quoteattr(person)}/>\n'
        for n, person in enumerate(conversation.people)
    )
    rows, spoken = [], []
    turns = runs(conversation)
    at = 0
    while at < len(turns):
        who, said = turns[at]
        if at + 1 < len(turns) and rng.random() < 0.15:
            other, answer = turns[at + 1]
            rows.append(
                f'<Turn speaker="spk{who} spk{other}" startTime="{said[0].begin}" '
                f'endTime="{answer[-1].end}">\n<Sync time="{said[0].begin}"/>\n<Who nb="1"/>\n'
                f'{_trs_text(said)}\n<Who nb="2"/>\n{_trs_text(answer)}\n</Turn>'
            )
            pairs = [(who, said), (other, answer)]
            at += 2
        else:
            inside = "".join(f'<Sync time="{each.begin}"/>\n{escape(each.text)}\n' for each in said)
            rows.append(
                f'<Turn speaker="spk{who}" startTime="{said[0].begin}" endTime="{said[-1].end}">\n'
                f"{inside}</Turn>"
            )
            pairs = [(who, said)]
            at += 1
        for person, each in pairs:
            text = " ".join(one.text for one in each)
            begin = each[0].begin if person == who else None
            spoken.append(Spoken(conversation.people[person], text, begin, each[-1].end))
        if rng.random() < 0.1:
            rows.append(f'<Turn startTime="{said[-1].end}" endTime="{said[-1].end + 1}">\n</Turn>')
    text = (
        '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE Trans SYSTEM "trans-14.dtd">\n'
        f'<Trans audio_filename="a" version="1">\n<Speakers>\n{speakers}</Speakers>\n<Episode>\n'
        f'<Section type="report" startTime="0" endTime="{_end(conversation)}">\n'
        + "\n".join(rows)
        + "\n</Section>\n</Episode>\n</Trans>\n"
    )
    expected = truth(("trs",), spoken, (_end(conversation),))
    data = text.encode("iso-8859-1", errors="xmlcharrefreplace")
    return Made("trs", ending(".trs", rng), data, expected)


def _trs_text(said: list) -> str:  # type: ignore[type-arg]
    return escape(" ".join(each.text for each in said))
