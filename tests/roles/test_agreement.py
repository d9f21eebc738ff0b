from __future__ import annotations

from dataclasses import replace

from fgtools.nouns import View
from fgtools.roles.agreement import agreements

EP = View("pay", "ep", 2, 6, 9, 2, 12, 0.5, 0.3, 0.7, 0.1, "no", "")
SLT = replace(EP, group="slt", participants=3, share=0.25)


def test_what_a_quarter_of_each_raised_everywhere_is_agreed() -> None:
    (found,) = agreements([EP, SLT])
    assert (found.subject, found.groups) == ("pay", ("ep", "slt"))
    assert (found.low, found.high) == (0.25, 0.5)


def test_a_group_too_small_to_assess_neither_agrees_nor_spoils_it() -> None:
    few = replace(EP, group="gp", participants=0, share=0.0, of_participants=3, differs="unknown")
    (found,) = agreements([EP, SLT, few])
    assert found.groups == ("ep", "slt")
    assert agreements([EP, few]) == ()


def test_nothing_is_agreed_on_less() -> None:
    for other in (
        replace(SLT, differs="less"),
        replace(SLT, differs="unknown"),
        replace(SLT, sessions=1),
        replace(SLT, share=0.2),
        replace(SLT, suppressed=True),
    ):
        assert agreements([EP, other]) == ()
