"""Prints the stored results as the table of `docs/attestation.md`."""

from seen import RECORDED, WAYS, library, of_all_classes, placed, recorders, results

HEAD = ["preset", "put in place by", "measured with", "on", "recorded, with the question", "recorded, without it", "not recorded", "not through"]


def main():
    print("| %s |" % " | ".join(HEAD))
    print("|%s" % ("---|" * len(HEAD)))
    for file in results():
        rows = {}
        for case in file["cases"].values():
            preset, marker, *rest = row(file, case)
            rows.setdefault((preset, case["shape"], *rest), []).append(marker)
        # Markers of one shape of which the same was seen share a row.
        for (preset, shape, *rest), markers in rows.items():
            print("| %s |" % " | ".join([preset, "%s, %s" % (", ".join(dict.fromkeys(markers)), shape), *rest]))


def row(file, case):
    kinds = {"content": set(), "record": set(), "nothing": set()}
    ways = {way for way, found in case.get("copies", {}).items() if not found}
    for operation in case["operations"]:
        forms = of_all_classes(case, operation)
        found = [forms[form] for form in ("plain", "stream") if form in forms]
        if not all(each in kinds for each in found):
            continue  # the call fails, with or without the recorder
        kind = max(found, key=list(kinds).index)
        kinds[kind].add(placed(operation)[2] or operation)
        if kind != "nothing":
            ways |= {WAYS[form] for form, each in forms.items() if form in WAYS and each not in RECORDED}
    # What differs between classes of clients counts as what is less.
    kinds["content"] -= kinds["record"] | kinds["nothing"]
    kinds["record"] -= kinds["nothing"]
    marker = "`%s`" % case["marker"] + (' (`"%s"`)' % case["entry"] if "entry" in case else "")
    if case["shape"] in ("decorator", "context manager"):
        libraries, wanted = set(), recorders(file["packages"], {"code"})
    else:
        libraries = {library(operation) for operation in case["operations"]}
        wanted = [name for name in file["packages"] if name in libraries] + recorders(file["packages"], libraries)
    versions = ", ".join("%s %s" % (name, file["packages"][name]) for name in wanted)
    ways = ", ".join("`%s`" % way for way in sorted(ways))
    return [file["preset"], marker, versions, case["date"], *map(together, kinds.values()), ways]


def together(paths):
    """`a.create`, `a.parse` and `b.create` as `a.{create,parse}` and `b.create`."""
    above = {}
    for path in sorted(paths):
        head, _, last = path.rpartition(".")
        above.setdefault(head, []).append(last)
    shown = [(head, last[0] if len(last) == 1 else "{%s}" % ",".join(last)) for head, last in above.items()]
    return ", ".join("`%s`" % ".".join(filter(None, parts)) for parts in shown)


if __name__ == "__main__":
    main()
