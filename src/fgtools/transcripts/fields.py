"""Fields of JSON as records, words, labels and seconds, whatever types they came in."""

from __future__ import annotations

import json
import math

from fgtools.errors import FgtoolsError
from fgtools.transcripts.decode import BREAKS, clean
from fgtools.transcripts.recording import tidy_label
from fgtools.transcripts.source import Source
from fgtools.transcripts.times import seconds


def parsed(source: Source) -> object:
    """Return the JSON of a file; raise FgtoolsError, naming the line, if it is damaged."""
    try:
        found: object = json.loads(source.text)
    except json.JSONDecodeError as error:
        what = f"The JSON is damaged or cut off at line {error.lineno}, character {error.colno}."
    except RecursionError:
        what = "The JSON is nested far deeper than any transcript."
    except ValueError:  # a number of thousands of digits
        what = "The JSON is damaged: it holds a number that cannot be read."
    else:
        return found
    raise FgtoolsError(what, source.name, "Export it again from the program that made it.")


def records(value: object) -> list[dict[str, object]]:
    """Return the objects of a list, in order; nothing where there is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def words(value: object) -> str:
    """Return a field as text on one line; a leading blank is kept, for it parts words."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    shown = _shown(value)
    if shown.isascii() and shown.isprintable():
        return shown
    # Escapes (`\u200e`, half a surrogate pair) were not yet characters when the file was decoded.
    return clean(BREAKS.sub("\n", shown))


def _shown(value: str | int | float) -> str:
    try:
        return str(value)
    except ValueError:  # more digits than Python will print
        return ""


def label(value: object) -> str:
    """Return a speaker's label; "" where nothing in it is a letter or a digit ("?")."""
    found = tidy_label(words(value))
    return found if any(character.isalnum() for character in found) else ""


def number(value: object) -> float | None:
    """Return a number, also one written as text; None for NaN, infinity and all else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return seconds(value) if isinstance(value, str) else None
    return round(found, 3) if math.isfinite(found) else None
