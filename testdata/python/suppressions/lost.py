"""Comments that are meant as suppressions and are not written so suppress nothing, and say what they would have to say."""
from openai import OpenAI

client = OpenAI()

client.responses.create(input="a")  # MIMA: ignore[MIMA001] reviewed #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 not written as a suppression
client.responses.create(input="b")  # mima: disable[MIMA001] reviewed #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 not written as a suppression
client.responses.create(input="c")  # mima: ignore(MIMA001) reviewed #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 not written as a suppression
client.responses.create(input="d")  # mima: ignore MIMA001 reviewed #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 not written as a suppression
client.responses.create(input="e")  # noqa: MIMA001 #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 not written as a suppression
client.responses.create(input="f")  # noqa: E501, MIMA001 #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 not written as a suppression
client.responses.create(input="g")  # type: ignore[MIMA001] #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 not written as a suppression
client.responses.create(input="h")  # pylint: disable=MIMA001 #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 not written as a suppression
client.responses.create(input="i")  # ignore[MIMA01] #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 not written as a suppression
client.responses.create(input="j")  # mima : ignore[MIMA001] reviewed #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 not written as a suppression
client.responses.create(input="k")  # mima: ignore[MIMA001 reviewed #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 not written as a suppression
client.responses.create(input="l")  # mima: ignore-next-line[MIMA001] reviewed #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 not written as a suppression
client.responses.create(input="m")  # mima: Ignore[MIMA001] reviewed #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 not written as a suppression

# Blanks are allowed.
client.responses.create(input="n")  # mima: ignore [MIMA001] reviewed #~ suppressed MIMA001 openai.OpenAI.responses.create

# The beginning of ids, and almost a name.
client.responses.create(input="o")  # mima: ignore[MIMA00] reviewed #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 `MIMA00` is no rule
client.responses.create(input="p")  # mima: ignore[unatested-call] reviewed #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 `unatested-call` is no rule

# No rule at all: it hides the call, and is told.
client.responses.create(input="q")  # mima: ignore reviewed #~ suppressed MIMA001 openai.OpenAI.responses.create ; MIMA020 names no rule

# What mima ignores, and why MIMA001 is an error, may be written about.
# mima is off by default
# see MIMA001: we do not ignore it
# noqa
print("nothing")  # type: ignore
