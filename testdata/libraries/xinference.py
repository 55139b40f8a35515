import xinference_client
from xinference.client import AsyncClient, Client, RESTfulClient
from xinference.client.restful import restful_client
from xinference.client.restful.restful_client import RESTfulChatModelHandle

client = RESTfulClient("http://localhost:9997")


def ask(text: str):
    client.launch_model(model_name="qwen2.5-instruct", model_type="LLM")
    model = client.get_model("qwen2.5-instruct")
    return model.chat([{"role": "user", "content": text}])  #~ MIMA001 xinference.client.restful.restful_client.RESTfulModelHandle.chat


def known_kind(model: RESTfulChatModelHandle, text: str):
    model.close()
    return model.generate(text)  #~ MIMA001 xinference.client.restful.restful_client.RESTfulChatModelHandle.generate


def vectors(text: str, documents: list[str]):
    other = xinference_client.RESTfulClient("http://localhost:9997")
    other.describe_model("bge")
    other.get_model("bge").create_embedding(text)  #~ MIMA001 xinference.client.restful.restful_client.RESTfulModelHandle.create_embedding
    return other.get_model(model_uid="bge-reranker").rerank(documents, text)  #~ MIMA001 xinference.client.restful.restful_client.RESTfulModelHandle.rerank


def media(text: str, audio: bytes):
    own = Client("http://localhost:9997", api_key="from-the-vault")
    own.get_model("sd").text_to_image(text)  #~ MIMA001 xinference.client.restful.restful_client.RESTfulModelHandle.text_to_image
    own.get_model("wan").text_to_video(text)  #~ MIMA001 xinference.client.restful.restful_client.RESTfulModelHandle.text_to_video
    own.get_model("whisper").transcriptions(audio)  #~ MIMA001 xinference.client.restful.restful_client.RESTfulModelHandle.transcriptions
    own.get_model("yolo").infer(audio)  #~ MIMA001 xinference.client.restful.restful_client.RESTfulModelHandle.infer
    own.terminate_model("sd")


async def later(text: str):
    asynchronous = AsyncClient("http://localhost:9997")
    await asynchronous.list_models()
    model = await asynchronous.get_model("qwen2.5-instruct")
    return await model.chat([{"role": "user", "content": text}])  #~ MIMA001 xinference.client.restful.async_restful_client.AsyncRESTfulModelHandle.chat


def conversation(model: RESTfulChatModelHandle, text: str):
    return model.chat([{"role": "user", "content": text}])  #~ MIMA001 xinference.client.restful.restful_client.RESTfulChatModelHandle.chat


def embedding_model(model: restful_client.RESTfulEmbeddingModelHandle, text: str):
    model.convert_ids_to_tokens([1])
    return model.create_embedding(text)  #~ MIMA001 xinference.client.restful.restful_client.RESTfulEmbeddingModelHandle.create_embedding


def rerank_model(model: restful_client.RESTfulRerankModelHandle, text: str):
    return model.rerank([text], text)  #~ MIMA001 xinference.client.restful.restful_client.RESTfulRerankModelHandle.rerank


def image_model(model: restful_client.RESTfulImageModelHandle, text: str):
    return model.text_to_image(text)  #~ MIMA001 xinference.client.restful.restful_client.RESTfulImageModelHandle.text_to_image


def video_models(model: restful_client.RESTfulVideoModelHandle, world: restful_client.RESTfulWorldModelHandle, text: str):
    model.text_to_video(text)  #~ MIMA001 xinference.client.restful.restful_client.RESTfulVideoModelHandle.text_to_video
    return world.generate(text)  #~ MIMA001 xinference.client.restful.restful_client.RESTfulWorldModelHandle.generate


def audio_model(model: restful_client.RESTfulAudioModelHandle, text: str):
    return model.speech(text)  #~ MIMA001 xinference.client.restful.restful_client.RESTfulAudioModelHandle.speech


def flexible_model(model: restful_client.RESTfulFlexibleModelHandle, text: str):
    return model.infer(text)  #~ MIMA001 xinference.client.restful.restful_client.RESTfulFlexibleModelHandle.infer
