from judge import (
    Judge,
)


class Further(
    Judge
):
    def again(self, text):
        return self.client.responses.create(model="m", input=text)  #~ MIMA001 openai.OpenAI.responses.create
