import llm


def ask(question: str):
    model = llm.get_model("gpt-4o-mini")
    response = model.prompt(question)  #~ MIMA001 llm.Model.prompt
    print(response.text())
    talk = model.conversation()
    print(talk.prompt(question).text())  #~ MIMA001 llm.Conversation.prompt
    print(response.reply("And now?").text())  #~ MIMA001 llm.Response.reply
    return "".join(model.chain(question, tools=[len]))  #~ MIMA001 llm.Model.chain


async def later(question: str):
    model = llm.get_async_model("gpt-4o-mini")
    async for piece in model.prompt(question):  #~ MIMA001 llm.AsyncModel.prompt
        print(piece)
    talk = model.conversation()
    response = talk.prompt(question)  #~ MIMA001 llm.AsyncConversation.prompt
    await response
    following = await response.reply("And now?")  #~ MIMA001 llm.AsyncResponse.reply
    return await following.text()


def vectors(texts: list, database):
    model = llm.get_embedding_model("3-small")
    print(model.get_key(), llm.cosine_similarity([1.0], [1.0]))
    collection = llm.Collection("notes", database, model=model)
    collection.embed("1", texts[0])  #~ MIMA001 llm.Collection.embed
    collection.similar_by_id("1")
    return list(model.embed_multi(texts))  #~ MIMA001 llm.EmbeddingModel.embed_multi
