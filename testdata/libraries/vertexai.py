import vertexai
from vertexai.generative_models import GenerativeModel
from vertexai.language_models import CodeGenerationModel, TextEmbeddingModel, TextGenerationModel
from vertexai.language_models import ChatModel
from vertexai.vision_models import ImageCaptioningModel

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
