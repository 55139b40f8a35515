from guidance import assistant, gen, models, select, system, user

lm = models.OpenAI("gpt-4o-mini")


def classify(text: str) -> str:
    model = lm
    with system():
        model += "You are terse."
    with user():
        model += text
    with assistant():
        model += "It is " + select(["good", "bad"], name="mood")  #~ MIMA001 guidance.select
        model += gen("why", max_tokens=20)  #~ MIMA001 guidance.gen
    return model["mood"]
