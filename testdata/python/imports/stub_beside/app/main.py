"""A source file wins over the stub beside it; of a compiled module there is only a stub."""
from app.compiled import made
from app.handles import client

client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
made.messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create
