"""The page as readers use it: in a real browser, by pointer, by keyboard, on paper, offline."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from fgtools.report import html
from fgtools.report.describe import Report
from fgtools.report.outline import attribution
from fgtools.report.pictures import Picture

CHROMIUM = next(
    filter(
        None,
        map(
            shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
        ),
    ),
    None,
)
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
)  # fmt: skip
WIDTHS = (360, 800, 1280)
FOCUSED = (
    "(e => [e.name || e.innerText || e.id, getComputedStyle(e).outlineStyle])"
    "(document.activeElement)"
)
"""What has the focus, and how that is shown."""
CUT_OFF = (
    "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth + 1)"
    ".map(e => e.innerText.slice(0, 60))"
)
"""The tables that have to be scrolled sideways."""

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")


@dataclass
class Seen:
    """What a page asked for and complained of."""

    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield found
        found.close()


@pytest.fixture(scope="module")
def written(
    report: Report, pictures: dict[str, Picture], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    place = tmp_path_factory.mktemp("page") / "report.html"
    html.write(report, place, pictures)
    return place


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, written: Path) -> Iterator[Open]:
    """Open the page; afterwards, nothing was fetched and nothing went wrong in it."""
    seen, contexts = Seen(), list[BrowserContext]()

    def watch(route: Route) -> None:
        seen.asked.append(route.request.url)
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            route.abort()

    def enter(path: Path = written, after: str = "", width: int = 1280, **kind: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            **kind,  # type: ignore[arg-type]
        )
        contexts.append(context)
        context.set_default_timeout(5000)
        context.route("**/*", watch)
        page = context.new_page()
        page.on("console", lambda told: seen.said.append(told.text))
        page.on("pageerror", lambda error: seen.said.append(str(error)))
        page.goto(path.as_uri() + after)
        return page

    yield enter
    for context in contexts:
        context.close()
    assert all(url.startswith("file:") and ".html" in url for url in seen.asked), seen.asked
    assert not seen.said


def count(page: Page) -> int:
    return page.locator(".quotes li:visible").count()


def fitting(report: Report, **asked: str) -> int:
    return sum(
        all(getattr(quote, name) == value for name, value in asked.items())
        for quote in report.quotes
    )


def test_words_narrow_the_list_and_the_count_says_so(opened: Open, report: Report) -> None:
    page = opened()
    words = page.get_by_role("searchbox", name="Search the words")
    told = page.get_by_role("status")
    expect(told).to_have_text(f"{len(report.quotes)} quotes")
    words.fill("SUPERVISION diary")
    here = [q for q in report.quotes if {"supervision", "diary"} <= set(_words(q.text))]
    assert count(page) == len(here) == 1
    expect(told).to_have_text(f"Showing 1 of {len(report.quotes)} quotes")
    assert [m.lower() for m in page.locator(".quotes mark").all_inner_texts()] == [
        "supervision", "diary",
    ]  # fmt: skip
    assert here[0].text in page.locator(".quotes li:visible blockquote").inner_text()
    words.fill("i’m")  # typed with the other apostrophe
    assert count(page) == sum("i'm" in q.text.lower() for q in report.quotes)
    words.fill("no such words anywhere")
    expect(told).to_have_text("No quote fits. Choose fewer filters.")
    assert count(page) == 0


def _words(text: str) -> list[str]:
    return [word.strip(".,'").lower() for word in text.split()]


def test_filters_combine_and_are_taken_back(opened: Open, report: Report) -> None:
    page = opened()
    search = page.get_by_role("search", name="Quotes")
    search.get_by_label("Theme").select_option("caseload")
    assert count(page) == fitting(report, theme="caseload")
    search.get_by_label("Role").select_option("casework")
    search.get_by_label("Stance").select_option("barrier")
    assert count(page) == fitting(report, theme="caseload", role="casework", stance="barrier") > 0
    session = report.quotes[0].session
    search.get_by_label("Session").select_option(session)
    search.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status")).to_have_text(f"{len(report.quotes)} quotes")
    search.get_by_label("Session").select_option(session)
    assert count(page) == fitting(report, session=session)


def test_a_view_is_kept_in_the_address(opened: Open, report: Report) -> None:
    page = opened()
    page.get_by_role("search").get_by_label("Role").select_option("therapies")
    page.get_by_role("searchbox").fill("don't & can't")
    kept = page.evaluate("location.hash")
    again = opened(after=kept)
    assert again.get_by_role("searchbox").input_value() == "don't & can't"
    again.get_by_role("searchbox").fill("")
    assert count(again) == fitting(report, role="therapies")
    again.evaluate("location.hash = '#quotes:role=nobody&theme=%3Cb%3E'")
    expect(again.get_by_role("status")).to_have_text(f"{len(report.quotes)} quotes")


def test_a_quote_leads_to_its_theme_and_back(opened: Open, report: Report) -> None:
    page = opened()
    page.locator(".quotes li a").first.click()
    theme = report.quotes[0].theme
    assert page.evaluate("location.hash") == f"#theme-{theme}"
    section = page.locator("section", has=page.locator(f"#theme-{theme}"))
    expect(section.locator("h2")).to_be_in_viewport()
    section.get_by_role("link", name="All quotes of this theme in the list").click()
    assert count(page) == fitting(report, theme=theme)
    expect(page.locator("#quotes")).to_be_in_viewport()


def test_a_quote_is_copied_with_whose_words_it_is(
    opened: Open, report: Report, written: Path
) -> None:
    for allowed in (["clipboard-read", "clipboard-write"], []):
        page = opened(permissions=allowed)
        page.evaluate(
            "document.addEventListener('copy', () =>"
            " { window.taken = document.activeElement.value; })"
        )
        if not allowed:  # as where a browser keeps the clipboard from files
            page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        button = page.get_by_role("button", name="Copy this quote and its attribution").first
        button.click()
        expect(button).to_have_text("Copied")
        taken = page.evaluate("window.taken || navigator.clipboard.readText()")
        quote = report.quotes[0]
        assert taken == f"“{quote.text}”\n— {attribution(quote)}"


def test_the_keyboard_alone_reaches_everything(opened: Open, report: Report) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)[0] == "Skip to the report"
    expect(page.get_by_role("link", name="Skip to the report")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.reload()
    passed = []
    for _ in range(400):
        page.keyboard.press("Tab")
        name, ring = page.evaluate(FOCUSED)
        passed.append(name)
        assert ring not in ("none", ""), name
        if name == "Copy":
            break
    assert "Contents" in passed
    assert "Participants" in passed
    assert passed.index("words") < passed.index("theme") < passed.index("session")
    assert passed[-2] == report.quotes[0].theme_label
    assert len(passed) < 120, "too many stops on the way to the quotes"


def test_escape_clears_the_words_and_enter_goes_to_what_was_found(
    opened: Open, report: Report
) -> None:
    page = opened()
    words = page.get_by_role("searchbox")
    words.fill("panel")
    before = page.evaluate("location.href")
    words.press("Enter")
    assert page.evaluate("document.activeElement.className") == "shown"
    assert page.evaluate("location.href") == before
    words.press("Escape")
    assert words.input_value() == ""
    assert count(page) == len(report.quotes)


def test_nothing_hangs_over_the_edge(opened: Open) -> None:
    page = opened()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        beyond = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => !e.closest('.scroll, svg')"
            " && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML)"
        )
        assert beyond == [], width
    page.set_viewport_size({"width": 360, "height": 900})
    assert page.evaluate(CUT_OFF) == [], "a phone shows whole tables"


def test_words_stand_out_from_the_page_by_day_and_by_night(opened: Open) -> None:
    page = opened()
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        assert contrast(page, "body") > 7
        for part in ("main h2", "main a", ".quotes .sub", ".note", ".copy"):
            assert contrast(page, part) > 4.5, (scheme, part)


def contrast(page: Page, chosen: str) -> float:
    """Return the contrast of an element's words against the page, after WCAG 2.2, 1.4.3."""
    ink, paper = page.evaluate(
        "s => [getComputedStyle(document.querySelector(s)).color,"
        " getComputedStyle(document.body).backgroundColor]",
        chosen,
    )
    light, dark = sorted(map(_luminance, (ink, paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(part) / 255 for part in colour[4:-1].split(",")]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_paper_has_every_quote_and_no_form(opened: Open, report: Report) -> None:
    page = opened()
    page.get_by_role("searchbox").fill("panel")
    page.emulate_media(media="print")
    assert count(page) == len(report.quotes)
    for gone in (".filters", ".contents", ".shown", ".copy", ".skip"):
        expect(page.locator(gone).first).to_be_hidden()


def test_without_scripts_everything_can_be_read(opened: Open, report: Report) -> None:
    page = opened(java_script_enabled=False)
    assert count(page) == len(report.quotes)
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".copy")).to_have_count(0)
    expect(page.get_by_role("navigation", name="Contents")).to_be_visible()


def test_a_screen_reader_finds_its_way(opened: Open, report: Report) -> None:
    page = opened(width=360)  # tables that are stacked stay tables
    for role, name in (("banner", None), ("main", None), ("contentinfo", None)):
        expect(page.get_by_role(role, name=name)).to_have_count(1)  # type: ignore[arg-type]
    grid = page.get_by_role("table", name="Themes by role")
    expect(grid.get_by_role("row")).to_have_count(len(report.raised) + 1)
    expect(grid.get_by_role("rowheader")).to_have_count(len(report.raised))
    expect(grid.get_by_role("columnheader")).to_have_count(len(report.themes[0].cells) + 2)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    pictures = page.locator("figure.picture svg")
    assert pictures.count() > 2
    for picture in pictures.all():
        assert picture.get_attribute("role") == "img"
        assert (
            len(picture.get_attribute("aria-label") or "") > 40 or picture.locator("title").count()
        )


def test_a_released_page_filters_by_everything_but_session(
    opened: Open, build: Callable[..., Report], pictures: dict[str, Picture], tmp_path: Path
) -> None:
    outside = build(level="public", threshold=10)
    place = tmp_path / "report.html"
    html.write(outside, place, pictures)
    page = opened(place, width=360)
    assert page.evaluate(CUT_OFF) == [], "words in place of hidden counts find room on a phone"
    search = page.get_by_role("search", name="Quotes")
    expect(search.get_by_label("Session")).to_have_count(0)
    search.get_by_label("Role").select_option("casework")
    assert count(page) == fitting(outside, role="casework")
