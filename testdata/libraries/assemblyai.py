import assemblyai as aai

aai.settings.api_key = "from-the-vault"


def minutes(url: str):
    transcript = aai.Transcriber().transcribe(url)  #~ MIMA001 assemblyai.Transcriber.transcribe
    transcript.export_subtitles_srt()
    return transcript.lemur.task("Write the minutes")  #~ MIMA001 assemblyai.Lemur.task


def stored(identifier: str):
    return aai.Transcript.get_by_id(identifier).text
