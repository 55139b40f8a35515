class OpenAI:
    responses: object
