from acme.llm.client import client
from acme.llm import client as module
import acme.llm.client

client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
module.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
acme.llm.client.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
