"""The program's entry: a group of nouns whose modules are loaded only when they are used."""

from __future__ import annotations

import gc
import importlib
import os
import sys
import traceback

import click

from fgtools import __version__
from fgtools.errors import FgtoolsError, Found
from fgtools.study.files import FULL, fault

SHOWN = 40
"""Findings listed at most: nobody reads further before the first ones are settled."""
NOUNS = {
    "run": "Do everything that is not up to date, then say where to look.",
    "study": "Start a study, see how it stands, delete its private zone.",
    "transcripts": "Hand in transcripts and rosters, see what was read.",
    "surveys": "Hand in surveys, see their tables.",
    "names": "Find names, settle the doubtful ones, look again.",
    "codebook": "Check, show and compare codebooks; go on with a new version.",
    "codes": "Apply the codebook, set codes by hand.",
    "topics": "Find what was said beyond the codebook, give it a name.",
    "roles": "See which role said what.",
    "quotes": "Find quotes, keep and drop them, cut and order them.",
    "report": "Write the report.",
    "export": "Hand the study to NVivo, ATLAS.ti, MAXQDA, Taguette, Excel.",
    "models": "See which models are used, check them.",
}
"""Each noun lives in the module of its name in this folder, as a command of its name."""


class Nouns(click.Group):
    """Load a noun's module when its command is used, so that help answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the nouns in the order of the work."""
        return list(NOUNS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a noun."""
        if cmd_name not in NOUNS:
            return None
        module = importlib.import_module(f"fgtools.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the nouns without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(NOUNS.items()))


@click.group(cls=Nouns, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fgtools")
def cli() -> None:
    """Turn recorded focus groups into anonymised evidence, offline.

    \b
    A first study:
      fgtools study new my-study
      cd my-study
      fgtools transcripts add ../session-1.vtt --role therapies
      fgtools run
    """


RARELY = (200_000, 20, 100)
"""When Python looks for rubbish that hangs together: there is little of it, and looking every 700
objects takes a tenth of the time of what is not a model."""


def main() -> None:
    """Run the program; every error is one line, and none carries words of a transcript."""
    # Matrices here are small: threads of the algebra library wait for one another longer than they
    # work (topics of 90,000 words: 26 seconds on two cores, 5 on one). Set before numpy is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(*RARELY)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = cli(standalone_mode=False)  # click hands back the code of an Exit
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        sys.exit(_say("stopped. What was decided until now is kept.", 1))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except FgtoolsError as error:
        sys.exit(_refused(error))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        sys.exit(_of_the_disk(error))
    except Exception as error:
        sys.exit(_fault(error))


def _refused(error: FgtoolsError) -> int:
    if isinstance(error, Found):
        for finding in error.findings[:SHOWN]:
            click.echo(f"  {finding.rule:<22} {finding.where}: {finding.what}", err=True)
        if len(error.findings) > SHOWN:
            click.echo(f"  ... and {len(error.findings) - SHOWN} more", err=True)
        for hint in dict.fromkeys(f.hint for f in error.findings if f.hint):
            click.echo(f"  {hint}", err=True)
    return _say(str(error), error.exit_code)


def _of_the_disk(error: OSError) -> int:
    """Tell a fault of the disk by its folder alone: a file's name may name somebody."""
    if not error.filename:
        printed = fault(error, "what the command prints", "written")
        return _refused(printed) if error.errno in FULL else _fault(error)
    place = os.path.abspath(os.fsdecode(error.filename))
    return _refused(fault(error, os.path.basename(os.path.dirname(place)), "read or written"))


def _fault(error: Exception) -> int:
    """Name an unforeseen fault by kind and place: its message could hold words of a transcript."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(place.filename)}:{place.lineno}"
    if os.environ.get("FGTOOLS_TRACE"):
        frames = traceback.extract_tb(error.__traceback__)
        click.echo("\n".join(f"  {f.filename}:{f.lineno} {f.name}" for f in frames), err=True)
    return _say(
        f"a fault in fgtools itself ({type(error).__name__} at {where}). Nothing was half written. "
        "Please report this line; it holds no words of a transcript.", 1,
    )  # fmt: skip


def _say(text: str, code: int) -> int:
    click.echo(f"fgtools: {text}", err=True)
    return code
