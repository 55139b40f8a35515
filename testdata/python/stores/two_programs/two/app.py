import anthropic  # noqa: F401
import streamlit as st
from start import start

start()
st.session_state.agent.messages.create(messages=[])  #~ MIMA001 anthropic.Anthropic.messages.create
st.session_state.agent.responses.create(input="x")
