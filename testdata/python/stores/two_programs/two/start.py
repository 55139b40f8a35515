import streamlit as st
from anthropic import Anthropic


def start():
    st.session_state.agent = Anthropic()
