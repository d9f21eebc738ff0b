"""Sentences built from counts, each of them carried by the data, and the rule of every word."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from fgtools.report.parts import Cell, RolePart, Settings, Stance, ThemePart, TopicPart

LEAST_FOR_A_WORD = 4
"""Participants below which only the figures are printed: "most" of three people is two."""

RULES = (
    ("all", "every participant of the role who spoke (written as “most” outside internal reports)"),
    ("most", "more than half of them"),
    ("some", "from a quarter to a half of them"),
    ("few", "at least one, and under a quarter of them"),
    ("one session only", "the role had several sessions and the theme came up in one"),
    ("no word, only figures", f"fewer than {LEAST_FOR_A_WORD} participants of the role spoke"),
)

STANCE_PHRASES = {
    "barrier": "spoke of a barrier",
    "enabler": "spoke of something that helps",
    "request": "asked for something",
}

NO_DIFFERENCE = "No clear difference"
"""How the sentence of a comparison begins that found none."""

DIFFERS = {
    "more": "raised by more of them than of the other roles",
    "less": "raised by fewer of them than of the other roles",
    "no": "no difference from the other roles could be shown",
    "unknown": "cannot be assessed",
}


def quantity(count: int, of: int, *, internal: bool = True) -> str:
    """Return the word for `count` of `of` people: none, all, most, some, few, or "" (too few).

    Rationale: outside internal reports "all" is not said: a statement about a whole class is a
    statement about each of its members.
    """
    if not count:
        return "none"
    if of < LEAST_FOR_A_WORD:
        return ""
    if count == of and internal:
        return "all"
    if 2 * count > of:
        return "most"
    return "some" if 4 * count >= of else "few"


def listed(items: Sequence[str]) -> str:
    """Join items as a sentence does: a, b and c."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number(count: int) -> str:
    """Write a number as running text does: in words below ten."""
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def plural(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def opening(count: int, noun: str) -> str:
    """Return a count with its noun as a sentence begins with it: never with a figure."""
    told = plural(count, noun)
    return f"In all, {told}" if count >= len(SMALL) else sentence(told)


def were(count: int) -> str:
    """Return the verb that goes with a count."""
    return "was" if count == 1 else "were"


def sentence(text: str) -> str:
    """Begin with a capital letter and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def in_sessions(cell: Cell) -> str:
    """Say in how many of the sessions it came up."""
    k, n = cell.heard, cell.held
    if cell.quiet:
        return "in some of its sessions" if cell.role else "in some sessions"
    if n == 1:
        return "in its one session" if cell.role else "in the one session"
    if k == n:
        return "in both sessions" if n == 2 else f"in all {number(n)} sessions"
    return f"in one session only (of {n})" if k == 1 else f"in {k} of {n} sessions"


def role_sentence(cell: Cell, settings: Settings) -> str:
    """Say how far a role raised a theme."""
    if cell.count is None or cell.of is None:
        if not cell.heard:
            return (
                "Nobody was heard raising this." if cell.held else "Nothing is known of this role."
            )
        return f"This was raised {in_sessions(cell)}; how many raised it is not shown."
    if not cell.of:
        return "No participant of this role spoke."
    if not cell.count:
        return f"None of the {cell.of} participants who spoke raised this."
    word = quantity(cell.count, cell.of, internal=settings.internal)
    base = f"{cell.participants} who spoke"
    where = in_sessions(cell)
    if not word:
        return f"{base} raised this, {where}."
    if cell.count == 1:
        return f"One participant raised this ({base})."
    return f"{word.capitalize()} participants raised this ({base}), {where}."


def stance_sentence(found: Sequence[Stance]) -> str:
    """Say how many participants took each stance, or "" where nothing may be said."""
    shown = [(s.count, STANCE_PHRASES[s.key]) for s in found if s.count and s.key in STANCE_PHRASES]
    if not shown:
        return ""
    figures = any(count >= len(SMALL) for count, _ in shown)  # one style within a sentence
    told = listed([f"{count if figures else number(count)} {what}" for count, what in shown])
    # A sentence does not begin with a figure.
    return f"Of these, {told}." if figures else f"{sentence(told)}."


def headline(whole: Cell) -> str:
    """Say how far all roles together raised a theme."""
    if whole.count is None:
        return f"Raised {in_sessions(whole)}."
    if not whole.count:
        return "No participant raised this theme."
    return f"Raised by {whole.participants} participants who spoke, {in_sessions(whole)}."


def against_others(cell: Cell) -> str:
    """Say how a role stands to the others, without repeating its figures where nothing differs."""
    told = cell.verdict or sentence(DIFFERS.get(cell.differs, ""))
    if cell.differs == "no" and told.startswith((NO_DIFFERENCE, sentence(DIFFERS["no"]))):
        told = NO_DIFFERENCE
    return told if not told or told.endswith(".") else f"{told}."


def compared(parts: Sequence[Cell]) -> str:
    """Say where the roles agree and differ, from the verdicts of the comparison alone."""
    apart = [c for c in parts if c.apart]
    if apart:
        told = listed([f"{c.label} ({c.differs} than the other roles)" for c in apart])
        return f"A difference was found for {told}."
    if any(cell.hidden for cell in parts):
        return "No difference between the roles is shown; figures of some roles are hidden."
    if parts and all(cell.differs == "no" for cell in parts):
        return "No difference between the roles could be shown."
    return "Whether the roles differ cannot be assessed with this few sessions and participants."


def key_theme(theme: ThemePart) -> str:
    """Say in one sentence how far a theme was raised and as what."""
    stance = stance_sentence(theme.stances)
    return f"{theme.headline} {stance}".strip()


def summary(
    roles: Sequence[RolePart],
    opening: str,
    themes: Sequence[ThemePart],
    beyond: Sequence[TopicPart],
) -> tuple[str, ...]:
    """Build the executive summary: what was heard, the leading themes, roles, the rest."""
    paragraphs = [opening, _leading(themes), _by_role(roles, themes)]
    if beyond:
        named = listed([f"“{topic.label}”" for topic in beyond[:5]])
        paragraphs.append(
            f"Beyond the codebook, {plural(len(beyond), 'topic')} came up that no code comes "
            f"near: {named}{'' if len(beyond) <= 5 else ' and others'}."
        )
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def ranked(themes: Sequence[ThemePart]) -> tuple[ThemePart, ...]:
    """Return the themes of which it may be said that one leads: those whose total is printed."""
    return tuple(theme for theme in themes if not theme.total.hidden)


def _leading(themes: Sequence[ThemePart]) -> str:
    known = ranked(themes)
    if not known:
        everywhere = [
            t.label for t in themes if t.total.heard == t.total.held and not t.total.quiet
        ]
        return f"Raised in every session: {listed(everywhere)}." if everywhere else ""
    first = [f"{t.label} ({t.total.participants})" for t in known[:3]]
    if len(known) < len(themes):
        which = f"Of the {plural(len(known), 'theme')} whose total may be given, "
        verb = "most participants raised"
        return f"{which}{verb} {listed(first)}."
    verb = "themes raised by the most participants were" if len(first) > 1 else "theme raised was"
    return f"The {verb} {listed(first)}."


def _by_role(roles: Sequence[RolePart], themes: Sequence[ThemePart]) -> str:
    if len(roles) < 2:
        return ""
    shared = [theme for theme in themes if in_every_role(theme)]
    apart = [t for t in themes if any(c.apart for c in t.cells)]
    if not shared:
        first = "No theme was shown to be raised in every role."
    elif len(shared) == len(themes):
        first = f"All {plural(len(themes), 'theme')} were raised in every role."
    else:
        was = "was" if len(shared) == 1 else "were"
        first = f"Of {len(themes)} themes, {number(len(shared))} {was} raised in every role."
    if not apart:
        return f"{first} No difference between the roles could be shown."
    told = [told for role in roles for told in _apart(role, apart)]
    return f"{first} Compared with the other roles, {'; '.join(told)}."


def _apart(role: RolePart, themes: Sequence[ThemePart]) -> list[str]:
    """Say which themes a role was found to raise more, and which less."""
    told = []
    for differs in ("more", "less"):
        found = [
            theme.label
            for theme in themes
            if any(cell.role == role.key and cell.differs == differs for cell in theme.cells)
        ]
        if found:
            people = "more participants" if differs == "more" else "fewer participants"
            told.append(f"{people} in {role.label} raised {listed(found)}")
    return told


def in_every_role(theme: ThemePart) -> bool:
    """Tell whether every role is shown to have raised a theme."""
    return len(theme.cells) > 1 and all(cell.heard for cell in theme.cells)


def similarities(
    themes: Iterable[ThemePart], agreed: Container[str]
) -> tuple[tuple[str, str], ...]:
    """List the themes (by key in `agreed`) on which roles agree: (label, figures).

    Where a figure is hidden, nothing is said.
    """
    return tuple(
        (theme.label, "; ".join(f"{c.label} {c.participants}" for c in theme.cells))
        for theme in themes
        if theme.key in agreed and not any(cell.hidden for cell in theme.cells)
    )


def differences(themes: Iterable[ThemePart]) -> tuple[tuple[str, str], ...]:
    """List (label, sentence) of differences found, then of themes that a role did not raise."""
    shown, absent = [], []
    for theme in themes:
        for cell in theme.cells:
            if cell.apart:
                verdict = cell.verdict or DIFFERS[cell.differs]
                shown.append((theme.label, f"{cell.label} ({cell.participants}): {verdict}"))
        raised = [cell.label for cell in theme.cells if cell.heard]
        silent = [cell.label for cell in theme.cells if cell.held and not cell.heard]
        if raised and silent:
            told = f"Raised in {listed(raised)}; nobody raised it in {listed(silent)}."
            absent.append((theme.label, told))
    return (*shown, *absent)
