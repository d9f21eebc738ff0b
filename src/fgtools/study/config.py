"""study.toml: the study as people describe it. Read with pydantic, edited with tomlkit.

tomlkit keeps the comments and the order of what people wrote.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Self

import tomlkit
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from fgtools.errors import Misused
from fgtools.nouns import Attribute, Session
from fgtools.study.files import put_text

FILE = "study.toml"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
"""Names of sessions are names of files in the private zone, on any system."""
LEVELS = ("internal", "regional", "central", "public")
THRESHOLDS = dict(zip(LEVELS, (0, 5, 10, 10), strict=True))
"""Counts of people below which a level hides a figure, where study.toml does not say."""


class Strict(BaseModel):
    """A part of study.toml: unknown settings are errors, so that a typing slip is not ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Role(Strict):
    """A role: what it is called, how else it is written, how many hold it.

    `level` is the release level of its quotes, where that is stricter than the study's.
    """

    label: str = ""
    synonyms: tuple[str, ...] = ()
    population: int = Field(default=0, ge=0)
    level: str = ""


class SessionSettings(Strict):
    """One focus group."""

    role: str = ""
    wave: str = ""
    date: str = ""
    mode: str = ""
    attributes: dict[str, str] = Field(default_factory=dict)

    @field_validator("date", mode="before")
    @classmethod
    def _as_written(cls, value: object) -> object:
        return str(value) if value is not None else ""


class Names(Strict):
    """How names are found."""

    model: str = "shipped"


class Encoding(Strict):
    """The sentence encoder: a local folder, or empty for the installed all-MiniLM-L6-v2."""

    folder: str = ""


class EngineSettings(Strict):
    """What `run --engine dask=ADDRESS` may hand to other machines: redacted words only, or all."""

    private_text: bool = False


class CodeSettings(Strict):
    """From whom coding learns: names of coders and "review"; without the setting, from all."""

    learn_from: tuple[str, ...] | None = None


class TopicSettings(Strict):
    """How topics are found; 0 topics lets the number follow from the amount of talk.

    `seeded`: talk is drawn towards the codes that it got before topics are formed.
    """

    number: int = Field(default=0, ge=0)
    seeded: bool = False


class QuoteSettings(Strict):
    """How many quotes a theme and a person may have."""

    per_theme: int = Field(default=6, ge=1)
    per_person: int = Field(default=2, ge=1)


class Release(Strict):
    """A release level: counts of people below the threshold are hidden; whether it has quotes."""

    threshold: int = Field(default=0, ge=0)
    quotes: bool = True


class Route(Strict):
    """Who was asked a question of a survey: those who gave one of the answers to another.

    Without a question, everybody.
    """

    question: str = ""
    answers: tuple[str, ...] = ()


class SurveySettings(Strict):
    """A survey: who was asked what (`asked`), and which code a question is about (`themes`)."""

    asked: dict[str, Route] = Field(default_factory=dict)
    themes: dict[str, str] = Field(default_factory=dict)


class WaveSettings(Strict):
    """A wave: the codebook it was coded and reported with, where that is not the study's own."""

    codebook: str = ""


class IndicatorSettings(Strict):
    """A figure of the workforce from elsewhere, at two dates: (date, value) each, and its unit.

    `base` says of what it is, `source` who counted it.
    """

    label: str
    unit: str = ""
    before: tuple[str, float]
    after: tuple[str, float]
    base: str = ""
    source: str

    @field_validator("before", "after", mode="before")
    @classmethod
    def _dated(cls, value: object) -> object:
        """Take a year as it is written: 2022 or "2022"."""
        return (str(value[0]), *value[1:]) if isinstance(value, list) and value else value


class Study(Strict):
    """The whole of study.toml."""

    title: str = "Focus group study"
    wave: str = ""
    seed: int = 1
    codebook: str = "send-workforce"
    retention: str = ""
    level: str = "internal"
    roles: dict[str, Role] = Field(default_factory=dict)
    sessions: dict[str, SessionSettings] = Field(default_factory=dict)
    names: Names = Names()
    encoder: Encoding = Encoding()
    engine: EngineSettings = EngineSettings()
    codes: CodeSettings = CodeSettings()
    topics: TopicSettings = TopicSettings()
    quotes: QuoteSettings = QuoteSettings()
    surveys: dict[str, SurveySettings] = Field(default_factory=dict)
    waves: dict[str, WaveSettings] = Field(default_factory=dict)
    indicators: tuple[IndicatorSettings, ...] = ()
    levels: dict[str, Release] = Field(default_factory=dict, validate_default=True)

    @field_validator("retention", mode="before")
    @classmethod
    def _as_written(cls, value: object) -> object:
        text = str(value) if value is not None else ""
        try:
            return text and date.fromisoformat(text).isoformat()
        except ValueError:
            raise ValueError(
                f"{text!r} is no date: write it as 2028-02-29, or leave it empty"
            ) from None

    @field_validator("levels", mode="before")
    @classmethod
    def _with_defaults(cls, value: object) -> object:
        """Add what is not said: a level that only says something of quotes keeps its threshold."""
        if not isinstance(value, dict):
            return value
        known: dict[str, object] = {name: {"threshold": n} for name, n in THRESHOLDS.items()}
        for name, said in value.items():
            default = known.get(name)
            both = isinstance(default, dict) and isinstance(said, dict)
            known[name] = {**default, **said} if both else said  # type: ignore[dict-item]
        return known

    @field_validator("sessions")
    @classmethod
    def _named(cls, value: dict[str, SessionSettings]) -> dict[str, SessionSettings]:
        for name in value:
            if not NAME.fullmatch(name) or name.endswith(".attendance"):
                raise ValueError(f"session name {name!r}: use letters, digits, '-', '_' and '.'")
        return value

    @model_validator(mode="after")
    def _known_level(self) -> Self:
        if self.level not in self.levels:
            raise ValueError(f"level {self.level!r}: choose one of {', '.join(self.levels)}")
        for name, role in self.roles.items():
            if role.level not in ("", *LEVELS):
                raise ValueError(f"level of role {name}: choose one of {', '.join(LEVELS)}")
        return self

    @property
    def synonyms(self) -> dict[str, tuple[str, ...]]:
        """Return each role with all the ways it is written."""
        return {
            key: tuple(dict.fromkeys((key, role.label or key, *role.synonyms)))
            for key, role in self.roles.items()
        }

    def role_label(self, key: str) -> str:
        """Return what a role is called in a report."""
        role = self.roles.get(key)
        shown = key.replace("-", " ")
        return role.label if role and role.label else shown[:1].upper() + shown[1:]

    def session(self, name: str) -> Session:
        """Return one session's record; raise FgtoolsError if there is none of that name."""
        if name not in self.sessions:
            where = name if NAME.fullmatch(name) else ""  # else it may be a person's
            raise Misused("no session of that name", where, "Type: fgtools transcripts list")
        s = self.sessions[name]
        attributes = tuple(Attribute(*pair) for pair in sorted(s.attributes.items()))
        return Session(name, s.role, s.wave or self.wave, s.date, s.mode, attributes)


def read(root: Path) -> Study:
    """Read study.toml in `root`; raise Misused that names the faulty setting."""
    path = root / FILE
    try:
        return Study.model_validate(tomllib.loads(path.read_text("utf-8")))
    except FileNotFoundError as error:
        raise Misused("no study here", str(root), "Type: fgtools study new DIR") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Misused(f"this is not valid TOML ({error})", FILE) from error
    except ValidationError as error:
        first = error.errors()[0]
        setting = ".".join(map(str, first["loc"]))
        unknown = first["type"] == "extra_forbidden"
        what = "there is no such setting" if unknown else first["msg"]
        raise Misused(f"{setting}: {what}", FILE) from error


def edit_session(root: Path, name: str, settings: dict[str, str] | None) -> None:
    """Write one session's settings into study.toml, or take it out (None)."""
    path = root / FILE
    document = tomlkit.parse(path.read_text("utf-8"))
    sessions = document.setdefault("sessions", tomlkit.table(is_super_table=True))
    if settings is None:
        sessions.pop(name, None)
    else:
        table = sessions.setdefault(name, tomlkit.table())
        table.update(settings)
    put_text(path, tomlkit.dumps(document))


def set_value(root: Path, name: str, value: str) -> None:
    """Write one of study.toml's own settings."""
    path = root / FILE
    document = tomlkit.parse(path.read_text("utf-8"))
    document[name] = value
    put_text(path, tomlkit.dumps(document))
