# /// script
# requires-python = ">=3.10"
# dependencies = ["openai", "anthropic", "litellm", "google-genai", "langchain-openai", "langchain-anthropic", "mistralai", "cohere", "groq", "boto3", "weave"]
# ///
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[1])  # not this directory: its files are called like packages
from measure import Around, Case, case, main, posted  # noqa: E402


def made(server, patience=1.0):
    import os

    os.environ.update(WANDB_BASE_URL=server.url + "/backend", WF_TRACE_SERVER_URL=server.url + "/backend/traces", WANDB_API_KEY="k" * 40)
    os.environ.update(WANDB_ENTITY="probe", WEAVE_PRINT_CALL_LINK="false", WANDB_ERROR_REPORTING="false", WEAVE_USE_SERVER_CACHE="false")
    server.backend = answer
    # `flush` would wait for minutes where a call is begun and never ended, as that of a stream is which nobody reads
    return posted(server, lambda: None, lambda path, body: "call" in path, patience=patience)


def init(server, sdk):
    records = made(server)
    import weave

    def start():
        # LangChain and LiteLLM call the SDK of a model, which is recorded too.
        is_above = sdk in ("langchain", "litellm")
        weave.init("probe/probe", settings={"implicitly_patch_integrations": not is_above})
        if is_above:
            getattr(weave.integrations, "patch_" + sdk)()

    return Case(sdk, records, start=start, stop=[("weave.finish", weave.finish)])


def answer(path, body):
    """As much of the backend as `weave.init` asks for."""
    if path.endswith("graphql"):
        viewer = {"id": "1", "username": "probe", "entity": "probe", "flags": "{}", "teams": {"edges": []}}
        project = {"id": "1", "name": "probe", "entityName": "probe"}
        return {"data": {"viewer": viewer, "project": project, "upsertModel": {"model": project, "project": project}, "serverInfo": {}}}
    if path.endswith("server_info"):
        return {"min_required_weave_python_version": "0.0.1"}
    return {"id": "1", "trace_id": "1", "digest": "d", "result": {"digest": "d"}, "res": []}


@case("weave.init", "instrumentor")
def openai(server):
    return init(server, "openai")


@case("weave.init", "instrumentor")
def anthropic(server):
    return init(server, "anthropic")


@case("weave.init", "instrumentor")
def litellm(server):
    return init(server, "litellm")


@case("weave.init", "instrumentor")
def google_genai(server):
    return init(server, "google-genai")


@case("weave.init", "instrumentor")
def langchain(server):
    return init(server, "langchain")


@case("weave.init", "instrumentor")
def mistralai(server):
    return init(server, "mistralai")


@case("weave.init", "instrumentor")
def cohere(server):
    return init(server, "cohere")


@case("weave.init", "instrumentor")
def cohere_v1(server):
    return init(server, "cohere-v1")


@case("weave.init", "instrumentor")
def groq(server):
    return init(server, "groq")


@case("weave.init", "instrumentor")
def bedrock(server):
    return init(server, "bedrock")


@case("weave.op", "decorator")
def op(server):
    records = made(server, patience=10.0)
    import weave

    weave.init("probe/probe")
    return Around(records, decorate=weave.op())


@case("weave.thread", "context manager")
def thread(server):
    records = made(server, patience=10.0)
    import weave

    weave.init("probe/probe")
    return Around(records, enter=weave.thread)


main("weave", ["openai", "anthropic", "litellm", "google-genai", "langchain-openai", "langchain-anthropic", "mistralai", "cohere", "groq", "boto3", "weave"])
