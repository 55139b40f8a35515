"""What the stored results say, for the rules of the presets and for the table of the documentation."""

import json
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
RECORDED = ("content", "record")
# Ways to a call, and the segment by which code takes them.
WAYS = {"raw": "with_raw_response", "raw_stream": "with_raw_response", "manager": "with_streaming_response"}

# What is measured, as opposed to what measures.
LIBRARIES = {
    "openai", "anthropic", "litellm", "google-genai", "langchain-openai", "langchain-anthropic", "mistralai", "cohere", "groq", "ollama", "boto3",
}  # fmt: skip
# The distribution of a module, where it has another name, and what instrumentations of it are called.
DISTRIBUTIONS = {"google": "google-genai", "mypy_boto3_bedrock_runtime": "boto3", "langchain_core": "langchain-openai"}
INSTRUMENTATIONS = {
    "google-genai": ("google-genai", "google-generativeai"),
    "boto3": ("bedrock", "botocore"),
    "langchain-openai": ("langchain",),
    "langchain-anthropic": ("langchain",),
}


def results():
    return [json.loads(file.read_text()) for file in sorted(RESULTS.glob("*.json"))]


def of_all_classes(case, operation):
    """The forms of an operation. Those that were not tried with this class are as they were with another one."""
    forms = dict(case["operations"][operation])
    for other, found in case["operations"].items():
        if placed(other)[::2] == placed(operation)[::2]:
            forms.update({form: each for form, each in found.items() if form not in case["operations"][operation] and forms.get(form) in (None, *RECORDED)})
    return forms


def placed(operation):
    """Its module, the class in it, and the path below that."""
    parts = operation.split(".")
    at = max((at for at, part in enumerate(parts[:-1]) if part[:1].isupper()), default=0)
    return ".".join(parts[: at or 1]), parts[at] if at else "", ".".join(parts[at + 1 :])


def library(operation):
    """The distribution that an operation belongs to."""
    root = operation.split(".")[0]
    return DISTRIBUTIONS.get(root, root.replace("_", "-"))


def recorders(packages, libraries):
    """The packages that record these libraries."""
    return [package for package in packages if package not in LIBRARIES | libraries and any(is_about(package, each) for each in libraries)]


def is_about(package, library):
    """Is a package an instrumentation of this library, or of none in particular?"""
    names = INSTRUMENTATIONS.get(library, (library,))
    return "-instrumentation-" not in package or any(package.removesuffix("-v2").endswith("-" + name) for name in names)
