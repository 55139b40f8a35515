# Databricks notebook source
# MAGIC %pip install openai

# COMMAND ----------

# %% [markdown]
# Calls `client.responses.create()`.

# %%
from openai import OpenAI

client = OpenAI()

# %%
client.responses.create(model="m")  #~ MIMA001 openai.OpenAI.responses.create model=m
