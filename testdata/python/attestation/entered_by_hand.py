"""What is entered by hand is active until it is left: in the same block, and in sight."""
from contextlib import AsyncExitStack, ExitStack

from mima_governance import AsyncMimaGovernance, MimaGovernance
from openai import AsyncOpenAI, OpenAI

client = OpenAI()
aclient = AsyncOpenAI()
mima = MimaGovernance()
amima = AsyncMimaGovernance()


def left_at_last(text):
    span = mima.trace("x")
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    span.__enter__()
    try:
        return client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace kind=context
    finally:
        span.__exit__(None, None, None)
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def left_by_each_way(text):
    span = mima.trace("x")
    entered = span.__enter__()
    try:
        client.responses.create(input=entered)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
    except ValueError as error:
        span.__exit__(type(error), error, None)
        raise
    else:
        span.__exit__(None, None, None)
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def each_time(texts):
    for text in texts:
        span = mima.trace(text)
        span.__enter__()
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
        span.__exit__(None, None, None)
    client.responses.create(input=texts)  #~ MIMA001 openai.OpenAI.responses.create


def left_by_the_first_round(texts):
    span = mima.trace("x")
    span.__enter__()
    for text in texts:
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
        span.__exit__(None, None, None)


def entered_in_a_branch(text):
    span = mima.trace("x")
    if text:
        span.__enter__()
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def left_in_a_branch(text):
    span = mima.trace("x")
    span.__enter__()
    client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
    if text:
        span.__exit__(None, None, None)
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def entered_in_a_case(text):
    span = mima.trace("x")
    match text:
        case "a":
            span.__enter__()  #~ MIMA014 no AI call was found
        case _:
            client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def left_by_a_helper(text):
    span = mima.trace("x")

    def leave():
        span.__exit__(None, None, None)

    span.__enter__()
    leave()
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def left_by_another_name(text):
    span = mima.trace("x")
    leave = span.__exit__
    span.__enter__()
    leave(None, None, None)
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def left_by_its_name_as_a_text(text):
    span = mima.trace("x")
    span.__enter__()
    locals()["span"].__exit__(None, None, None)
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def left_by_an_element(text):
    span = mima.trace("x")
    span.__enter__()
    for each in (span,):
        each.__exit__(None, None, None)
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def given_away(text, others):
    span = mima.trace("x")
    others.append(span)
    span.__enter__()
    others.leave()
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def replaced(text):
    span = mima.trace("x")
    span.__enter__()
    span = None
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def something_else(text):
    span = open("x")
    span.__enter__()
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def carried_out(text):
    span = mima.trace("x")
    span.__enter__()
    answers = (client.responses.create(input=part) for part in text)  #~ MIMA011 openai.OpenAI.responses.create
    span.__exit__(None, None, None)
    return list(answers)


def on_a_stack(text):
    stack = ExitStack()
    stack.enter_context(open("x"))
    stack.enter_context(mima.trace("x"))
    stack.enter_context(open("y"))
    try:
        client.responses.create(input=text)  #~ attested openai.OpenAI.responses.create by=mima_governance.MimaGovernance.trace
    finally:
        stack.close()
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def moved_to_another_stack(text):
    stack = ExitStack()
    stack.enter_context(mima.trace("x"))
    others = stack.pop_all()
    others.close()
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


async def asynchronously(text):
    span = amima.trace("x")
    await span.__aenter__()
    try:
        await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.trace
    finally:
        await span.__aexit__(None, None, None)


async def never_waited_for(text):
    span = amima.trace("x")
    span.__aenter__()
    await aclient.responses.create(input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create


async def on_an_asynchronous_stack(text):
    stack = AsyncExitStack()
    await stack.enter_async_context(amima.trace("x"))
    await aclient.responses.create(input=text)  #~ attested openai.AsyncOpenAI.responses.create by=mima_governance.AsyncMimaGovernance.trace
    await stack.aclose()
    await aclient.responses.create(input=text)  #~ MIMA001 openai.AsyncOpenAI.responses.create


class Kept:
    def begin(self):
        self.span = mima.trace("x")
        self.span.__enter__()

    def ask(self, text):
        self.begin()
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
