import queue

queue.make().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
