"""Texts of the last report in which nothing had the form of an identifier.

They are not searched for forms again, though for names they are. Their hashes lie in the private
zone, under the digest of the finders, and are those of one report: what nobody says any more is
forgotten with the next.
"""

from __future__ import annotations

from fgtools.names.forms import Forms
from fgtools.study.finding import finders
from fgtools.study.folder import Folder
from fgtools.study.private import CHECKED


def forms(folder: Folder) -> Forms:
    """Return the forms of texts, as far as the last report tells them."""
    by, *hashes = folder.private.noted(CHECKED).split("\n")
    return Forms(frozenset(hashes) if by == finders() else frozenset())


def remember(folder: Folder, forms: Forms) -> None:
    """Remember the texts of a report that passed its check."""
    kept = "\n".join((finders(), *sorted(forms.clean())))
    if not folder.private.seal and kept != folder.private.noted(CHECKED):
        folder.private.note(CHECKED, kept)


def forget(folder: Folder) -> None:
    """Forget the texts of the last report."""
    folder.private.drop_note(CHECKED)
