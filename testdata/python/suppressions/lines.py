"""Comments that accept a finding."""
from openai import OpenAI

client = OpenAI()

client.responses.create(input="x")  # mima: ignore[MIMA001] reviewed by the board #~ suppressed MIMA001 openai.OpenAI.responses.create

# mima: ignore[MIMA001] reviewed by the board
client.responses.create(input="x")  #~ suppressed MIMA001 openai.OpenAI.responses.create

client.responses.create(  # mima: ignore[MIMA001] on the first line #~ suppressed MIMA001 openai.OpenAI.responses.create
    input="x",
)

client.responses.create(  #~ suppressed MIMA001 openai.OpenAI.responses.create
    input="x",
)  # mima: ignore[MIMA001] on the last line

# mima: ignore[MIMA001] an empty line and a comment may be between

# this one
client.responses.create(input="x")  #~ suppressed MIMA001 openai.OpenAI.responses.create

client.responses.create(input="x")  # mima: ignore[unattested-call] by name #~ suppressed MIMA001 openai.OpenAI.responses.create

client.responses.create(input="x")  # mima: ignore[MIMA003, MIMA001] one of two #~ suppressed MIMA001 openai.OpenAI.responses.create ; MIMA021 MIMA003

client.responses.create(input="x")  # type: ignore # mima: ignore[MIMA001] after another #~ suppressed MIMA001 openai.OpenAI.responses.create

client.responses.create(input="x")  #mima:ignore[MIMA001] without blanks #~ suppressed MIMA001 openai.OpenAI.responses.create

client.responses.create(input="x")  # mima: ignore[MIMA001]
#~^ suppressed MIMA001 openai.OpenAI.responses.create ; MIMA020

client.responses.create(input="x")  # mima: ignore[MIMA010] another rule #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 MIMA010

client.responses.create(input="x")  # mima: ignore[MIMA999] no such rule #~ MIMA001 openai.OpenAI.responses.create ; MIMA021 MIMA999

print("nothing here")  # mima: ignore[MIMA001] nothing to suppress #~ MIMA021 MIMA001

client.responses.create(input="x"); client.responses.create(input="y")  # mima: ignore[MIMA001] both #~ suppressed MIMA001 openai.OpenAI.responses.create ; suppressed MIMA001 openai.OpenAI.responses.create

# mima: ignore[MIMA001] speaks of the next line alone #~ MIMA021
print("between")
client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create

print("""
# mima: ignore[MIMA001] in a string, it is no comment
""")
client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create

client.responses.create(input="# mima: ignore[MIMA001] nor here")  #~ MIMA001 openai.OpenAI.responses.create
