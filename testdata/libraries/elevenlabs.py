from elevenlabs import ElevenLabs as OldElevenLabs, play
from elevenlabs.client import AsyncElevenLabs, ElevenLabs
import elevenlabs
from elevenlabs.conversational_ai.conversation import Conversation

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


def before_2_0(text: str):
    client.text_to_speech.convert_as_stream(voice_id="v", text=text)  #~ MIMA001 elevenlabs.client.ElevenLabs.text_to_speech.convert_as_stream
    return client.generate(text=text, model="eleven_turbo_v2")  #~ MIMA001 elevenlabs.client.ElevenLabs.generate model=eleven_turbo_v2


def converse(agent: str):
    conversation = Conversation(client, agent, requires_auth=True)
    conversation.start_session()  #~ MIMA001 elevenlabs.conversational_ai.conversation.Conversation.start_session
    conversation.end_session()


def train(voice: str):
    client.voices.pvc.update(voice_id=voice)
    client.voices.pvc.train(voice_id=voice, model_id="eleven_turbo_v2")  #~ MIMA001 elevenlabs.client.ElevenLabs.voices.pvc.train model=eleven_turbo_v2
