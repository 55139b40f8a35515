from lib import *
from lib.public import *
from lib.listed import *

client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
shown.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
_shown_too.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
added.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
# Not brought by a star: NameError.
_private.responses.create(input="x")
not_shown.responses.create(input="x")
