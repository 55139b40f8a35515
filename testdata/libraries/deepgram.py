from deepgram import DeepgramClient

client = DeepgramClient()


def listen(audio: bytes):
    client.manage.v1.models.list()
    return client.listen.v1.media.transcribe_file(request=audio, model="nova-3")  #~ MIMA001 deepgram.DeepgramClient.listen.v1.media.transcribe_file model=nova-3


def old(url: str):
    return client.listen.rest.v("1").transcribe_url({"url": url})  #~ MIMA001 deepgram.ListenRESTClient.transcribe_url


def say(text: str):
    return client.speak.v1.audio.generate(text=text, model="aura-2-thalia-en")  #~ MIMA001 deepgram.DeepgramClient.speak.v1.audio.generate model=aura-2-thalia-en
