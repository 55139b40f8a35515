#!/usr/bin/env python3
"""Compares what the binary says about programs with what happened when they ran.

    python3 tests/attested/compare.py BINARY DIRECTORY...

A directory holds programs, each a directory of its own, and `truth.jsonl`, as `harness.py --write` writes it; where that
is missing the programs are run first. `forms.json` says of which forms the generator made each. Exit status 1 when a
call is reported as attested that ran without an attestation, once or always.
"""
import collections
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import harness


def verdicts(binary, program):
    """What the binary says: for each call its file, its lines, and whether it is attested."""
    command = [binary, "scan", ".", "--format", "json", "--quiet"]
    output = subprocess.run(command, cwd=program, capture_output=True, text=True, timeout=120, check=False).stdout
    return json.loads(output)["calls"]


def said(calls, row):
    lines = range(row["line"], row["end_line"] + 1)
    found = [call for call in calls if call["file"] == row["file"] and call["file_line"] in lines]
    return any(call["attested"] for call in found) if found else None


def known_truth(directory):
    path = directory / "truth.jsonl"
    if not path.exists():
        script = str(Path(harness.__file__))
        programs = sorted(str(path) for path in directory.iterdir() if path.is_dir())
        subprocess.run([sys.executable, script, "--write", str(path), *programs], check=True)
    return harness.read(path)


def compare(binary, directory):
    """The word for each row: whether it is right, and in which way it is wrong."""
    rows = known_truth(directory)
    names = sorted({row["case"] for row in rows})
    with ThreadPoolExecutor(2) as pool:
        calls = dict(zip(names, pool.map(lambda name: verdicts(binary, directory / name), names)))
    forms = directory / "forms.json"
    forms = json.loads(forms.read_text()) if forms.exists() else {}
    for row in rows:
        verdict, ran = said(calls[row["case"]], row), row["attested"]
        word = "right" if verdict == (ran is True) else "FALSE ATTESTED" if verdict else "NOT BELIEVED"
        yield "missed" if verdict is None else word, row, forms.get(row["case"], [])


def main():
    binary = str(Path(sys.argv[1]).resolve())
    counts, table = collections.Counter(), collections.defaultdict(collections.Counter)
    for directory in map(Path, sys.argv[2:]):
        for word, row, forms in compare(binary, directory):
            counts[word] += 1
            for form in forms or [row["case"].split("_")[0]]:
                table[form][word] += 1
            if word != "right":
                print(f"{word:14} {directory / row['case']}/{row['file']}:{row['line']}  {', '.join(forms)}")
    print(f"\n{'form':44} {'right':>6} {'false':>6} {'not believed':>13} {'missed':>7}")
    wrong = [(form, row) for form, row in table.items() if set(row) != {"right"}]
    for form, row in sorted(wrong, key=lambda item: (-item[1]["FALSE ATTESTED"], -item[1]["NOT BELIEVED"], item[0])):
        print(f"{form:44} {row['right']:6} {row['FALSE ATTESTED']:6} {row['NOT BELIEVED']:13} {row['missed']:7}")
    print(f"\n{sum(counts.values())} calls ran: " + ", ".join(f"{number} {word.lower()}" for word, number in counts.most_common()))
    return 1 if counts["FALSE ATTESTED"] else 0


if __name__ == "__main__":
    sys.exit(main())
