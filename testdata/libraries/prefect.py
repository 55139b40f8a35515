from prefect import flow
from prefect_openai import CompletionModel, ImageModel, OpenAICredentials


@flow
async def write(text):
    model = await CompletionModel.load("writer")
    await model.submit_prompt(text)  #~ MIMA001 prefect_openai.CompletionModel.submit_prompt
    own = CompletionModel(openai_credentials=OpenAICredentials.load("x"), model="gpt-3.5-turbo-instruct")
    await own.submit_prompt(text)  #~ MIMA001 prefect_openai.CompletionModel.submit_prompt model=gpt-3.5-turbo-instruct
    await ImageModel().submit_prompt(text)  #~ MIMA001 prefect_openai.ImageModel.submit_prompt
