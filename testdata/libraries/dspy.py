import dspy
from dspy import BootstrapFinetune
from dspy import Embedder
from dspy import Evaluate

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


def vectors(handle: Embedder):
    handle.describe()
    return handle.acall()  #~ MIMA001 dspy.Embedder.acall


def tune(handle: BootstrapFinetune):
    handle.describe()
    return handle.compile()  #~ MIMA001 dspy.BootstrapFinetune.compile


def batched(handle: Evaluate):
    handle.describe()
    return handle()  #~ MIMA001 dspy.Evaluate


def stored(program: dspy.Module, question: str):
    program.named_predictors()
    return program.batch([question])  #~ MIMA001 dspy.Module.batch


async def forwarded(question: str):
    return await dspy.Predict("question -> answer").aforward(question=question)  #~ MIMA001 dspy.Predict.aforward


def together(pairs: list):
    return dspy.Parallel(num_threads=4)(pairs)  #~ MIMA001 dspy.Parallel


async def wrapped(question: str):
    program = dspy.asyncify(dspy.ChainOfThought("question -> answer"))
    return await program(question=question)  #~ MIMA001 dspy.ChainOfThought


def optimised(trainset: list, metric, question: str):
    chosen = dspy.LabeledFewShot(k=4).compile(dspy.Predict("question -> answer"), trainset=trainset)
    chosen(question=question)  #~ MIMA001 dspy.Predict
    optimiser = dspy.MIPROv2(metric=metric, auto="light")
    better = optimiser.compile(dspy.ChainOfThought("question -> answer"), trainset=trainset)  #~ MIMA001 dspy.MIPROv2.compile
    return better(question=question)  #~ MIMA001 dspy.ChainOfThought


def judged(example, prediction):
    return dspy.evaluate.SemanticF1()(example, prediction)  #~ MIMA001 dspy.evaluate.SemanticF1
