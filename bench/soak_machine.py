"""Somebody who types whatever comes to mind on a small study, and looks at what is left of it."""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import soak_checks as checks
import soak_world as world
from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from soak_world import Done

KEY = "FGTOOLS_PASSPHRASE"
FIRST, SECOND = "seven grey herons by the weir", "nine wet gardens in one long row"
UP_TO_DATE = "Everything is up to date"
LEAST = 4
"""Nouns of which commands were typed in a sequence: hypothesis tries dull ones first."""
ALWAYS_LOUD = {"speakers", "review"}
"""Commands whose answer names people: they ask about words of the private zone."""
SEALED = (
    ("transcripts", "add", "../one.csv", "--yes"), ("transcripts", "replace", "one", "../one.csv"),
    ("transcripts", "withdraw", "one.p02", "--yes"), ("transcripts", "remove", "one", "--yes"),
    ("transcripts", "speakers"), ("names", "review", "--words", "Zomplix", "--no-name"),
    ("surveys", "add", "../survey.csv"), ("study", "passphrase"),
)  # fmt: skip
LOOKS = (
    ("study", "status"), ("transcripts", "list"), ("roles", "compare"),
    ("roles", "compare", "--by", "session", "--json"), ("roles", "stances"), ("roles", "voice"),
    ("roles", "saturation"), ("roles", "words"), ("topics", "show"), ("topics", "matrix"),
    ("quotes", "find", "caseload"), ("quotes", "pick"), ("codes", "agreement"),
    ("codes", "suggest"), ("codes", "apply", "--all", "--json"), ("codes", "review", "--json"),
    ("names", "check", "--json"), ("names", "review", "--json"), ("surveys", "show"),
    ("codebook", "check", "garden"), ("codebook", "show"), ("codebook", "diff", "garden",
    "garden-v2"), ("report", "check", "outputs/report.md"), ("report", "sign", "--list"),
    ("transcripts", "speakers"), ("topics", "find", "--json"),
    ("roles", "compare", "--coder", "HK"),
)  # fmt: skip
"""Commands that change nothing that people made."""
WRONG = (
    ("transcripts", "withdraw", "one.p99", "--yes"), ("transcripts", "remove", "nine", "--yes"),
    ("transcripts", "replace", "one", "../nothing.csv"), ("codes", "set", "one/99", "--code",
    "caseload"), ("codes", "set", "one/1", "--code", "nonsense"), ("topics", "name", "t99", "Pay"),
    ("quotes", "pick", "q-00000000", "--drop"), ("codes", "apply", "--codebook", "nonsense"),
    ("codes", "import", "../nothing.csv"), ("roles", "compare", "--by", "height"),
    ("codes", "set", "two/1", "--code", "records", "--by", "Hannah Obiora"),
    ("topics", "name", "t01", "What Dunmore said"), ("export", "xlsx", "--to", "../no/x.xlsx"),
    ("transcripts", "add", "../study.db", "--yes"), ("report", "sign", "--by", "Hannah Obiora"),
)  # fmt: skip
"""Commands that are refused wherever they are typed."""


@dataclass
class Tally:
    """What came of all sequences."""

    done: int = 0
    commands: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    raises: bool = False
    base: Path = Path()
    work: Path = Path()


TALLY = Tally()
KEPT_IN_SMALL_ROLE = re.compile(r"small-role\s+(q-[0-9a-f]+):")
nth = st.integers(0, 11)
few = st.integers(0, 19)


class Soak(RuleBasedStateMachine):
    """One sequence of commands."""

    def __init__(self) -> None:
        super().__init__()
        os.environ.pop(KEY, None)
        self.mine = world.copied(TALLY.base, TALLY.work / "home")
        self.given = {name: dict(world.SESSIONS)[name] for name in ("one", "two")}
        self.silent: set[str] = set()
        self.no_names: set[str] = set()
        self.typed: list[str] = []
        self.sealed = self.over = self.in_own_text = False
        self.before = checks.seen(self.mine)

    # typing

    def do(self, *words: str, withdrew: str = "", only: Iterable[int] = (0, 1, 2, 3)) -> Done:
        """Type a command, and see that what must hold holds."""
        done = world.typed(self.mine, *words)
        name = " ".join(word for word in words[:2] if re.fullmatch(r"[a-z]+", word))
        self.typed.append(f"{' '.join(words)} -> {done.code}")
        TALLY.commands[name] += 1
        TALLY.refused[name] += done.code != 0
        said = (done.out + done.err).strip().replace("\n", " | ")
        if done.code not in only:
            self.fault(f"{name} ended with {done.code}", said)
        if "a fault in fgtools" in done.err or "Traceback" in done.err:
            self.fault(f"{name}: a fault in fgtools", said)
        if not {*words} & ALWAYS_LOUD:
            for one in sorted(self.planted()):
                if (
                    re.search(rf"\b{one}\b", done.err.casefold())
                    and one not in " ".join(words).casefold()
                ):
                    self.fault(f"{name} said a name aloud", said)
        after = checks.seen(self.mine)
        self.all(checks.lost(self.before, after, withdrew))
        if done.code:
            self.all(checks.changed_by_refused(self.before, after))
        self.all(checks.named(self.mine, self.planted(), self.before.files))
        self.before = after
        return done

    def planted(self) -> set[str]:
        """Return the names that nobody said are none."""
        nobody_knows = self.in_own_text and (self.sealed or "one" not in self.given)
        unknown = {"carlotta", "dunmore"} if nobody_knows else set()
        return {*world.NAMES} - self.no_names - unknown

    def all(self, found: Iterable[str]) -> None:
        """Note faults."""
        for one in found:
            self.fault(one)

    def fault(self, what: str, said: str = "") -> None:
        """Note a fault; the sequence ends here."""
        self.over = True
        if TALLY.raises:
            raise AssertionError(f"{what}\n{said}\n" + "\n".join(self.typed))
        TALLY.done += 1
        TALLY.faults.append((what, (*self.typed, said)))
        typed = "\n  ".join((*self.typed, said))
        print(f"FAULT {what}\n  {typed}", file=sys.__stderr__, flush=True)
        reject()

    def edited(self, path: str, text: str) -> None:
        """Note what was written into a file by hand."""
        self.typed.append(f"({path}: {text})")
        self.before = checks.seen(self.mine)

    def asked(self, *words: str) -> dict[str, object]:
        """Return what a command answers as a document, nothing where it is refused."""
        done = self.do(*words, "--json")
        answer: dict[str, object] = json.loads(done.out) if done.code == 0 else {}
        return answer

    def turn(self, at: int) -> str:
        """Return one of the turns."""
        turns = sorted(self.before.voices)
        return turns[at % len(turns)] if turns else "one/1"

    def session(self, at: int) -> str:
        """Return one of the sessions."""
        return sorted(self.given)[at % len(self.given)] if self.given else "one"

    # transcripts

    @initialize(number=few)
    def with_the_name_model(self, number: int) -> None:
        """Let a few sequences have the name model: it takes longer."""
        if number == 19:
            self.set_in_settings('model = "none"', 'model = "shipped"')

    @rule(name=st.sampled_from(sorted(world.SESSIONS)), text=st.booleans())
    def add(self, name: str, text: bool) -> None:
        """Hand in a session, as a table or typed."""
        rows = world.SESSIONS[name]
        home = self.mine.parent
        if text:
            path = world.as_text(home / f"{name}.txt", rows)
            done = self.do("transcripts", "add", str(path), "--session", name, "--role", "nurse",
                           "--yes")  # fmt: skip
        else:
            path = world.as_table(home / f"{name}.csv", {name: rows})
            done = self.do("transcripts", "add", str(path), "--yes")
        if done.code == 0:
            self.given[name] = rows

    @rule(at=nth, how=st.sampled_from(world.CORRECTIONS))
    def replace(self, at: int, how: str) -> None:
        """Hand in a corrected transcript."""
        name = self.session(at)
        rows = world.corrected(self.given.get(name, world.SESSIONS["one"]), how)
        path = world.as_table(self.mine.parent / "corrected.csv", {name: rows})
        self.typed.append(f"({name}: {how})")
        done = self.do("transcripts", "replace", name, str(path), "--yes")
        if done.code == 0:
            self.given[name] = rows

    @rule(at=nth, rare=few)
    def remove(self, at: int, rare: int) -> None:
        """Take a session out."""
        if rare < 12:
            name = self.session(at)
            if self.do("transcripts", "remove", name, "--yes").code == 0:
                self.given.pop(name, None)

    @rule(at=nth)
    def withdraw(self, at: int) -> None:
        """Let somebody withdraw their consent."""
        people = sorted({*self.before.voices.values()} - {""})
        who = people[at % len(people)] if people else "one.p02"
        if self.do("transcripts", "withdraw", who, "--yes", withdrew=who).code == 0:
            self.silent.add(who.partition(".")[0])
            there = {path.stem for path in (self.mine / "transcripts" / "raw").glob("*.*")}
            for name in {*self.given} - there:  # nobody is left in it
                self.given.pop(name)

    @rule(at=nth, which=nth, how=st.sampled_from(("lead", "role", "name", "apart", "undo", "all")))
    def speakers(self, at: int, which: int, how: str) -> None:
        """Settle who spoke."""
        name = self.session(at)
        rows = self.given.get(name, world.SESSIONS["one"])
        told = {
            "lead": ("--role", "facilitator"), "role": ("--role", "carer"), "apart": ("--apart",),
            "name": ("--name", "Stellan Wrexford", "--role", "nurse"), "undo": ("--undo",),
        }  # fmt: skip
        label = ("--label", rows[which % len(rows)][0], *told[how]) if how != "all" else ()
        self.do("transcripts", "speakers", "--session", name, *(label or ("--confirm",)))

    # names

    @rule(word=st.sampled_from(world.WORDS), is_name=st.booleans(), here=st.booleans(), at=nth)
    def words(self, word: str, is_name: bool, here: bool, at: int) -> None:
        """Settle whether words are a name."""
        where = ("--session", self.session(at)) if here else ()
        answer = "--is-name" if is_name else "--no-name"
        if not is_name:
            self.no_names |= {word.casefold()}
        self.do("names", "review", "--words", word, answer, *where)

    @rule(answers=st.sampled_from((("name",), ("no name",), ("name", "no name"))))
    def words_by_sheet(self, answers: tuple[str, ...]) -> None:
        """Settle doubtful words in a sheet."""
        if self.do("names", "review", "--sheet").code == 0:
            path = self.mine / "transcripts" / "review.xlsx"
            if path.exists():
                world.answer_sheet(path, answers)
                self.before = checks.seen(self.mine)
                self.do("names", "review", "--take", "transcripts/review.xlsx")

    # codes, codebooks, coders

    @rule(
        at=nth, code=st.sampled_from((*world.CODES, "listening")),
        how=st.sampled_from(("", "--reject", "--undo", "--stance")),
    )  # fmt: skip
    def set_code(self, at: int, code: str, how: str) -> None:
        """Code a turn by hand."""
        more = (how, *(["barrier"] if how == "--stance" else [])) if how else ()
        self.do("codes", "set", self.turn(at), "--code", code, *more, "--by", "AN")

    @rule(answers=st.sampled_from((("yes",), ("no",), ("yes", "no", "leave"))))
    def codes_by_sheet(self, answers: tuple[str, ...]) -> None:
        """Confirm and reject codings in a sheet."""
        if self.do("codes", "review", "--sheet").code == 0:
            path = self.mine / "transcripts" / "codes-review.xlsx"
            if path.exists():
                world.answer_sheet(path, answers)
                self.before = checks.seen(self.mine)
                self.do("codes", "review", "--take", "transcripts/codes-review.xlsx", "--by", "AN")

    @rule(
        places=st.lists(st.tuples(nth, st.sampled_from(("", *world.CODES))), min_size=1, max_size=4)
    )
    def layer(self, places: list[tuple[int, str]]) -> None:
        """Take a coder's table."""
        turns = [(self.turn(at), code) for at, code in places]
        rows = [(*turn.split("/"), code, "HK") for turn, code in dict(turns).items()]
        path = world.as_layer(self.mine.parent / "hk.csv", rows)
        self.do("codes", "import", str(path))

    @rule(how=st.sampled_from(("v2", "v1", "take", "import", "edit")))
    def codebook(self, how: str) -> None:
        """Change the codebook, or its version."""
        if how in ("v1", "v2"):
            self.do("codes", "apply", "--codebook", "garden" if how == "v1" else "garden-v2")
        elif how == "take":
            walk = "codebooks/garden-v2.crosswalk.yaml"
            self.do("codebook", "diff", "garden", "garden-v2", "--crosswalk", walk)
            self.do("codebook", "take", walk)
        elif how == "import":
            out = str(self.mine.parent / "codes.csv")
            self.do("codebook", "export", "--as", "csv", "--to", out)
            self.do("codebook", "import", out, "--name", f"taken-{len(self.typed)}")
        else:
            path = self.mine / "codebooks" / "garden.yaml"
            text = path.read_text("utf-8").replace("[caseload]", "[caseload, waiting list]")
            path.write_text(text, "utf-8")
            self.edited("codebooks/garden.yaml", "another cue")

    # topics, quotes, report

    @rule(at=nth, label=st.sampled_from(("Writing twice", "Waiting", "caseload")))
    def topic(self, at: int, label: str) -> None:
        """Give a topic a name."""
        topics = self.asked("topics", "show").get("topics") or [{"id": "t01"}]
        assert isinstance(topics, list)
        self.do("topics", "name", topics[at % len(topics)]["id"], label, "--by", "AN")

    @rule(at=nth, how=st.sampled_from(("--keep", "--drop", "theme", "order")))
    def quote(self, at: int, how: str) -> None:
        """Keep, drop and order quotes."""
        where = ("quotes", "find", "record system") if at > 8 else ("quotes", "pick")
        quotes = self.asked(*where).get("quotes") or [{"id": "q-11111111"}]
        assert isinstance(quotes, list)
        key = quotes[at % len(quotes)]["id"]
        if how == "order":
            self.do("quotes", "order", str(quotes[0].get("theme", "records")), key)
        else:
            more = ("--keep", "--theme", world.CODES[at % 3]) if how == "theme" else (how,)
            self.do("quotes", "pick", key, *more, "--by", "AN")

    @rule()
    def again(self) -> None:
        """Run."""
        self.do("run")

    @rule(how=st.sampled_from(("write", "sign", "run and sign")))
    def report(self, how: str) -> None:
        """Write the report, sign it."""
        if how == "write":
            self.do("report", "write")
        else:
            if how == "run and sign":
                self.do("run")
            self.do("report", "sign", "--by", "HK", "--role", "second reader")

    @rule(how=st.sampled_from(("qdpx", "xlsx", "back", "reviewed")))
    def export(self, how: str) -> None:
        """Export, and take back what was exported."""
        out = str(self.mine.parent / "study.qdpx")
        if how in ("qdpx", "xlsx"):
            self.do("export", how)
        elif self.do("export", "qdpx", "--to", out).code == 0:
            more = ("--reviewed",) if how == "reviewed" else ()
            self.do("codes", "import", out, "--coder", "BL", *more)

    @rule(how=st.sampled_from(("safe", "named", "none")))
    def own_text(self, how: str) -> None:
        """Write the report's introduction, with a name in it or without."""
        path = self.mine / "report" / "introduction.md"
        path.unlink(missing_ok=True)
        if how != "none":
            who = "Carlotta Dunmore" if how == "named" else "everybody"
            path.write_text(f"Thanks to {who} who came.\n", "utf-8")
        self.in_own_text = how == "named"
        self.edited("report/introduction.md", how)

    # the study

    @rule()
    def survey(self) -> None:
        """Hand in a survey."""
        path = world.as_survey(self.mine.parent / "survey.csv")
        if self.do("surveys", "add", str(path), "--name", "survey").code == 0:
            # Answers in people's own words stay as they are, where a session holds them already.
            self.given.setdefault("survey", tuple(("", "", " ".join(row)) for row in world.SURVEY))

    @rule(
        level=st.sampled_from(("internal", "internal", "regional", "central")),
        seed=st.integers(1, 3), learn=st.sampled_from(("", '["review"]', '["HK"]')),
    )  # fmt: skip
    def settings(self, level: str, seed: int, learn: str) -> None:
        """Change the level, the seed, from whom is learnt."""
        self.set_in_settings(r'level = "\w+"', f'level = "{level}"')
        self.set_in_settings(r"seed = \d+", f"seed = {seed}")
        self.set_in_settings(r"\n\[codes\]\nlearn_from = .*\n", "\n")
        if learn:
            self.set_in_settings(r"\Z", f"\n[codes]\nlearn_from = {learn}\n")

    def set_in_settings(self, pattern: str, text: str) -> None:
        """Edit study.toml."""
        path = self.mine / "study.toml"
        now = re.sub(pattern, text, path.read_text("utf-8"), count=1)
        path.write_text(now, "utf-8")
        self.edited("study.toml", text.strip())

    @rule(how=st.sampled_from(("set", "remove", "wrong")))
    def passphrase(self, how: str) -> None:
        """Lock the key, unlock it, try a wrong passphrase."""
        if how == "set" and KEY not in os.environ:
            os.environ[KEY] = FIRST
            if self.do("study", "passphrase").code:
                os.environ.pop(KEY)
        elif how == "remove":
            if self.do("study", "passphrase", "--remove").code == 0:
                os.environ.pop(KEY, None)
        elif how == "wrong" and os.environ.get(KEY):
            right, os.environ[KEY] = os.environ[KEY], SECOND
            self.do("study", "passphrase", "--remove", only=(1, 2))
            os.environ[KEY] = right

    @rule(rare=few)
    def forget(self, rare: int) -> None:
        """Delete the private zone, rarely."""
        if rare < 3 and not self.sealed:
            self.sealed = self.do("study", "forget", "--yes", "--early").code == 0
            if self.sealed and (self.mine / "transcripts" / "raw").exists():
                self.fault("the private zone is still there")

    @rule(words=st.sampled_from(LOOKS))
    def look(self, words: tuple[str, ...]) -> None:
        """Type something that changes nothing."""
        before = self.before
        self.do(*words)
        self.all(checks.changed_by_refused(before, self.before))

    @rule(words=st.sampled_from(WRONG))
    def mistake(self, words: tuple[str, ...]) -> None:
        """Type something that is refused."""
        known = "one" in self.given and not self.sealed  # without its key nobody knows a name
        if known or not re.search("Obiora|Dunmore", " ".join(words)):
            self.do(*words, only=(1, 2, 3))

    # the end

    def teardown(self) -> None:
        """See what is left: sealed it refuses, run it is whole, run again nothing happens."""
        if self.over:
            return
        if len({line.partition(" ")[0] for line in self.typed}) < LEAST:
            reject()
        if self.sealed:
            for words in SEALED:
                self.do(*words, only=(1,))
        done = self.do("run")
        if done.code == 3 and (kept := set(KEPT_IN_SMALL_ROLE.findall(done.err))):
            # A level made stricter later: the program drops nothing that a person kept, says what
            # to type, and prints nothing until somebody did.
            for quote in sorted(kept):
                self.do("quotes", "pick", quote, "--drop", "--by", "AN", only=(0,))
            done = self.do("run")
        excused = self.in_own_text or not self.given
        if done.code and not (excused and done.code in (1, 2, 3)):
            self.fault(f"run ended with {done.code}", done.err.strip().replace("\n", " | "))
        if done.code == 0:
            self.whole()
        TALLY.done += 1

    def whole(self) -> None:
        """See that a study that was run is whole."""
        before = checks.snapshot(self.mine)
        again = self.do("run", only=(0,))
        if UP_TO_DATE not in again.out:
            self.fault("run is not at rest", again.out)
        self.all(
            f"run again: {one}" for one in checks.differences(before, checks.snapshot(self.mine))
        )
        self.do("names", "check", "--json", only=(0,))
        self.all(checks.dangling(self.mine))
        words = {
            name: sum(checks.words_in(said) for _, _, said in rows)
            for name, rows in self.given.items()
        }
        self.all(checks.unreconciled(self.mine, words, self.silent))
        self.do("export", "xlsx", "--to", str(self.mine.parent / "codings.xlsx"), only=(0,))
        self.all(checks.miscounted(self.mine))
