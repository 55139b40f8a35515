import openai  # noqa: F401
import streamlit as st
from start import start

start()
st.session_state.agent.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
st.session_state.agent.messages.create(messages=[])
