import marvin


@marvin.fn
def sentiment(text: str) -> float:
    """From -1 to 1."""


@marvin.fn(instructions="Be kind")
def praise(text: str) -> str: ...


def sort(text: str):
    kind = marvin.classify(text, ["praise", "complaint"])  #~ MIMA001 marvin.classify
    marvin.init_thread()
    return kind, sentiment(text)  #~ MIMA001 marvin.fn


def run_agent():
    marvin.describe()
    return marvin.run()  #~ MIMA001 marvin.run


def speech():
    marvin.describe()
    return marvin.speak()  #~ MIMA001 marvin.speak


def draw():
    marvin.describe()
    return marvin.caption()  #~ MIMA001 marvin.caption
