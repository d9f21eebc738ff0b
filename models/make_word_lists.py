"""Make the word lists that weigh names against ordinary words.

    python models/make_word_lists.py --data ../shared/data/ner --out src/fgtools/names/data

Writes `words.txt.gz` (ordinary words of British English; a plus sign marks those that people said
in recorded meetings), `names.txt.gz` (first names and surnames of many British communities) and
`places.txt.gz` (towns and districts of the United Kingdom). Same input, same bytes: gzip's time
stamp is 0. Sources and licences: `README.md` beside the lists.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import re
import unicodedata
from pathlib import Path

BRITISH = (
    "uk_kids", "uk_adult", "fk_en_GB", "welsh", "caribbean", "sikh_hindu", "muslim_sa", "somali",
    "arab_me", "w_african", "e_african", "chinese", "e_euro", "sig_GB", "sig_IE", "fk_en_NG",
    "fk_ig_NG", "fk_yo_NG",
)  # fmt: skip
"""Pools written for British communities by hand or by frequency: their names weigh more."""
SAID_OFTEN = 2
"""Lower-case uses in recorded meetings that make a word an everyday one."""


def folded(word: str) -> str:
    """Return `word` in lower case without accents."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")


def words(data: Path) -> list[str]:
    """Return the ordinary words, those often said with a plus sign in front."""
    with gzip.open(data / "scowl" / "british-english-large.txt.gz", "rt", encoding="utf-8") as file:
        ordinary = {w for w in map(str.strip, file) if re.fullmatch("[a-z]+", w)}
    said: collections.Counter[str] = collections.Counter()
    with gzip.open(data / "qmsum_distant.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            said.update(re.findall(r"(?<![\w'])[a-z]+(?!['\w])", json.loads(line)["t"]))
    common = {w for w, n in said.items() if n >= SAID_OFTEN and w in ordinary}
    return sorted("+" * (w in common) + w for w in ordinary)


def names(data: Path) -> list[str]:
    """Return each part of a name with F or L (first, last), lower-case where only foreign lists
    have it."""
    flags: dict[str, set[str]] = collections.defaultdict(set)
    pools = json.loads((data / "names_pools.json").read_text("utf-8"))
    for pool, (first, last) in pools.items():
        for flag, listed in (("F", first), ("L", last)):
            for part in (p for name in listed for p in re.split(r"[\s\-]+", folded(name))):
                if len(part) > 2 and re.fullmatch(r"[a-z']+", part):
                    flags[part].add(flag if pool in BRITISH else flag.lower())
    return sorted(f"{name} {''.join(sorted(f))}" for name, f in flags.items())


def places(data: Path) -> list[str]:
    """Return the places in lower case, without accents."""
    listed = json.loads((data / "gb_places.json").read_text("utf-8"))
    return sorted({folded(place) for place in listed if len(place) > 3})


def main() -> None:
    """Write the lists."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    for name, make in (("words", words), ("names", names), ("places", places)):
        content = ("\n".join(make(given.data)) + "\n").encode()
        (given.out / f"{name}.txt.gz").write_bytes(gzip.compress(content, 9, mtime=0))


if __name__ == "__main__":
    main()
