"""How fast the shipped name model reads turns, on one core: python bench/names_alone.py TALK.json

Prints JSON: seconds of importing and loading, wall and CPU seconds of `find` over all turns.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path


def main() -> None:
    """Print the figures."""
    sys.path.pop(0)  # the modules beside this file are not the program's
    turns = json.loads(Path(sys.argv[1]).read_text("utf-8"))["turns"]
    began, spent = time.perf_counter(), time.process_time()
    from fgtools.models import ner
    from fgtools.names.asked import asked
    from fgtools.study import shipped

    model = ner.load(ner.folder_of("shipped", shipped.folder("models") / "names"))
    model.find(["Thanks, Anwen."])
    loaded, used = time.perf_counter(), time.process_time()
    found = sum(map(len, asked(model.find, turns)))  # as the program asks it
    took = {
        "load": loaded - began,
        "load_cpu": used - spent,
        "wall": time.perf_counter() - loaded,
        "cpu": time.process_time() - used,
    }
    print(json.dumps({**took, "found": found}))


if __name__ == "__main__":
    main()
