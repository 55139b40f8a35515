"""Who calls the helpers."""
import asyncio

import unknown_library
from mima_governance import AsyncMimaGovernance, MimaGovernance

from app import llm
from app.llm import Model, Overridden, Overriding, deeper, from_both
from app.llm import renamed as another

mima = MimaGovernance()
amima = AsyncMimaGovernance()
model = Model()
TABLE = {"stored": llm.stored}


@mima.attest("report")
def report(text):
    llm.complete(text)
    from_both(text)
    llm.exported(text)
    llm.stored(text)
    llm.by_its_path(text)
    llm.passed_to_unknown_code(text)
    llm.recursive(text)
    model.ask(text)
    model.tell(text)
    model.duck(text)
    Overridden().answer(text)
    Overriding().answer(text)
    for part in llm.streamed(text):
        print(part)
    return deeper(another(text))


@mima.attest("later")
def later(text):
    return llm.streamed_later(text)


@amima.attest("asynchronous")
async def asynchronous(texts):
    await llm.awaited(texts[0])
    tasks = [asyncio.create_task(llm.gathered(text)) for text in texts]
    await asyncio.gather(*tasks)


@amima.attest("coroutine")
async def coroutine(text):
    return llm.handed_out(text)


def plain(text, thing):
    from_both(text)
    model._tell(text)
    thing.duck(text)
    unknown_library.schedule(llm.passed_to_unknown_code)
    unknown_library.schedule("app.llm.by_its_path")
    return Overridden().answer(text)
