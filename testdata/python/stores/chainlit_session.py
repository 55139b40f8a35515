import chainlit as cl
from chainlit.user_session import user_session
from langchain_openai import ChatOpenAI
from openai import AsyncOpenAI


@cl.on_chat_start
async def start():
    cl.user_session.set("chain", ChatOpenAI())
    user_session.set("client", AsyncOpenAI())
    cl.user_session.set("name", "x")


@cl.on_message
async def main(message):
    chain = cl.user_session.get("chain")
    await chain.ainvoke(message.content)  #~ MIMA001 langchain_openai.ChatOpenAI.ainvoke
    client: AsyncOpenAI = cl.user_session.get("client")
    await client.responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create
    await cl.user_session.get("client").responses.create(input="x")  #~ MIMA001 openai.AsyncOpenAI.responses.create
    # Another key.
    await cl.user_session.get("name").ainvoke("x")
    await cl.user_session.get("client").ainvoke("x")
