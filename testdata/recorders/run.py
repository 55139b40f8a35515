"""Runs the programs of `presets/`, or those that are named, each with the packages that its head asks for.

`uv run --script` makes an environment for each; the versions that it finds are stored with the results. It needs a network for
that, and none for what is measured.

    python3 testdata/recorders/run.py [langfuse …]
"""

import subprocess
import sys
from pathlib import Path

PROGRAMS = Path(__file__).parent / "presets"

for program in sorted(PROGRAMS.glob("*.py")):
    if not sys.argv[1:] or program.stem in sys.argv[1:]:
        print(program.stem, flush=True)
        subprocess.run(["uv", "run", "--quiet", "--script", str(program)], check=True)
