"""A class method that is called `from_…` makes an instance, whatever the rules list."""
from langchain_community.llms.huggingface_pipeline import HuggingFacePipeline
from openai import OpenAI


def made(config):
    HuggingFacePipeline.from_model_id(model_id="m", task="text-generation").invoke("x")  #~ MIMA001 langchain_community.llms.huggingface_pipeline.HuggingFacePipeline.invoke
    OpenAI.from_config(config).responses.create(model="m", input="x")  #~ MIMA001 openai.OpenAI.responses.create model=m
    OpenAI.read_config(config).responses.create(model="m", input="x")
