"""Prints those of the paths on its standard input that this Python, or `rustc` for Rust, accepts.

The oracle of the comparison in `tests/syntax.rs`. Rust is parsed only, with the unstable switch for that.
"""

import ast
import os
import subprocess
import sys
import warnings


def accepts_python(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            ast.parse(file.read())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def accepts_rust(path: str) -> bool:
    environment = {**os.environ, "RUSTC_BOOTSTRAP": "1"}
    editions = ("2024", "2021", "2018")
    command = ["rustc", "-Zparse-crate-root-only", "--cap-lints", "allow"]
    run = [
        subprocess.run([*command, "--edition", edition, path], env=environment, capture_output=True, check=False)
        for edition in editions
    ]
    return any(done.returncode == 0 for done in run)


def main() -> None:
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        path = line.rstrip("\n")
        if accepts_rust(path) if path.endswith(".rs") else accepts_python(path):
            print(path, flush=True)


main()
