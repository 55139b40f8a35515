import openai  # noqa: F401
from flask import Blueprint, current_app, g

bp = Blueprint("chat", __name__)


@bp.route("/")
def index():
    current_app.extensions["llm"].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    current_app.extensions["handed"].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    current_app.extensions.get("llm").responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    current_app.config["CLIENT"].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    current_app.config["MERGED"].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    current_app.config["MAPPED"].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    current_app.llm.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    g.llm.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    g.get("llm").responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    # The same key of another store.
    current_app.config["llm"].responses.create(input="x")  #~ MIMA003 responses.create
    current_app.extensions["CLIENT"].responses.create(input="x")  #~ MIMA003 responses.create
    current_app.logger.responses.create(input="x")
