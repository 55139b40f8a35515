def helper(desk, q):
    return desk.client.responses.create(model="m", input=q)  #~ MIMA001 openai.OpenAI.responses.create
