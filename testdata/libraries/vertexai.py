from vertexai import agent_engines
import vertexai
from vertexai.generative_models import GenerativeModel
from vertexai.language_models import CodeGenerationModel, TextEmbeddingModel, TextGenerationModel
from vertexai.language_models import ChatModel
from vertexai.vision_models import ImageCaptioningModel
from google.cloud import aiplatform
from google.cloud.aiplatform_v1 import PredictionServiceClient
from vertexai.vision_models import ImageGenerationModel, ImageQnAModel, MultiModalEmbeddingModel

vertexai.init(project="shop", location="europe-west4")
model = GenerativeModel("gemini-1.5-pro")


def describe(text: str):
    if model.count_tokens(text).total_tokens > 1000:
        return None
    return model.generate_content(text)  #~ MIMA001 vertexai.generative_models.GenerativeModel.generate_content model=gemini-1.5-pro


def talk(lines: list[str]):
    chat = model.start_chat()
    return [chat.send_message(line) for line in lines]  #~ MIMA001 vertexai.generative_models.ChatSession.send_message


def old(text: str):
    bison = TextGenerationModel.from_pretrained("text-bison@002")
    return bison.predict(text)  #~ MIMA001 vertexai.language_models.TextGenerationModel.predict


def vectors(texts: list[str]):
    return TextEmbeddingModel.from_pretrained("text-embedding-005").get_embeddings(texts)  #~ MIMA001 vertexai.language_models.TextEmbeddingModel.get_embeddings


def batched(handle: CodeGenerationModel):
    handle.describe()
    return handle.batch_predict()  #~ MIMA001 vertexai.language_models.CodeGenerationModel.batch_predict


def tune(handle: ChatModel):
    handle.describe()
    return handle.tune_model()  #~ MIMA001 vertexai.language_models.ChatModel.tune_model


def draw(handle: ImageCaptioningModel):
    handle.describe()
    return handle.get_captions()  #~ MIMA001 vertexai.vision_models.ImageCaptioningModel.get_captions


def chats(text: str):
    session = ChatModel.from_pretrained("chat-bison").start_chat(context="Help")
    print(session.message_history)
    return session.send_message(text)  #~ MIMA001 vertexai.language_models.ChatSession.send_message


def pictures(picture, text: str):
    MultiModalEmbeddingModel.from_pretrained("multimodalembedding").get_embeddings(image=picture)  #~ MIMA001 vertexai.vision_models.MultiModalEmbeddingModel.get_embeddings
    ImageGenerationModel.from_pretrained("imagen-3.0").generate_images(prompt=text)  #~ MIMA001 vertexai.vision_models.ImageGenerationModel.generate_images
    return ImageQnAModel.from_pretrained("imagetext").ask_question(image=picture, question=text)  #~ MIMA001 vertexai.vision_models.ImageQnAModel.ask_question


def endpoints(instances: list):
    endpoint = aiplatform.Endpoint("projects/p/locations/l/endpoints/e")
    endpoint.list_models()
    endpoint.predict(instances=instances)  #~ MIMA001 google.cloud.aiplatform.Endpoint.predict
    return PredictionServiceClient().predict(endpoint="e", instances=instances)  #~ MIMA001 google.cloud.aiplatform_v1.PredictionServiceClient.predict


def engine(question: str):
    app = agent_engines.AdkApp(agent=None)
    app.set_up()
    return list(app.stream_query(message=question, user_id="u"))  #~ MIMA001 vertexai.agent_engines.AdkApp.stream_query
