#!/usr/bin/env python3
"""Compares the catalog with the current releases of the libraries that it describes.

    python3 rules/drift.py --mima target/release/mima [--only openai,cohere] [--downloads DIR] [--json FILE]

Every library's wheel is downloaded with `pip download` (nothing is installed, nothing is imported), its sources are
read with `ast`, and each path of a call that the catalog lists is looked for in them. A path is

- confirmed: the type, every attribute on the way and the method at its end are there, the method perhaps in a class
  that derives from the type alone (code is annotated with the base, and calls what it gets);
- missing: the type is there in full and has no such member, or the module has no such name: the catalog has drifted;
- not checked: the sources alone do not say (a base class of another package, `__getattr__`, code that is made when the
  program runs, a type that is given as a pattern, a package that has no wheel).

One call stands in the catalog under every name by which a type can be imported, in old releases too. It is confirmed
if it is there under one of them, and missing if the sources say of all that it is not.

Methods that look like calls and are not in the catalog are listed for somebody to look at. The exit status is 1 if
less than 98 % of what can be checked is confirmed. Needs pip and the network; no part of the checks of a change.
"""

import argparse
import ast
import collections
import json
import pathlib
import re
import subprocess
import sys
import zipfile

# What else is needed to check a library, where one package does not hold all of it.
ALSO = {
    "agent-framework": [
        "agent-framework-core", "agent-framework-anthropic", "agent-framework-azure-ai", "agent-framework-declarative",
        "agent-framework-durabletask", "agent-framework-foundry", "agent-framework-openai",
        "agent-framework-orchestrations",
    ],
    "agno": ["phidata"],
    "autogen": ["autogen-core", "autogen-ext"],
    "azure-ai-agents": ["azure-ai-projects"],
    "claude-agent-sdk": ["claude-code-sdk"],
    "huggingface-hub": ["text-generation"],
    "langchain": ["langchain-core", "langchain-classic"],
    "langchain-community": ["langchain-core", "langchain-classic"],
    "langchain-partners": [
        "langchain-core", "langchain-anthropic", "langchain-aws", "langchain-google-genai",
        "langchain-google-vertexai", "langchain-mistralai", "langchain-ollama", "langchain-groq",
        "langchain-huggingface", "langchain-cohere", "langchain-together", "langchain-fireworks",
        "langchain-deepseek", "langchain-xai", "langchain-perplexity", "langchain-nvidia-ai-endpoints",
    ],
    "langgraph": ["langgraph-sdk", "langgraph-prebuilt", "langgraph-checkpoint", "langchain-core"],
    "mcp": ["fastmcp-slim<4"],
    "pydantic-ai": ["pydantic-ai-slim"],
    "vertexai": ["google-genai"],
    "volcengine-ark": ["volcengine-ark-runtime"],
    "xinference": ["xinference"],
    "zhipuai": ["zai-sdk"],
}
# Releases that the calls of a library before a rewrite were in.
RELEASE = {
    "openai-legacy": "openai<1",
    "mistralai-legacy": "mistralai<1",
    "autogen-legacy": "ag2<0.10",
}
# Wheels of hundreds of megabytes.
TOO_LARGE = {"vllm"}
# Segments that the catalog skips wherever they stand; not everything behind them exists.
SKIPPED = re.compile(r"\.with_(raw|streaming)_response(?=\.)")
CALL_LIKE = re.compile(
    r"^(a|async_)?(chat|complete|completion|generate|embed|invoke|predict|rerank|transcribe|synthesize|stream|run|"
    r"kickoff|converse|moderate|classify|summarize|parse)(_\w+)?$"
)
ORDER = ("confirmed", "unchecked", "missing")
WANTED_SHARE = 0.98
MAX_STEPS = 40


class Unknown(Exception):
    """The sources do not say; the message is the reason."""


class Missing(Exception):
    """There is no such name; the message says where."""


class Sources:
    """The Python sources of some wheels, parsed when they are asked for."""

    def __init__(self):
        self.texts = {}
        self.trees = {}
        self.packages = set()

    def add(self, wheel):
        with zipfile.ZipFile(wheel) as archive:
            names = [name for name in archive.namelist() if name.endswith((".py", ".pyi"))]
            for name in names:
                parts = name.rsplit(".", 1)[0].split("/")
                is_package = parts[-1] == "__init__"
                module = ".".join(parts[:-1] if is_package else parts)
                if module not in self.texts or name.endswith(".py"):
                    self.texts[module] = (archive.read(name), is_package)
                self.packages.update(".".join(parts[:end]) for end in range(1, len(parts)))

    def has(self, module):
        return module in self.texts or module in self.packages

    def tree(self, module):
        if module not in self.trees:
            text, _ = self.texts.get(module, (b"", True))
            try:
                self.trees[module] = Module(module, self.texts.get(module, (b"", True))[1], ast.parse(text))
            except (SyntaxError, ValueError) as error:
                raise Unknown(f"`{module}` cannot be parsed: {error}") from error
        return self.trees[module]


class Module:
    """The names that a module binds."""

    def __init__(self, name, is_package, tree):
        self.name, self.is_package = name, is_package
        self.names, self.wildcards, self.dynamic = {}, [], False
        # Names that a wildcard import further down may replace.
        self.before = {}
        self.read(tree.body)

    def read(self, body):
        for node in body:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                self.names.setdefault(node.name, node)
                self.dynamic |= node.name == "__getattr__"
            elif isinstance(node, ast.ImportFrom):
                source = self.absolute(node)
                for alias in node.names:
                    if alias.name == "*":
                        self.wildcards.append(source)
                        self.before[source] = set(self.names)
                    else:
                        self.names.setdefault(alias.asname or alias.name, ("from", source, alias.name))
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    target = alias.name if alias.asname else alias.name.split(".")[0]
                    self.names.setdefault(alias.asname or target, ("module", target))
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    for name in ast.walk(target):
                        if isinstance(name, ast.Name):
                            self.names.setdefault(name.id, node)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                self.names.setdefault(node.target.id, node)
            else:
                for field in ("body", "orelse", "finalbody", "handlers"):
                    for part in getattr(node, field, []):
                        self.read(part.body if isinstance(part, ast.ExceptHandler) else [part])

    def absolute(self, node):
        if not node.level:
            return node.module or ""
        parts = self.name.split(".")
        parts = parts[: len(parts) - node.level + (1 if self.is_package else 0)]
        return ".".join(parts + ([node.module] if node.module else []))


class Resolver:
    """Finds what dotted names mean. A thing is a pair of its module and its node, or a module's name."""

    def __init__(self, sources):
        self.sources = sources

    def path(self, dotted):
        """Follows a dotted path from a root; returns quietly if all of it is there."""
        segments = [segment for segment in dotted.replace("()", "").split(".") if segment]
        thing, at = None, 0
        for end in range(len(segments), 0, -1):
            if self.sources.has(".".join(segments[:end])):
                thing, at = ".".join(segments[:end]), end
                break
        if thing is None:
            raise Unknown(f"the package of `{segments[0]}` was not downloaded")
        # A name of the package may hide a module of the same name.
        for position, segment in enumerate(segments[at:], at + 1):
            try:
                thing = self.member(thing, segment, MAX_STEPS)
            except Missing:
                if position < len(segments) or not self.is_in_subclass(thing, segment):
                    raise
        return thing

    def is_in_subclass(self, thing, name):
        """Whether a class that derives from the class `thing` defines the member."""
        if not isinstance(thing, tuple) or not isinstance(thing[1], ast.ClassDef):
            return False
        derives = re.compile(rf"class \w+\([^)]*\b{thing[1].name}\b".encode())
        defines = re.compile(rf"def {name}\b".encode())
        for module, (text, _) in self.sources.texts.items():
            if not derives.search(text) or not defines.search(text):
                continue
            facts = self.sources.tree(module)
            for node in facts.names.values():
                if isinstance(node, ast.ClassDef) and self.derives_from(facts, node, thing[1], MAX_STEPS):
                    members = {item.name for item in node.body if hasattr(item, "name")}
                    if name in members:
                        return True
        return False

    def derives_from(self, module, node, base, steps):
        """Whether a class derives from another, directly or not."""
        for written in node.bases if steps > 0 else []:
            try:
                found = self.expression(module, written, steps - 1)
            except (Missing, Unknown):
                continue
            is_class = isinstance(found, tuple) and isinstance(found[1], ast.ClassDef)
            if is_class and (found[1] is base or self.derives_from(*found, base, steps - 1)):
                return True
        return False

    def member(self, thing, name, steps):
        if steps <= 0:
            raise Unknown("too many steps")
        if isinstance(thing, str):
            return self.of_module(thing, name, steps - 1)
        module, node = thing
        if isinstance(node, ast.ClassDef):
            return self.of_class(module, node, name, steps - 1)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            returned = self.annotated(module, node.returns, steps - 1)
            return self.member(returned, name, steps - 1)
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            return self.member(self.assigned(module, node, steps - 1), name, steps - 1)
        raise Unknown("is not followed")

    def of_module(self, module, name, steps):
        if f"{module}.{name}" in self.sources.texts and name not in self.sources.tree(module).names:
            return f"{module}.{name}"
        found = self.binding(module, name, steps, set())
        if found is not None:
            return found
        if self.sources.has(f"{module}.{name}"):
            return f"{module}.{name}"
        if self.sources.tree(module).dynamic or module not in self.sources.texts:
            # A lazy module: the name stands somewhere below it.
            below = [
                other
                for other in self.sources.texts
                if other.startswith(f"{module}.") and re.search(rf"class {name}\b".encode(), self.sources.texts[other][0])
            ]
            if len(below) >= 1:
                return self.of_module(min(below, key=len), name, steps - 1)
            raise Unknown(f"`{module}` makes its names when they are asked for")
        raise Missing(f"`{module}` has no `{name}`")

    def binding(self, module, name, steps, seen):
        if module in seen or steps <= 0:
            return None
        seen.add(module)
        facts = self.sources.tree(module)
        bound = facts.names.get(name)
        if bound is not None:
            for other in facts.wildcards:
                if name in facts.before[other] and self.sources.has(other):
                    found = self.binding(other, name, steps - 1, seen)
                    if found is not None:
                        return found
        if bound is None:
            for other in facts.wildcards:
                if not self.sources.has(other):
                    raise Unknown(f"`{module}` takes its names from `{other}`")
                found = self.binding(other, name, steps - 1, seen)
                if found is not None:
                    return found
            return None
        if not isinstance(bound, tuple):
            return facts, bound
        if bound[0] == "module":
            return bound[1]
        _, source, original = bound
        if not self.sources.has(source):
            raise Unknown(f"`{name}` comes from `{source}`")
        return self.of_module(source, original, steps - 1)

    def of_class(self, module, node, name, steps):
        """A member of a class: what it is, or what reading it gives."""
        unknown = None
        for item in ast.walk(ast.Module(body=node.body, type_ignores=[])):
            if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and item.name == name:
                return module, item
            if isinstance(item, ast.AnnAssign) and named(item.target) == name:
                return module, item
            if isinstance(item, ast.Assign) and any(named(target) == name for target in item.targets):
                return module, item
            if isinstance(item, ast.FunctionDef) and item.name == "__getattr__":
                unknown = f"`{node.name}` makes its attributes when they are asked for"
        for base in node.bases:
            try:
                owner = self.expression(module, base, steps - 1)
                if isinstance(owner, tuple) and isinstance(owner[1], ast.ClassDef):
                    return self.of_class(*owner, name, steps - 1)
                unknown = f"a base class of `{node.name}` is not known"
            except Missing:
                continue
            except Unknown as error:
                if not is_plain(base):
                    unknown = str(error)
        if node.decorator_list and unknown is None and not is_plain_class(node):
            unknown = f"`{node.name}` is decorated"
        if unknown:
            raise Unknown(unknown)
        raise Missing(f"`{node.name}` has no `{name}`")

    def assigned(self, module, item, steps):
        if isinstance(item, ast.AnnAssign):
            try:
                return self.annotated(module, item.annotation, steps - 1)
            except Unknown:
                if item.value is None:
                    raise
        return self.expression(module, item.value, steps - 1)

    def annotated(self, module, annotation, steps):
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            annotation = ast.parse(annotation.value, mode="eval").body
        if isinstance(annotation, ast.Subscript):
            inner = annotation.slice
            members = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            for member in [annotation.value, *members]:
                try:
                    found = self.annotated(module, member, steps - 1)
                    if isinstance(found, tuple) and isinstance(found[1], ast.ClassDef):
                        return found
                except (Unknown, Missing):
                    continue
            raise Unknown("an annotation is not followed")
        if isinstance(annotation, ast.BinOp):
            return self.annotated(module, annotation.left, steps - 1)
        return self.expression(module, annotation, steps - 1)

    def expression(self, module, node, steps):
        if steps <= 0:
            raise Unknown("too many steps")
        if isinstance(node, ast.Name):
            found = self.binding(module.name, node.id, steps - 1, set())
            if found is None:
                raise Unknown(f"`{node.id}` is not bound in `{module.name}`")
            return found
        if isinstance(node, ast.Attribute):
            return self.member(self.expression(module, node.value, steps - 1), node.attr, steps - 1)
        if isinstance(node, ast.Call):
            called = self.expression(module, node.func, steps - 1)
            if isinstance(called, tuple) and isinstance(called[1], (ast.FunctionDef, ast.AsyncFunctionDef)):
                return self.annotated(called[0], called[1].returns, steps - 1)
            return called
        if isinstance(node, ast.Subscript):
            return self.expression(module, node.value, steps - 1)
        raise Unknown("an expression is not followed")


def named(target):
    if isinstance(target, ast.Name):
        return target.id
    is_own = isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self"
    return target.attr if is_own else None


def is_plain(base):
    """Whether a base class adds no methods that could be calls."""
    text = ast.unparse(base).split("[")[0].rsplit(".", 1)[-1]
    return text in {"object", "ABC", "Generic", "Protocol", "TypedDict", "Enum", "BaseModel", "Exception", "Model"}


def is_plain_class(node):
    words = " ".join(ast.unparse(decorator) for decorator in node.decorator_list)
    return any(word in words for word in ("dataclass", "deprecated", "final", "attrs", "define", "runtime_checkable"))


def download(requirement, folder):
    """The wheels of a requirement, downloaded once; none if there is none for this machine."""
    folder = folder / re.sub(r"[<>=, ]", "_", requirement)
    folder.mkdir(parents=True, exist_ok=True)
    if not list(folder.glob("*.whl")):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check"]
        command += ["--only-binary", ":all:", "--dest", str(folder), requirement]
        try:
            subprocess.run(command, check=False, timeout=180, stderr=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            pass
    return sorted(folder.glob("*.whl"))


def check_library(library, folder):
    """The state of each path: `confirmed`, or `missing` or `unchecked` with a reason."""
    requirement = RELEASE.get(library["id"], library["package"])
    sources, releases = Sources(), []
    if library["package"] in TOO_LARGE:
        wheels = []
    else:
        wheels = [wheel for name in [requirement, *ALSO.get(library["id"], [])] for wheel in download(name, folder)]
    for wheel in wheels:
        sources.add(wheel)
        releases.append("-".join(wheel.name.split("-")[:2]))
    resolver, spellings = Resolver(sources), collections.defaultdict(list)
    for call in library["calls"]:
        name = SKIPPED.sub("", call["name"].removesuffix("()"))
        if call["until"] and library["id"] not in RELEASE:
            state = ("unchecked", f"gone since {call['until']}")
        elif call["since"] and not is_released(call["since"], wheels):
            state = ("unchecked", f"there since {call['since']}, which is not released")
        elif "*" in name:
            state = ("unchecked", "a pattern")
        else:
            state = state_of(resolver, name)
            if state[0] == "missing" and call["deprecated"]:
                state = ("unchecked", "deprecated, and gone: older releases have it")
        spellings[from_type(name)].append((*state, name))
    states = {}
    for found in spellings.values():
        state, reason, name = min(found, key=lambda one: ORDER.index(one[0]))
        states[name] = (state, reason)
    return {"releases": releases, "states": states, "new": new_methods(resolver, library)}


def is_released(since, wheels):
    """Whether the first of the wheels, which is the library's own, is of this version or a later one."""
    numbers = [[int(part) for part in re.findall(r"\d+", text)] for text in (since, *(w.name.split("-")[1] for w in wheels[:1]))]
    return len(numbers) == 2 and numbers[1] >= numbers[0]


def from_type(name):
    """A path without the modules that lead to its type."""
    segments = name.split(".")
    classes = [at for at, segment in enumerate(segments) if segment.lstrip("_")[:1].isupper()]
    return ".".join(segments[classes[0] if classes else -1 :])


def state_of(resolver, name):
    try:
        resolver.path(name)
        return "confirmed", ""
    except Missing as error:
        return "missing", str(error)
    except (Unknown, RecursionError) as error:
        return "unchecked", str(error)


def new_methods(resolver, library):
    """Methods beside those of the catalog whose names look like calls."""
    known = {call["name"].removesuffix("()") for call in library["calls"]} | set(library["not_calls"])
    known |= set(library["factories"])
    owners = {name.rpartition(".")[0] for name in known if "*" not in name}
    last = {name.rpartition(".")[2] for name in known}
    found = set()
    for owner in owners:
        try:
            thing = resolver.path(owner)
        except (Missing, Unknown, RecursionError):
            continue
        if isinstance(thing, tuple) and isinstance(thing[1], ast.ClassDef):
            for item in thing[1].body:
                is_method = isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef))
                is_method = is_method and "property" not in " ".join(map(ast.unparse, item.decorator_list))
                if is_method and CALL_LIKE.match(item.name) and item.name not in last:
                    found.add(f"{owner}.{item.name}")
    return sorted(found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mima", default="mima", help="the program whose catalog is checked")
    parser.add_argument("--only", default="", help="ids of libraries, separated by commas")
    parser.add_argument("--downloads", default="drift-downloads", help="where wheels are kept")
    parser.add_argument("--json", help="write all states there")
    parser.add_argument("--verbose", action="store_true", help="name what could not be checked")
    arguments = parser.parse_args()
    listed = subprocess.run([arguments.mima, "catalog", "--format", "json"], check=True, capture_output=True).stdout
    only = set(filter(None, arguments.only.split(",")))
    libraries = [entry for entry in json.loads(listed) if entry["language"] == "python"]
    libraries = [entry for entry in libraries if not only or entry["id"] in only]
    total, results = collections.Counter(), {}
    sys.setrecursionlimit(5000)
    for library in libraries:
        result = results[library["id"]] = check_library(library, pathlib.Path(arguments.downloads))
        counts = collections.Counter(state for state, _ in result["states"].values())
        total += counts
        releases = ", ".join(result["releases"]) or "no wheel"
        numbers = ", ".join(f"{counts[state]} {state}" for state in ("confirmed", "missing", "unchecked"))
        print(f"{library['id']}: {numbers} ({releases})")
        for name, (state, reason) in sorted(result["states"].items()):
            if state == "missing" or (arguments.verbose and state == "unchecked"):
                print(f"    {state}: {name}: {reason}")
        for name in result["new"]:
            print(f"    new?: {name}")
    if arguments.json:
        pathlib.Path(arguments.json).write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    checked = total["confirmed"] + total["missing"]
    share = total["confirmed"] / checked if checked else 1.0
    print(f"{total['confirmed']} of {checked} paths confirmed ({share:.1%}); {total['unchecked']} could not be checked")
    return 0 if share >= WANTED_SHARE else 1


if __name__ == "__main__":
    sys.exit(main())
