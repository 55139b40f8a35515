"""Prints the stored results as the table of `docs/attestation.md`."""

import json
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
HEAD = ["preset", "put in place by", "measured with", "recorded, with the question", "recorded, without it", "not recorded", "not through"]
SDKS = ("openai", "anthropic", "litellm", "google-genai", "langchain-openai", "langchain-anthropic")
# Ways to a call, and the segment by which code takes them.
WAYS = {"raw": "with_raw_response", "raw_stream": "with_raw_response", "manager": "with_streaming_response"}


def main():
    print("| %s |" % " | ".join(HEAD))
    print("|%s" % ("---|" * len(HEAD)))
    for file in sorted(RESULTS.glob("*.json")):
        results = json.loads(file.read_text())
        for case in results["cases"].values():
            print("| %s |" % " | ".join(row(results, case)))


def row(results, case):
    kinds = {"content": set(), "record": set(), "nothing": set()}
    ways = {way for way, found in case.get("copies", {}).items() if not found}
    for operation, forms in case["operations"].items():
        found = [forms[form] for form in ("plain", "stream") if form in forms]
        if not all(each in kinds for each in found):
            continue  # the call fails, with or without the recorder
        kind = max(found, key=list(kinds).index)
        kinds[kind].add(below(operation))
        if kind != "nothing":
            ways |= {WAYS[form] for form, each in forms.items() if form in WAYS and each not in ("content", "record")}
    # What differs between classes of clients counts as what is less.
    kinds["content"] -= kinds["record"] | kinds["nothing"]
    kinds["record"] -= kinds["nothing"]
    marker = "`%s`" % case["marker"] + (' (`"%s"`)' % case["entry"] if "entry" in case else "")
    roots = {operation.split(".")[0].replace("google", "google-genai").replace("_", "-") for operation in case["operations"]}
    wanted = [name for name in results["packages"] if name in roots or name not in SDKS]
    packages = ", ".join("%s %s" % (name, results["packages"][name]) for name in wanted)
    ways = ", ".join("`%s`" % way for way in sorted(ways))
    return [results["preset"], "%s, %s" % (marker, case["shape"]), packages, *map(together, kinds.values()), ways]


def below(operation):
    """The path of an operation below its class, or below its module."""
    parts = operation.split(".")
    classes = [at for at, part in enumerate(parts[:-1]) if part[:1].isupper()]
    return ".".join(parts[classes[-1] + 1 :] if classes else parts[1:])


def together(paths):
    """`a.create`, `a.parse` and `b.create` as `a.{create,parse}` and `b.create`."""
    above = {}
    for path in sorted(paths):
        head, _, last = path.rpartition(".")
        above.setdefault(head, []).append(last)
    shown = [(head, last[0] if len(last) == 1 else "{%s}" % ",".join(last)) for head, last in above.items()]
    return ", ".join("`%s`" % ".".join(filter(None, parts)) for parts in shown)


main()
