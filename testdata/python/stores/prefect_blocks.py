from openai import OpenAI
from prefect import flow
from prefect.blocks.core import Block
from pydantic import BaseModel


class Model(Block):
    key: str

    def client(self):
        return OpenAI(api_key=self.key)


class Settings(BaseModel):
    name: str

    def client(self):
        return OpenAI()


@flow
def write():
    Model.load("x").client().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    Settings.model_validate({}).client().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    Settings.model_dump().client().responses.create(input="x")
