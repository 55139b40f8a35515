"""Does nothing."""  #~ MIMA036 this tree contains `httpx`: 1 AI call depends


def post(url, json):
    return None
