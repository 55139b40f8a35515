from dataclasses import dataclass

from dependency_injector import containers, providers
from dependency_injector.wiring import Provide, inject
from fastapi import Depends
from openai import OpenAI


def open_client():
    client = OpenAI()
    yield client


class Service:
    def __init__(self, client, name):
        self.client = client
        self.name = name

    def ask(self):
        self.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium
        self.name.responses.create(input="x")


@dataclass
class Fields:
    client: object

    def ask(self):
        self.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


class Container(containers.DeclarativeContainer):
    config = providers.Configuration()
    llm = providers.Singleton(OpenAI, api_key=config.key)
    kept = providers.Object(OpenAI())
    opened = providers.Resource(open_client)
    name = providers.Object("x")
    service = providers.Factory(Service, client=llm, name=name)
    fields = providers.Factory(Fields, client=llm)


def direct():
    Container.llm().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    Container.kept().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    Container.opened().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    Container.name().responses.create(input="x")
    Container.service().ask()
    # The provider itself makes no call.
    Container.llm.responses.create(input="x")


def by_instance():
    container = Container()
    container.llm().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    container.service().client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


@inject
def injected(llm=Provide[Container.llm], name=Provide[Container.name]):
    llm.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    name.responses.create(input="x")


@inject
def in_request(llm=Depends(Provide[Container.llm])):
    llm.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
