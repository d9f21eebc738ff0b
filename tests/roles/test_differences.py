from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from fgtools.nouns import Participant, View
from fgtools.roles.compare import Mention, Speaking, compare
from fgtools.roles.differences import WRONG, accepted
from fgtools.roles.evidence import Evidence, unmixed

SUBJECTS = tuple(f"s{n:02d}" for n in range(10))
Numbers = NDArray[np.float64]


class Study:
    """An invented study: each turn is on one subject, drawn by the shares of the role."""

    def __init__(
        self, seed: int, roles: dict[str, Numbers], sessions: int = 2, people: int = 6
    ) -> None:
        random = np.random.default_rng(seed)
        self.people: list[Participant] = []
        self.turns: list[tuple[Participant, str]] = []
        for role, shares in roles.items():
            for session in range(sessions):
                for person in range(people):
                    one = Participant(f"{role}{session}/{person}", f"{role}{session}", role)
                    self.people.append(one)
                    own = random.dirichlet(30 * shares)
                    for subject in random.choice(len(SUBJECTS), 20, p=own):
                        self.turns.append((one, SUBJECTS[subject]))

    def mentions(self) -> list[Mention]:
        return [
            Mention(subject, str(at), one.id, one.session, 20)
            for at, (one, subject) in enumerate(self.turns)
        ]

    def evidence(self, scores: Numbers) -> Evidence:
        own = {subject: (subject,) for subject in SUBJECTS}
        return Evidence([one.id for one, _ in self.turns], SUBJECTS, scores, own)

    def compare(self, evidence: Evidence | None = None) -> dict[tuple[str, str], View]:
        views = compare(
            self.mentions(), [Speaking(one, 400) for one in self.people], subjects=SUBJECTS,
            groups={one.id: one.role for one in self.people}, evidence=evidence,
        )  # fmt: skip
        return {(view.subject, view.group): view for view in views}

    def calls(self, evidence: Evidence | None = None) -> dict[tuple[str, str], str]:
        views = self.compare(evidence)
        return {at: v.differs for at, v in views.items() if v.differs in ("more", "less")}


USUAL = np.full(len(SUBJECTS), 1 / len(SUBJECTS))


def times(factor: float, subject: int) -> Numbers:
    shares = USUAL.copy()
    shares[subject] *= factor
    scaled: Numbers = shares / shares.sum()
    return scaled


def planted(seed: int, factor: float, sessions: int = 3) -> Study:
    roles = {"casework": times(factor, 0), "ep": USUAL, "slt": USUAL}
    return Study(seed, roles, sessions)


def calls_over(seeds: int, factor: float) -> dict[tuple[str, str, str], int]:
    found: dict[tuple[str, str, str], int] = {}
    for seed in range(seeds):
        for (subject, role), side in planted(seed, factor).calls().items():
            found[subject, role, side] = found.get((subject, role, side), 0) + 1
    return found


def test_a_subject_that_a_role_raises_four_times_as_much_is_found_and_hardly_else() -> None:
    found = calls_over(12, 4.0)
    assert found.pop(("s00", "casework", "more")) >= 10
    assert sum(found.values()) <= 2


def test_a_subject_that_a_role_hardly_raises_is_found() -> None:
    found = calls_over(12, 0.1)
    assert found.pop(("s00", "casework", "less")) >= 8
    assert sum(found.values()) <= 2


def test_roles_that_do_not_differ_are_hardly_ever_called_different() -> None:
    roles = {"casework": USUAL, "ep": USUAL, "slt": USUAL}
    assert sum(bool(Study(seed, roles).calls()) for seed in range(40)) <= 4


@pytest.mark.parametrize("seed", range(3))
def test_roles_that_are_copies_of_one_another_do_not_differ(seed: int) -> None:
    made = Study(seed, {"a": USUAL})
    copies = Study(seed, {})
    for role in "abc":
        for one in made.people:
            copies.people.append(Participant(role + one.id, role + one.session, role))
        copies.turns += [
            (Participant(role + one.id, role + one.session, role), subject)
            for one, subject in made.turns
        ]
    assert copies.calls() == {}


def test_what_a_few_people_keep_coming_back_to_is_no_difference_of_their_role() -> None:
    roles = {"casework": USUAL, "ep": USUAL, "slt": USUAL}
    called = 0
    for seed in range(10):
        made = Study(seed, roles)
        for one in (made.people[0], made.people[7]):  # of casework, one in each session
            made.turns += [(one, "s00")] * 30
        called += made.calls().get(("s00", "casework")) == "more"
    assert called <= 1


def test_what_one_role_says_three_times_as_much_is_said_less_by_nobody() -> None:
    """The others' share of it, and the role's other talk, only look smaller."""
    for seed in range(6):
        assert "less" not in planted(seed, 4.0).calls().values()


def test_of_two_groups_a_difference_is_told_from_both_sides() -> None:
    views = Study(1, {"before": times(5, 0), "since": USUAL}, sessions=3).compare()
    assert views["s00", "before"].differs == "more"
    assert views["s00", "since"].differs == "less"


def test_order_and_names_of_rows_subjects_and_roles_do_not_matter() -> None:
    made = planted(0, 5.0)
    renamed = {"casework": "z", "ep": "y", "slt": "x"}
    other = Study(0, {})
    other.people = [Participant(p.id, p.session, renamed[p.role]) for p in made.people[::-1]]
    by_id = {p.id: p for p in other.people}
    back = dict(zip(SUBJECTS, SUBJECTS[::-1], strict=True))
    other.turns = [(by_id[one.id], back[subject]) for one, subject in made.turns[::-1]]
    expected = {(back[s], renamed[role]): side for (s, role), side in made.calls().items()}
    assert made.calls()
    assert other.calls() == expected


def truth(made: Study) -> Numbers:
    return np.array([[float(subject == s) for s in SUBJECTS] for _, subject in made.turns])


def test_scores_of_nothing_but_0_and_1_say_what_the_codings_say() -> None:
    for seed in range(4):
        made = planted(seed, 3.0)
        assert made.compare(made.evidence(truth(made))) == made.compare()


def erring(made: Study, seed: int) -> Numbers:
    """Score as a coder does who takes each subject for its neighbour in a third of the turns."""
    random = np.random.default_rng(seed)
    seen = np.array([SUBJECTS.index(subject) for _, subject in made.turns])
    seen = np.where(random.random(len(seen)) < 1 / 3, seen ^ 1, seen)
    scores = np.full((len(seen), len(SUBJECTS)), 0.002)
    scores[np.arange(len(seen)), seen] = 2 / 3
    scores[np.arange(len(seen)), seen ^ 1] = 1 / 3
    return scores


def test_scores_find_a_difference_that_errors_of_coding_water_down() -> None:
    right, neighbour = 0, 0
    assigned = 0
    for seed in range(10):
        made = planted(seed, 4.0, sessions=4)
        scores = erring(made, seed)
        calls = made.calls(made.evidence(scores))
        right += calls.get(("s00", "casework")) == "more"
        neighbour += ("s01", "casework") in calls
        given = scores.argmax(axis=1)
        made.turns = [(one, SUBJECTS[s]) for (one, _), s in zip(made.turns, given, strict=True)]
        assigned += ("s01", "casework") in made.calls()
    assert right >= 8
    assert neighbour <= 2 < assigned  # what is taken for something else is no difference in that


@pytest.mark.parametrize("seed", range(4))
def test_unmixed_scores_say_on_the_average_how_common_codes_are(seed: int) -> None:
    made = Study(seed, {"a": times(4, seed)}, sessions=30)
    scores = erring(made, seed)
    common = truth(made).mean(axis=0)
    before = np.abs(scores.mean(axis=0) - common).max()
    assert np.abs(unmixed(scores).mean(axis=0) - common).max() < before / 2
    sure = truth(made)
    assert (unmixed(np.vstack([scores, sure]))[len(scores) :] == sure).all()


def test_a_theme_counts_a_turn_once_however_many_of_its_codes_were_given() -> None:
    made = planted(0, 3.0)
    both = np.repeat(truth(made), 2, axis=1)
    codes = tuple(f"{s}-{n}" for s in SUBJECTS for n in (1, 2))
    themes = {code: (code[:3],) for code in codes}
    evidence = Evidence([one.id for one, _ in made.turns], codes, both, themes)
    assert made.compare(evidence) == made.compare()


def test_scores_call_nothing_that_nobody_is_shown_to_have_raised() -> None:
    made = planted(0, 3.0)
    scores = truth(made)
    made.turns = [(one, "s01" if subject == "s00" else subject) for one, subject in made.turns]
    calls = made.calls(made.evidence(scores))
    assert not any(subject == "s00" for subject, _ in calls)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_calls_are_the_likeliest_and_few_of_them_wrong(chances: list[float]) -> None:
    rows = np.array([chances])
    called = accepted(rows)
    assert (1 - rows[called]).sum() <= WRONG * called.sum() + 1e-9
    assert rows[called].min(initial=1) >= rows[~called].max(initial=0) or not called.any()
