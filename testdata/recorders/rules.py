"""Writes what was measured into the rules of the presets: the operations of each recorder, and what leads past it.

Everything else of a table is written by hand, and stays. A new recorder is a table with its `names`, its `shapes` and what
else it needs; this fills in `operations`, `not_through`, `reach`, `in_place` and `measured`, in one table for each way past it.

    python3 testdata/recorders/rules.py
"""

import re
from itertools import product
from pathlib import Path

from seen import RECORDED, WAYS, library, of_all_classes, placed, recorders, results

PRESETS = Path(__file__).parents[2] / "rules" / "presets"
HEAD = "[[marker]]\n"
SHAPES = ("instrumentor", "wrapper", "replacement", "registry")
FILLED = ("operations", "not_through", "reach", "in_place", "measured")


def main():
    for path in sorted(PRESETS.glob("*.toml")):
        text = path.read_text()
        own = [file for file in results() if file["preset"] == path.stem]
        if own:
            path.write_text(rewritten(text, own))


def rewritten(text, results):
    first, *tables = text.split(HEAD)
    out, done = [first], set()
    for table in tables:
        # What stands below a table is the comment of the next one.
        table, comment = re.fullmatch(r"(.*?\n)((?:\n|#.*\n)*)", table, re.DOTALL).groups()
        shape = re.search(r'shapes = \["(\w+)"', table)[1]
        own = "".join(part for part in keys(table) if part.split(" = ")[0] not in FILLED)
        if shape not in SHAPES:
            out.append(HEAD + table + comment)
        elif own not in done:
            done.add(own)
            is_measured = any(is_of(case, shape, own) for file in results for case in file["cases"].values())
            out += [HEAD + own + more + "\n" for more in measured(shape, own, results)] if is_measured else [HEAD + table + "\n"]
            out[-1] = out[-1].removesuffix("\n") + comment
        else:
            out[-1] = out[-1].removesuffix("\n") + comment
    return "".join(out).rstrip("\n") + "\n"


def keys(table):
    """The lines of each key, lists of several lines among them."""
    return re.findall(r"^\w+ = (?:\[\n(?:    .*\n)*\]|.*)\n", table, re.MULTILINE)


def expanded(pattern):
    parts = [part.split(",") for part in re.split(r"\{([^}]*)\}", pattern)[1::2]]
    fixed = re.split(r"\{[^}]*\}", pattern)
    for chosen in product(*parts):
        yield "".join(part + choice for part, choice in zip(fixed, [*chosen, ""]))


def is_of(case, shape, own):
    names = [name for pattern in re.findall(r'"([^"]*)"', re.search(r"names = (.*)", own)[1]) for name in expanded(pattern)]
    if case["shape"] != shape or "entry" in case and '"%s"' % case["entry"] not in own:
        return False
    marker, last = case["marker"], lambda name: name.rsplit(".", 1)[-1]
    within = any(name == marker or name.startswith(marker + ".") for name in names)
    return within or shape == "wrapper" and any(last(name) == last(marker) for name in names)


def measured(shape, own, results):
    """What is to be written for each set of ways past the recorder."""
    ways, lost, packages = {}, set(), {}
    for file in results:
        for case in file["cases"].values():
            if not is_of(case, shape, own):
                continue
            copies = {method for method, found in case.get("copies", {}).items() if not found}
            for operation in case["operations"]:
                forms = of_all_classes(case, operation)
                if not all(forms.get(form, "record") in RECORDED for form in ("plain", "stream")):
                    lost.add(operation)
                    continue
                past = {WAYS[form] for form, found in forms.items() if form in WAYS and found not in RECORDED}
                facts = 'reach = "class"\n' if shape == "instrumentor" and case["reach"] == "class" else ""
                facts += "in_place = true\n" if shape == "wrapper" and case["in place"] else ""
                before = ways.get(operation, (facts, set()))
                ways[operation] = (min(facts, before[0]), before[1] | past | copies)
                packages.setdefault(operation, set()).add(versions(operation, file["packages"]))
    groups = {}
    for operation, (facts, past) in ways.items():
        if operation not in lost:
            groups.setdefault((facts, tuple(sorted(past))), []).append(operation)
    for (facts, past), operations in sorted(groups.items(), key=lambda group: (-len(group[0][0]), group[0][1])):
        text = facts + ("not_through = [%s]\n" % ", ".join('"%s"' % way for way in past) if past else "")
        text += "operations = [\n%s]\n" % "".join('    "%s",\n' % pattern for pattern in patterns(operations))
        seen = sorted({each for operation in operations for each in packages[operation]})
        yield text + "measured = [%s]\n" % ", ".join('"%s"' % each for each in seen)


def versions(operation, packages):
    """The recorder's packages, and the library's."""
    own = ", ".join("%s %s" % (package, packages[package]) for package in recorders(packages, {library(operation)}))
    name = library(operation)
    return " with ".join(filter(None, [own, "%s %s" % (name, packages[name]) if name in packages else ""]))


def patterns(operations):
    """Operations with alternatives in braces: classes that have the same, parents with the same methods."""
    classes = {}
    for operation in sorted(operations):
        module, name, path = placed(operation)
        classes.setdefault((module, name), []).append(path)
    together = {}
    for (module, name), paths in classes.items():
        together.setdefault((module, bool(name), tuple(paths)), []).append(name)
    found = []
    for (module, _, paths), names in together.items():
        methods = {}
        for path in paths:
            parent, _, method = path.rpartition(".")
            methods.setdefault(parent, []).append(method)
        parents = {}
        for parent, last in methods.items():
            parents.setdefault(tuple(last), []).append(parent)
        for last, above in parents.items():
            found += [".".join(filter(None, (module, classes_of(names), braces(some), braces(last)))) for some in split(above)]
    return sorted(found)


def split(parents):
    """The empty parent cannot stand in braces: a dot follows them."""
    return [some for some in ([each for each in parents if not each], [each for each in parents if each]) if some]


def classes_of(names):
    plain = {name for name in names if not name.startswith("Async")}
    if len(names) > 1 and {"Async" + name for name in plain} == set(names) - plain:
        return "{Async,}" + braces(sorted(plain))
    return braces(names)


def braces(parts):
    return parts[0] if len(parts) == 1 else "{%s}" % ",".join(parts)


if __name__ == "__main__":
    main()
