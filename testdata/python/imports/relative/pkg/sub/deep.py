from .. import exported
from ..handles import client as again
from ... import nothing_above_the_root

again.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
exported.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
