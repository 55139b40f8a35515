from gradio_client import Client

client = Client("abidlabs/whisper")


def listen(path: str):
    client.view_api()
    return client.predict(path, api_name="/predict")  #~ MIMA001 gradio_client.Client.predict
