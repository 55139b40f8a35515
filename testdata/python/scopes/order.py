"""Statements run in order: what a name is depends on where it is read."""
from openai import OpenAI


class Recorder:
    class responses:
        @staticmethod
        def create(input):
            return input


def rebound(text):
    client = Recorder()
    client.responses.create(input=text)
    client = OpenAI()
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    client = Recorder()
    client.responses.create(input=text)


def deleted(text):
    client = OpenAI()
    del client
    client.responses.create(input=text)  #~! MIMA003 -- the name is deleted


def branches(text, fast):
    if fast:
        client = OpenAI()
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    else:
        client = Recorder()
        client.responses.create(input=text)
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def only_one_branch(text, fast):
    client = Recorder()
    if fast:
        client = OpenAI()
    client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def a_branch_that_leaves(text, fast):
    client = OpenAI()
    if fast:
        client = Recorder()
        return client.responses.create(input=text)
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def the_other_branch_leaves(text, fast):
    client = Recorder()
    if fast:
        client = OpenAI()
        raise ValueError(client)
    return client.responses.create(input=text)


def loops(texts):
    client = Recorder()
    for text in texts:
        client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
        client = OpenAI()
    return client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def while_true(texts):
    client = Recorder()
    while True:
        client = OpenAI()
        break
    # The loop is only left by `break`, after the binding.
    return client.responses.create(input=texts)  #~ MIMA001 openai.OpenAI.responses.create


def loop_with_continue(texts):
    client = Recorder()
    for text in texts:
        if text:
            client = OpenAI()
            continue
        client = Recorder()
    return client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def loop_else(texts):
    client = Recorder()
    for text in texts:
        if text:
            break
    else:
        client = OpenAI()
    return client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def tries(text):
    try:
        client = OpenAI()
    except ValueError:
        client = Recorder()
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def handler_may_see_either(text):
    client = Recorder()
    try:
        client = OpenAI()
        text.upper()
    except ValueError:
        return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
    return None


def finally_sees_all(text):
    client = None
    try:
        client = OpenAI()
    finally:
        if client:
            client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def try_else(text):
    try:
        client = Recorder()
    except ValueError:
        return None
    else:
        client = OpenAI()
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def exception_name_is_gone_after(text):
    error = OpenAI()
    try:
        text.upper()
    except ValueError as error:
        return error.responses.create(input=text)
    return error.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def matched(text, kind):
    match kind:
        case "real":
            client = OpenAI()
        case "mock":
            client = Recorder()
        case _:
            return None
    return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def captured_by_match(text):
    match OpenAI():
        case client:
            return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def captured_as(text, flag):
    match (OpenAI(), flag):
        case (client, True):
            return client.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def augmented(text):
    client = OpenAI()
    client += 1
    return client


def after_return(text):
    client = Recorder()
    return client.responses.create(input=text)
    client = OpenAI()


def a_function_reads_the_last_binding():
    # `ask` runs when it is called; by then the module's `late` is a client.
    return late.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


late = None
late = OpenAI()

if True:
    conditional = OpenAI()
else:
    conditional = None
conditional.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create

if __name__ == "__main__":
    OpenAI().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
