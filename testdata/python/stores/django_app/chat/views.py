import openai  # noqa: F401
from django.apps import apps
from django.conf import settings


def view(request):
    apps.get_app_config("chat").llm.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    settings.CLIENT.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    # Another application, another name.
    apps.get_app_config("other").llm.responses.create(input="x")  #~ MIMA003 responses.create
    settings.NAME.responses.create(input="x")
    settings.OTHER.responses.create(input="x")
