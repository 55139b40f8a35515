import anthropic
from mima_governance import MimaGovernance

mima = MimaGovernance(api_key="k", system_name="desk")
claude = anthropic.Anthropic()


@mima.attest(tool_name="ask")
def ask(q):
    message = [{"role": "user", "content": q}]
    return claude.messages.create(model="claude-sonnet-4-5", max_tokens=10, messages=message)


@mima.attest(tool_name="talk")
def talk(q):
    message = [{"role": "user", "content": q}]
    with claude.messages.stream(model="claude-sonnet-4-5", max_tokens=10, messages=message) as stream:
        return "".join(stream.text_stream)


ask("x")
talk("x")
