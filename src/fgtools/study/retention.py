"""The date on which the private zone is to be deleted, and the reminder from that day on."""

from __future__ import annotations

from datetime import date


def planned(retention: str) -> str:
    """Say until when the private zone is kept; `retention` is an ISO day, "" where none is set."""
    if not retention:
        return "No date is set on which transcripts/ is to be deleted: retention in study.toml."
    return f"The private zone (transcripts/) is to be deleted on {retention}."


def sealed(at: str) -> str:
    """Say that the private zone is deleted; `at` is an ISO time."""
    return (
        f"Sealed on {at[:10]}: the private zone is deleted for good. Codes, topics, quotes, "
        "reports and exports go on working, checked without the key."
    )


def overdue(retention: str, today: str) -> str:
    """Remind of the date from that day on, "" before it; `today` is an ISO day or time."""
    if not retention or date.fromisoformat(today[:10]) < date.fromisoformat(retention):
        return ""
    return (
        f"The private zone was to be deleted on {retention} (retention in study.toml), and "
        "transcripts/ is still there. Finish what needs names (fgtools run, fgtools names check), "
        "then type: fgtools study forget. It looks for names once more, seals the redacted text "
        "and deletes transcripts/ for good."
    )
