from types import SimpleNamespace
from argparse import Namespace
import discord
from discord.ext import commands
from flask import Flask, g, current_app
from openai import OpenAI
from langchain_openai import ChatOpenAI
from acme import Box, registry

bot = commands.Bot("x")
bot.llm = ChatOpenAI()
ns = SimpleNamespace(client=OpenAI())
args = Namespace()
args.client = OpenAI()
registry.client = OpenAI()


def use(client, text):
    return client.responses.create(model="gpt-4o", input=text)  #~ MIMA001 openai.OpenAI.responses.create model=gpt-4o confidence=medium


use(ns.client, "x")


def use2(client, text):
    return client.chat.completions.create(model="gpt-4o", messages=text)  #~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o confidence=medium


use2(args.client, "x")


def use3(c):
    return c.embeddings.create(model="gpt-4o", input="x")  #~ MIMA001 openai.OpenAI.embeddings.create model=gpt-4o confidence=medium


use3(registry.client)


def before():
    g.client = OpenAI()


def flask_view():
    return use4(g.client)


def use4(c):
    return c.images.generate(model="x", prompt="x")  #~ MIMA001 openai.OpenAI.images.generate model=x confidence=medium


class Cog(commands.Cog):
    def __init__(self, bot):
        self.bot = bot

    async def reply(self, ctx):
        return await self.bot.llm.ainvoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.ainvoke confidence=low


class Typed(commands.Cog):
    def __init__(self, bot: commands.Bot):
        self.bot = bot

    async def reply(self, ctx):
        return await self.bot.llm.ainvoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.ainvoke confidence=medium


async def on_message(ctx):
    await ctx.bot.llm.ainvoke("x")  #~ MIMA001 langchain_openai.ChatOpenAI.ainvoke confidence=low


def handle(request):
    request.state.judge = OpenAI()
    return view(request)


def view(request):
    return request.state.judge.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=low


def ask():
    return ask.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


ask.client = OpenAI()


class Holder:
    pass


h = Holder()
h.client = OpenAI()


def through(h):
    return h.client.responses.create(input="x")  #~? MIMA001 openai.OpenAI.responses.create confidence=low -- what is stored into an object of the project is found by its class alone  #~! MIMA003 -- it is a call


def boxed(box: Box, text):
    return box.data.chat.completions.create(model="gpt-4o", messages=text)  #~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o confidence=low


def boxed2(box: "Box", text):
    client = box.client
    return client.chat.completions.create(model="gpt-4o", messages=text)  #~ MIMA001 openai.OpenAI.chat.completions.create model=gpt-4o confidence=low


def unrelated(request):
    return request.session.client.responses.create(input="x")  #~ MIMA003
