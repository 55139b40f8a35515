"""Runs the programs of `presets/`, or those that are named, each with the packages that its head asks for.

`uv run --script` makes an environment for each; the versions that it finds are stored with the results. It needs a network for
that, and none for what is measured. Ends with 1 if a program could not measure all of its cases.

    python3 testdata/recorders/run.py [--new] [langfuse …]

With `--new` only those cases are measured of which nothing is stored with these versions.
"""

import os
import subprocess
import sys
from pathlib import Path

PROGRAMS = Path(__file__).parent / "presets"
# Most recorders read their settings from the environment: only what is set by a program counts.
KEPT = ("PATH", "HOME", "TMPDIR", "LANG", "MEASURE_ERRORS")


def main():
    kept = {name: value for name, value in os.environ.items() if name in KEPT or name.startswith(("UV_", "SSL_", "HTTP", "http", "NO_PROXY"))}
    options = [each for each in sys.argv[1:] if each.startswith("--")]
    names = [each for each in sys.argv[1:] if each not in options]
    failed = []
    for program in sorted(PROGRAMS.glob("*.py")):
        if not names or program.stem in names:
            print(program.stem, flush=True)
            done = subprocess.run(["uv", "run", "--quiet", "--script", str(program), *options], env=kept)
            failed += [program.stem] if done.returncode else []
    if failed:
        sys.exit("not measured as a whole: %s" % ", ".join(failed))


main()
