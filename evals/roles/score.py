"""Score the patients' comments with coders that have not seen them, for `measure.py --scores`.

    OMP_NUM_THREADS=1 python evals/roles/score.py PARTS comments.npz     (ten minutes)

PARTS holds the two encoders that `models/train_codes.py` asks for; each half of the comments is
scored with encoder and pair model of the other half.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "models"), str(ROOT / "evals" / "codes")]  # its measure, not ours

import coded_talk  # noqa: E402  (scripts beside the models, in no package)
import measure as coding  # noqa: E402
import train_codes  # noqa: E402

from fgtools.models import encoder  # noqa: E402

SOURCE = "nhs_dev"


def main() -> None:
    """Write codes, scores and what is assigned, a row a comment in the order of the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", type=Path)
    parser.add_argument("to", type=Path)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data/coding")
    options = parser.parse_args()
    whole = coded_talk.public(options.data, SOURCE)
    names, sheets = train_codes.sheets(options.data, options.parts)
    scores = np.zeros((len(whole.texts), len(whole.codebook.codes)))
    given = np.zeros_like(scores, bool)
    for number in (0, 1):
        reader = encoder.load("", options.parts / f"{1 - number}.safetensors")
        weights = train_codes.pair_model([s for s in sheets if s.part != number], names)
        found, cut = coding._set(whole.half(number), reader, weights).scores()
        scores[number::2], given[number::2] = found, found >= cut
    codes = np.array([code.key for code in whole.codebook.codes])
    np.savez_compressed(options.to, codes=codes, scores=scores, given=given)


if __name__ == "__main__":
    main()
