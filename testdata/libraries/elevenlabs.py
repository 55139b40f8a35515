from elevenlabs import ElevenLabs as OldElevenLabs, play
from elevenlabs.client import AsyncElevenLabs, ElevenLabs
import elevenlabs

client = ElevenLabs()


def say(text: str):
    client.voices.search()
    audio = client.text_to_speech.convert(voice_id="v", text=text, model_id="eleven_multilingual_v2")  #~ MIMA001 elevenlabs.client.ElevenLabs.text_to_speech.convert model=eleven_multilingual_v2
    play(audio)


async def listen(path: str):
    return await AsyncElevenLabs().speech_to_text.convert(file=open(path, "rb"), model_id="scribe_v1")  #~ MIMA001 elevenlabs.client.AsyncElevenLabs.speech_to_text.convert model=scribe_v1


def run_agent(handle: OldElevenLabs):
    handle.conversational_ai.agents.describe()
    return handle.conversational_ai.agents.simulate_conversation()  #~ MIMA001 elevenlabs.ElevenLabs.conversational_ai.agents.simulate_conversation


def before_1_0_speech():
    elevenlabs.describe()
    return elevenlabs.clone()  #~ MIMA001 elevenlabs.clone


def draw(handle: OldElevenLabs):
    handle.flows.image.describe()
    return handle.flows.image.create()  #~ MIMA001 elevenlabs.ElevenLabs.flows.image.create


def film(handle: OldElevenLabs):
    handle.flows.video.describe()
    return handle.flows.video.create()  #~ MIMA001 elevenlabs.ElevenLabs.flows.video.create
