"""What goes out comes back: nothing that the format can carry is lost."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from lxml import etree
from tests.exchange.projects import projects

from fgtools.exchange.read_project import read
from fgtools.exchange.records import Project
from fgtools.exchange.write_project import archive, writable, xml

REFI = Path(__file__).parents[1] / "cases" / "refi"
SCHEMA = etree.XMLSchema(etree.parse(str(REFI / "Project.xsd")))
SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def as_written(project: Project) -> Project:
    """Return a project with the characters that stand for those which programs count as two."""
    sources = tuple(replace(s, text=writable(s.text)) for s in project.sources)
    return replace(project, sources=sources)


@SLOW
@given(projects())
def test_what_goes_out_comes_back(project: Project) -> None:
    back = read(archive(project), "p.qdpx").project
    assert back.left_out == ()
    assert back == as_written(project)


@SLOW
@given(projects())
def test_what_goes_out_is_valid(project: Project) -> None:
    SCHEMA.assertValid(etree.fromstring(xml(project)))


@SLOW
@given(projects())
def test_both_ways_of_counting_find_the_same_words(project: Project) -> None:
    with zipfile.ZipFile(io.BytesIO(archive(project))) as packed:
        for source in project.sources:
            text = packed.read(f"sources/{source.guid}.txt").decode("utf-8")
            assert "\r" not in text
            units = text.encode("utf-16-le")
            for one in source.selections:
                by_points = text[one.span.start : one.span.end]
                by_units = units[2 * one.span.start : 2 * one.span.end].decode("utf-16-le")
                assert by_points == by_units == writable(source.text)[slice(*one.span)]


@SLOW
@given(projects())
def test_the_same_project_is_the_same_bytes(project: Project) -> None:
    assert archive(project) == archive(project)
