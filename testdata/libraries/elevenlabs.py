from elevenlabs import play
from elevenlabs.client import AsyncElevenLabs, ElevenLabs

client = ElevenLabs()


def say(text: str):
    client.voices.search()
    audio = client.text_to_speech.convert(voice_id="v", text=text, model_id="eleven_multilingual_v2")  #~ MIMA001 elevenlabs.client.ElevenLabs.text_to_speech.convert model=eleven_multilingual_v2
    play(audio)


async def listen(path: str):
    return await AsyncElevenLabs().speech_to_text.convert(file=open(path, "rb"), model_id="scribe_v1")  #~ MIMA001 elevenlabs.client.AsyncElevenLabs.speech_to_text.convert model=scribe_v1
