from flask import Flask, g
from openai import OpenAI


def create_app():
    app = Flask(__name__)
    app.extensions["llm"] = OpenAI()
    app.config["CLIENT"] = OpenAI()
    app.config.update(MERGED=OpenAI())
    app.config.from_mapping(MAPPED=OpenAI())
    app.llm = OpenAI()
    init_app(app)
    return app


def init_app(app):
    app.extensions["handed"] = OpenAI()


def before():
    if "llm" not in g:
        g.llm = OpenAI()
