import streamlit as st
from openai import OpenAI


def start():
    st.session_state.agent = OpenAI()
