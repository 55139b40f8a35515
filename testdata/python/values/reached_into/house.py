from room import Room


def two_objects_deep(q):
    return Room().desk.client.embeddings.create(input=q)  #~ MIMA001 openai.OpenAI.embeddings.create
