from deepgram import AnalyzeClient, DeepgramClient
from deepgram import LiveClient, SpeakClient

client = DeepgramClient()


def listen(audio: bytes):
    client.manage.v1.models.list()
    return client.listen.v1.media.transcribe_file(request=audio, model="nova-3")  #~ MIMA001 deepgram.DeepgramClient.listen.v1.media.transcribe_file model=nova-3


def old(url: str):
    return client.listen.rest.v("1").transcribe_url({"url": url})  #~ MIMA001 deepgram.ListenRESTClient.transcribe_url


def say(text: str):
    return client.speak.v1.audio.generate(text=text, model="aura-2-thalia-en")  #~ MIMA001 deepgram.DeepgramClient.speak.v1.audio.generate model=aura-2-thalia-en


def run_agent(handle: DeepgramClient):
    handle.agent.v1.describe()
    return handle.agent.v1.connect()  #~ MIMA001 deepgram.DeepgramClient.agent.v1.connect


def talk(handle: DeepgramClient):
    handle.read.v1.text.describe()
    return handle.read.v1.text.analyze()  #~ MIMA001 deepgram.DeepgramClient.read.v1.text.analyze


def before_5_0_talk(handle: AnalyzeClient):
    handle.describe()
    return handle.analyze_text()  #~ MIMA001 deepgram.AnalyzeClient.analyze_text


def before_5_0_live(client: LiveClient, options):
    client.finish()
    return client.start(options)  #~ MIMA001 deepgram.LiveClient.start


def before_5_0_speech(client: SpeakClient, text: str):
    client.describe()
    return client.save("out.mp3", {"text": text})  #~ MIMA001 deepgram.SpeakClient.save
