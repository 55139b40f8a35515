import dspy

lm = dspy.LM("openai/gpt-4o-mini")
dspy.configure(lm=lm)


class Answer(dspy.Module):
    def __init__(self):
        super().__init__()
        self.respond = dspy.ChainOfThought("question -> answer")

    def forward(self, question: str):
        return self.respond(question=question)  #~ MIMA001 dspy.ChainOfThought


def ask(question: str):
    program = Answer()
    outcome = program(question=question)
    program.save("answer.json")
    return outcome, lm("Say hello")  #~ MIMA001 dspy.LM model=openai/gpt-4o-mini
