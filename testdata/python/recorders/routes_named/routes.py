from fastapi import APIRouter
from openai import OpenAI

router = APIRouter()
client = OpenAI()


@router.get("/ask")
def ask():
    return client.responses.create(model="m", input="")  #~ MIMA001 openai.OpenAI.responses.create model=m doubt=another_way
