import app.llm
import app.llm as backend
from app import llm
from app import llm as renamed
from app.llm import DEFAULT_MODEL, client, get_client
from app.llm import client as c

client.responses.create(model=DEFAULT_MODEL, input="x")  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o-mini flow=constructed,stored,imported,called
c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
llm.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
renamed.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
backend.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
app.llm.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
get_client().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
llm.get_client().responses.create(model=llm.DEFAULT_MODEL, input="x")  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o-mini


def local_import(text):
    from app.llm import client as inner

    return inner.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create


def local_import_of_the_library(text):
    import openai

    return openai.OpenAI().responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create
