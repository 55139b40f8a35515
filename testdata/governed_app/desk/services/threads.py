"""Work that other threads do."""
from concurrent.futures import ThreadPoolExecutor

from desk.clients import openai_client
from desk.governance import governed, mima


@mima.attest(tool_name="fan_out")
def fan_out(texts):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(work, texts))


def work(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


def fan_out_governed(texts):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(governed_work, texts))


@governed("work")
def governed_work(text):
    return openai_client().responses.create(model="gpt-4o", input=text)
