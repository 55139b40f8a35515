import mlx_whisper
from mlx_whisper.audio import load_audio
from mlx_whisper.decoding import detect_language
from mlx_whisper.load_models import load_model


def hear(path: str):
    samples = load_audio(path)
    return mlx_whisper.transcribe(samples, path_or_hf_repo="mlx-community/whisper-turbo")["text"]  #~ MIMA001 mlx_whisper.transcribe model=mlx-community/whisper-turbo


def language(mel):
    model = load_model("mlx-community/whisper-tiny")
    return detect_language(model, mel)  #~ MIMA001 mlx_whisper.decoding.detect_language
