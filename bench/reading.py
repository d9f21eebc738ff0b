"""Time and memory of reading a transcript, beside reading its lines and nothing more.

    python bench/reading.py

Each row is read in a process of its own, three times; the median is printed. The memory is what the
process holds at most above what it holds before the file is opened.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

GUID = "90a4b0c8-b2ca-4147-85e9-515fe750cc7a"
SAID = (
    "so what happens is that the plans come in on a Friday and",
    "nobody has the hours to read them before the panel meets, that’s the truth of it",
    "yeah, and then we write to the school a second time",
)
RUNS = 3
CHILD = """
import json, resource, sys, time
from pathlib import Path
from fgtools.transcripts.read import read
path, how = Path(sys.argv[1]), sys.argv[2]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began = time.perf_counter()
if how == "lines":
    turns = sum(1 for line in path.open(encoding="utf-8") if line.strip())
else:
    turns = len(read(path)[0].turns)
took = time.perf_counter() - began
held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps([took, held / 1024, turns]))
"""


def clock(seconds: int) -> str:
    """Return a time as Teams prints it."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def teams(cues: int) -> str:
    """Return a Teams VTT of so many cues of four seconds, five people in turn."""
    rows = ["WEBVTT\n"]
    for n in range(cues):
        begin, end = clock(4 * n), clock(4 * n + 4)
        voice = f"Person {n // 3 % 5}"
        rows.append(f"\n{GUID}/{n}-0\n{begin} --> {end}\n<v {voice}>{SAID[n % 3]}</v>\n")
    return "".join(rows)


def measured(path: Path, how: str) -> tuple[float, float, int]:
    """Return median seconds and megabytes, and the turns (or lines) that were read."""
    runs = []
    for _ in range(RUNS):
        command = [sys.executable, "-c", CHILD, str(path), how]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        runs.append(json.loads(done.stdout))
    return median(run[0] for run in runs), median(run[1] for run in runs), runs[0][2]


def main() -> None:
    """Print the table."""
    print("file                 MB   how     seconds   MB held   turns")
    with tempfile.TemporaryDirectory() as folder:
        for name, cues in (("one hour", 900), ("ten hours", 9_000), ("40 MB", 236_000)):
            path = Path(folder) / "talk.vtt"
            path.write_text(teams(cues), encoding="utf-8")
            size = path.stat().st_size / 1e6
            for how in ("lines", "read"):
                took, held, turns = measured(path, how)
                print(f"{name:<18} {size:5.1f}   {how:<6} {took:8.3f}   {held:7.0f}  {turns:6}")


if __name__ == "__main__":
    main()
