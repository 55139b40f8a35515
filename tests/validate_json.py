#!/usr/bin/env python3
"""Checks JSON files against a JSON Schema: validate_json.py SCHEMA FILE...

Needs the package jsonschema (4.18 or later). Exits 1 when a file does not match, 2 when it cannot be read.
"""

import json
import sys
from pathlib import Path

import jsonschema


def problems(validator, path):
    """The places of a file that do not match, as lines of text."""
    instance = json.loads(path.read_text(encoding="utf-8-sig"))
    for error in sorted(validator.iter_errors(instance), key=lambda error: error.json_path):
        yield f"{path}: {error.json_path}: {error.message[:300]}"


def main(arguments):
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        schema = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
        kind = jsonschema.validators.validator_for(schema)
        kind.check_schema(schema)
        found = [line for path in arguments[1:] for line in problems(kind(schema), Path(path))]
    except (OSError, ValueError, jsonschema.SchemaError) as error:
        print(f"validate_json: {error}", file=sys.stderr)
        return 2
    print("\n".join(found) if found else f"{len(arguments) - 1} file(s) match {arguments[0]}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
