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


@marvin.ai_fn
def before_3_0(text: str) -> float:
    """The sentiment of the text."""


def tasks(text: str):
    before_3_0(text)  #~ MIMA001 marvin.ai_fn
    guide = marvin.Agent(name="guide")
    guide.say("hello")  #~ MIMA001 marvin.Agent.say
    task = marvin.Task("Write a poem", agents=[guide])
    task.mark_skipped()
    task.run_stream()  #~ MIMA001 marvin.Task.run_stream
    return task.run()  #~ MIMA001 marvin.Task.run
