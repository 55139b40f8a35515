"""Routes for administrators, and a helper that a route alone calls."""
from desk.clients import openai_client
from desk.web.app import app


def explain(text):
    return openai_client().responses.create(model="gpt-4o", input=text)


@app.route("/explain")
def route_explain(text):
    return explain(text)
