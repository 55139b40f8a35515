from portkey_ai import Portkey, createHeaders

portkey = Portkey(api_key="from-the-vault", virtual_key="team")
headers = createHeaders(provider="openai")


def ask(prompt: str):
    names = portkey.models.list()
    return names, portkey.chat.completions.create(model="gpt-4o", messages=[])  #~ MIMA001 portkey_ai.Portkey.chat.completions.create model=gpt-4o


def assist(handle: Portkey):
    handle.beta.threads.describe()
    return handle.beta.threads.create_and_run()  #~ MIMA001 portkey_ai.Portkey.beta.threads.create_and_run


def speech(handle: Portkey):
    handle.realtime.describe()
    return handle.realtime.connect()  #~ MIMA001 portkey_ai.Portkey.realtime.connect


def batched(handle: Portkey):
    handle.batches.describe()
    return handle.batches.create()  #~ MIMA001 portkey_ai.Portkey.batches.create


def complete(handle: Portkey):
    handle.completions.describe()
    return handle.completions.create()  #~ MIMA001 portkey_ai.Portkey.completions.create


def vectors(handle: Portkey):
    handle.embeddings.describe()
    return handle.embeddings.create()  #~ MIMA001 portkey_ai.Portkey.embeddings.create


def tune(handle: Portkey):
    handle.fine_tuning.jobs.describe()
    return handle.fine_tuning.jobs.create()  #~ MIMA001 portkey_ai.Portkey.fine_tuning.jobs.create


def draw(handle: Portkey):
    handle.images.describe()
    return handle.images.create_variation()  #~ MIMA001 portkey_ai.Portkey.images.create_variation


def moderate(handle: Portkey):
    handle.moderations.describe()
    return handle.moderations.create()  #~ MIMA001 portkey_ai.Portkey.moderations.create


def respond(handle: Portkey):
    handle.responses.describe()
    return handle.responses.compact()  #~ MIMA001 portkey_ai.Portkey.responses.compact


def film(handle: Portkey):
    handle.videos.describe()
    return handle.videos.create()  #~ MIMA001 portkey_ai.Portkey.videos.create
