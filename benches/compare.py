#!/usr/bin/env python3
"""Times whole processes beside each other: `mima scan` and tools that people would use in its place.

    cargo build --profile dist
    python3 benches/compare.py --venv target/compare TREE...

Each round runs every tool once, in turn and in an order that rotates, so that what the machine does in the
meantime hits all of them alike; the ratio is the median of the ratios within the rounds. Needs nothing but Python;
installs mima-governance, ruff and ast-grep into the given virtual environment. ripgrep is taken from the path, or
from Debian's package, which is unpacked into the same directory; it is left out where there is neither.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path

PACKAGES = ["mima-governance==0.3.0", "ruff", "ast-grep-cli"]


def install(directory: Path) -> Path:
    """The directory of the virtual environment's programs, with everything in it."""
    programs = directory / ("Scripts" if os.name == "nt" else "bin")
    if not programs.exists():
        venv.create(directory, with_pip=True)
    python = programs / "python"
    marker = directory / "installed"
    wanted = "\n".join(PACKAGES)
    if not marker.exists() or marker.read_text() != wanted:
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
        marker.write_text(wanted)
    return programs


def ripgrep(directory: Path) -> str | None:
    """Where `rg` is, unpacked from Debian's package if it is not on the path."""
    unpacked = directory / "debian/usr/bin/rg"
    if shutil.which("rg") or unpacked.exists():
        return shutil.which("rg") or str(unpacked)
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return None
    packages = directory / "packages"
    packages.mkdir(exist_ok=True)
    subprocess.run(["apt-get", "download", "-qq", "ripgrep"], cwd=packages, stdout=subprocess.DEVNULL, check=False)
    for package in packages.glob("ripgrep_*.deb"):
        subprocess.run(["dpkg-deb", "-x", package, directory / "debian"], check=True)
    return str(unpacked) if unpacked.exists() else None


def tools(programs: Path, mima: Path) -> dict[str, list[str]]:
    """What is timed, by name; `.` is the tree."""
    found = {
        "mima": [str(mima), "scan", ".", "--quiet", "--no-default-excludes", "--no-ignore", "--format", "json"],
        "mima-governance 0.3": [str(programs / "mima"), "scan", ".", "--json", "--no-default-excludes"],
        "ruff (F)": [
            *(str(programs / "ruff"), "check", "--isolated", "--no-respect-gitignore"),
            *("--select", "F", "--no-cache", "--quiet", "."),
        ],
        "ast-grep": [
            *(str(programs / "ast-grep"), "run", "--no-ignore", "vcs", "--lang", "python"),
            *("--pattern", "$X.create($$$)", "--json=stream", "."),
        ],
    }
    rg = ripgrep(programs.parent)
    if rg:
        found["rg -l openai"] = [rg, "--no-ignore", "-l", "openai", "-t", "py", "."]
    else:
        print("there is no rg; it is left out", file=sys.stderr)
    return found


def run(command: list[str], tree: Path, limit: float) -> float | None:
    """Seconds, or None if the tool failed or took too long. Findings (status 1) are no failure."""
    start = time.perf_counter()
    try:
        done = subprocess.run(
            command, cwd=tree, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=limit
        )
    except subprocess.TimeoutExpired:
        return None
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command[0]} failed with {done.returncode}: {done.stderr.decode(errors='replace')[:400]}")
    return seconds


def compare(tree: Path, commands: dict[str, list[str]], rounds: int, limit: float) -> None:
    names = list(commands)
    times: dict[str, list[float]] = {name: [] for name in names}
    left_out: set[str] = set()
    for name in names:  # Fills the file cache, and is not counted.
        if run(commands[name], tree, limit) is None:
            left_out.add(name)
    for turn in range(rounds):
        order = names[turn % len(names) :] + names[: turn % len(names)]
        for name in order:
            if name in left_out:
                continue
            seconds = run(commands[name], tree, limit)
            if seconds is None:
                left_out.add(name)
            else:
                times[name].append(seconds)
    size = [path.stat().st_size for path in tree.rglob("*.py") if path.is_file() and not path.is_symlink()]
    print(f"\n{tree}: {len(size)} Python files, {sum(size) / 1e6:.1f} MB; {rounds} rounds")
    print(f"{'':22} {'median':>10} {'fastest':>10} {'of mima':>10}")
    for name in names:
        if name in left_out:
            print(f"{name:22} {'over ' + format(limit, '.0f') + ' s':>10}")
            continue
        ratios = [other / own for other, own in zip(times[name], times["mima"])]
        median, fastest = statistics.median(times[name]), min(times[name])
        print(f"{name:22} {median * 1000:>7.0f} ms {fastest * 1000:>7.0f} ms {statistics.median(ratios):>9.1f}x")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trees", nargs="+", type=Path, metavar="TREE")
    parser.add_argument("--venv", type=Path, required=True, help="where the other tools are installed")
    parser.add_argument("--mima", type=Path, default=Path(__file__).parent.parent / "target/dist/mima")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--limit", type=float, default=120, help="seconds after which a tool is left out")
    arguments = parser.parse_args()
    if not arguments.mima.exists():
        raise SystemExit(f"{arguments.mima} is not there: cargo build --profile dist")
    commands = tools(install(arguments.venv.resolve()), arguments.mima.resolve())
    for tree in arguments.trees:
        compare(tree, commands, arguments.rounds, arguments.limit)


if __name__ == "__main__":
    main()
