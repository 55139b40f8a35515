import pkg.c

pkg.c.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
