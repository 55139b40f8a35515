from . import handles
from . import exported
from .handles import client
from .sub import deep

client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
handles.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
exported.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
deep.again.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
