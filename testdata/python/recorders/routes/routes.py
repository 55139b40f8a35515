from fastapi import APIRouter
from openai import OpenAI

router = APIRouter()
client = OpenAI()


@router.get("/ask")
def ask():
    return client.responses.create(model="m", input="")  #~ attested openai.OpenAI.responses.create model=m
