from ibm_watsonx_ai import Credentials
from ibm_watsonx_ai.foundation_models import Embeddings, ModelInference, Rerank
from ibm_watsonx_ai.foundation_models import TSModelInference

model = ModelInference(model_id="ibm/granite-13b-chat-v2", credentials=Credentials(url="https://example.com"))


def ask(prompt: str):
    model.tokenize(prompt=prompt)
    text = model.generate_text(prompt=prompt)  #~ MIMA001 ibm_watsonx_ai.foundation_models.ModelInference.generate_text model=ibm/granite-13b-chat-v2
    return text, model.chat(messages=[{"role": "user", "content": prompt}])  #~ MIMA001 ibm_watsonx_ai.foundation_models.ModelInference.chat model=ibm/granite-13b-chat-v2


def vectors(texts: list[str]):
    return Embeddings(model_id="ibm/slate-30m").embed_documents(texts)  #~ MIMA001 ibm_watsonx_ai.foundation_models.Embeddings.embed_documents model=ibm/slate-30m


def ranked(handle: Rerank):
    handle.describe()
    return handle.generate()  #~ MIMA001 ibm_watsonx_ai.foundation_models.Rerank.generate


def forecast(rows, parameters):
    model = TSModelInference(model_id="ibm/granite-ttm-512-96-r2")
    model.get_details()
    return model.forecast(data=rows, params=parameters)  #~ MIMA001 ibm_watsonx_ai.foundation_models.TSModelInference.forecast model=ibm/granite-ttm-512-96-r2
