from backend.baml_client import b
from .baml_client.sync_client import b as now


def extract(text: str):
    request = b.request.ExtractResume(text)
    print(request.url)
    chosen = now.with_options(client="openai/gpt-4o").ExtractResume(text)  #~ MIMA001 baml_client.sync_client.BamlSyncClient.ExtractResume
    for part in b.stream.ExtractResume(text):  #~ MIMA001 baml_client.sync_client.BamlStreamClient.ExtractResume
        print(part)
    return chosen, b.ExtractResume(text)  #~ MIMA001 baml_client.sync_client.BamlSyncClient.ExtractResume
