"""What `mima_governance.testing` offers, with the scanner of the `mima` binary behind it.

Files written for version 0.3 of that module run unchanged. Two things differ, both on the side of caution: an
`assert_*` helper that fails counts although its result is neither returned nor looked at, and calls that a comment
or a setting accepts are no longer unattested.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

DEFAULT_INCLUDE = "**/*.py"

# Results of helpers in the test that runs; the runner empties and reads it.
reported = []


class ScanError(Exception):
    """A scan that did not work."""


class Detection(NamedTuple):
    file: str
    line: int
    library: str
    attested: bool
    confidence: str
    method: str = "ast"


@dataclass
class ScanResult:
    detections: list[Detection]
    path: str
    duration_ms: float
    accepted: int = 0

    @property
    def total(self):
        return len(self.detections)

    @property
    def attested(self):
        return sum(1 for it in self.detections if it.attested)

    @property
    def unattested(self):
        return sum(1 for it in self.detections if not it.attested and it.confidence != "low")

    @property
    def coverage(self):
        certain = [it for it in self.detections if it.confidence != "low"]
        if not certain:
            return 1.0
        return sum(1 for it in certain if it.attested) / len(certain)


class TestResult:
    __test__ = False

    def __init__(self, name, passed, message="", duration_ms=0.0, class_name="", places=()):
        self.name = name
        self._passed = passed
        self.message = message
        self.duration_ms = duration_ms
        self.class_name = class_name
        self.places = places
        self.seen = False

    @property
    def passed(self):
        """Whether it holds. A test that asks decides itself what follows from it."""
        self.seen = True
        return self._passed

    @passed.setter
    def passed(self, value):
        self._passed = value

    def __bool__(self):
        return self.passed

    def __repr__(self):
        return f"TestResult(name={self.name!r}, passed={self._passed!r}, message={self.message!r})"


@dataclass
class TestSuiteResult:
    __test__ = False

    results: list[TestResult] = field(default_factory=list)

    @property
    def passed(self):
        return sum(1 for it in self.results if it.passed)

    @property
    def failed(self):
        return sum(1 for it in self.results if not it.passed)

    @property
    def all_passed(self):
        return self.failed == 0


def _report(name, passed, message, result):
    places = [f"{it.file}:{it.line}: {it.library}" for it in result.detections if not it.attested]
    made = TestResult(name, passed, message, places=[] if passed else places)
    reported.append(made)
    return made


def assert_attested(result, *, min_coverage=1.0):
    passed = result.coverage >= min_coverage
    if passed:
        message = f"Coverage {result.coverage:.0%} >= {min_coverage:.0%}"
    else:
        calls = "call site" if result.unattested == 1 else "call sites"
        message = (
            f"Coverage {result.coverage:.0%} < {min_coverage:.0%}: {result.unattested} unattested {calls}"
        )
    return _report("assert_attested", passed, message, result)


def assert_no_unattested(result):
    return assert_attested(result, min_coverage=1.0)


def assert_max_unattested(result, *, max_count):
    passed = result.unattested <= max_count
    sign = "<=" if passed else ">"
    message = f"{result.unattested} unattested {sign} {max_count} allowed"
    return _report("assert_max_unattested", passed, message, result)


class GovernanceTest:
    def scan(self, path, *, include=DEFAULT_INCLUDE):
        """The AI calls below a path, relative to the working directory."""
        start = time.perf_counter()
        if not Path(path).exists():
            raise ScanError(f"path not found: {path}")
        # The default says Python; as an option it would replace what the project's settings include.
        options = [] if include == DEFAULT_INCLUDE else ["--include", include]
        command = [os.environ.get("MIMA", "mima"), "scan", "--json", "--quiet", *options]
        command += json.loads(os.environ.get("MIMA_TEST_SETTINGS", "[]"))
        run = subprocess.run([*command, "--", str(path)], capture_output=True, encoding="utf-8")
        if run.returncode not in (0, 1):
            raise ScanError(run.stderr.strip() or f"mima scan ended with {run.returncode}")
        rows = json.loads(run.stdout)
        if include == DEFAULT_INCLUDE:
            rows = [row for row in rows if row["file"].endswith(".py")]
        open_rows = [row for row in rows if row["attested"] or not row["suppressed"]]
        detections = [Detection(*(row[name] for name in Detection._fields)) for row in open_rows]
        duration = (time.perf_counter() - start) * 1000
        return ScanResult(detections, str(path), duration, accepted=len(rows) - len(open_rows))

    def run_all(self):
        """Runs the tests of this instance, as the command of version 0.3 did."""
        suite = TestSuiteResult()
        for name in sorted(name for name in dir(self) if name.startswith("test_")):
            method = getattr(self, name)
            if not callable(method):
                continue
            start = time.perf_counter()
            try:
                result = method()
            except AssertionError as error:
                result = TestResult(name, False, str(error))
            except Exception as error:
                result = TestResult(name, False, f"Error: {type(error).__name__}: {error}")
            if not isinstance(result, TestResult):
                result = TestResult(name, True)
            result.name = name
            result.duration_ms = (time.perf_counter() - start) * 1000
            suite.results.append(result)
        return suite
