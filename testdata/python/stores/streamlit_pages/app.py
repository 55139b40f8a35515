import openai  # noqa: F401
import streamlit as st
from streamlit import session_state as state
from start import start

start()

st.session_state.chat.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create flow=constructed,attribute,called
st.session_state["chat"].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
st.session_state.get("chat").responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
state.chat.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
state["other"].messages.create(messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create
st.session_state.kept.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
st.session_state.merged.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
st.session_state.named.messages.create(messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create
st.session_state.looped.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
getattr(st.session_state, "chat").responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create

KEY = "chat"
st.session_state[KEY].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def ask(client):
    client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


ask(st.session_state.chat)

# Another key holds something else.
st.session_state.other.responses.create(input="x")
st.session_state["other"].responses.create(input="x")
st.session_state.get("other").responses.create(input="x")
st.session_state.title.responses.create(input="x")
st.session_state.history.responses.create(input="x")
# Nothing was put in.
st.session_state.elsewhere.responses.create(input="x")  #~ MIMA003 responses.create
