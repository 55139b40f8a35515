import assemblyai as aai
from assemblyai.streaming.v3 import AsyncStreamingClient, StreamingClient

aai.settings.api_key = "from-the-vault"


def minutes(url: str):
    transcript = aai.Transcriber().transcribe(url)  #~ MIMA001 assemblyai.Transcriber.transcribe
    transcript.export_subtitles_srt()
    return transcript.lemur.task("Write the minutes")  #~ MIMA001 assemblyai.Lemur.task


def stored(identifier: str):
    return aai.Transcript.get_by_id(identifier).text


def live(chunks):
    client = StreamingClient(options=None)
    client.connect(parameters=None)  #~ MIMA001 assemblyai.streaming.v3.StreamingClient.connect
    client.stream(chunks)  #~ MIMA001 assemblyai.streaming.v3.StreamingClient.stream
    client.disconnect()


async def live_later(client: AsyncStreamingClient, chunk: bytes):
    await client.stream(chunk)  #~ MIMA001 assemblyai.streaming.v3.AsyncStreamingClient.stream
    await client.disconnect()


async def later(url: str):
    async with aai.AsyncTranscriber() as transcriber:
        await transcriber.list_transcripts()
        return await transcriber.transcribe(url)  #~ MIMA001 assemblyai.AsyncTranscriber.transcribe


def at_once(path: str):
    transcriber = aai.SyncTranscriber()
    transcriber.warm()
    return transcriber.transcribe(path)  #~ MIMA001 assemblyai.SyncTranscriber.transcribe


async def at_once_later(path: str):
    return await aai.AsyncSyncTranscriber().transcribe(path)  #~ MIMA001 assemblyai.AsyncSyncTranscriber.transcribe


def dictate(chunks):
    with aai.DictationTranscriber() as transcriber:
        transcriber.warm()
        return transcriber.transcribe_live(chunks)  #~ MIMA001 assemblyai.DictationTranscriber.transcribe_live


def gateway(transcript: str):
    llm = aai.LLMGateway()
    llm.models.list()
    llm.understanding.create(transcript_id=transcript, request={})  #~ MIMA001 assemblyai.LLMGateway.understanding.create
    return llm.chat.completions.create(model="claude-sonnet-4", messages=[])  #~ MIMA001 assemblyai.LLMGateway.chat.completions.create model=claude-sonnet-4


def say(text: str, session: aai.TTSSession):
    session.generate(text)  #~ MIMA001 assemblyai.TTSSession.generate
    session.flush()
    with aai.TextToSpeech() as speech:
        return speech.synthesize(text)  #~ MIMA001 assemblyai.TextToSpeech.synthesize
