"""What the pages of an application share."""
import streamlit as st
from anthropic import Anthropic
from openai import OpenAI


def start():
    st.session_state["chat"] = OpenAI()
    st.session_state.other = Anthropic()
    st.session_state.setdefault("kept", OpenAI())
    st.session_state.update({"merged": OpenAI(), "title": "x"}, named=Anthropic())
    defaults = {"looped": OpenAI(), "history": []}
    for key, value in defaults.items():
        if key not in st.session_state:
            st.session_state[key] = value


class Store:
    pass


def local():
    # Neither a variable nor an attribute of this name is the store.
    session_state = {}
    session_state["elsewhere"] = OpenAI()
    mine = Store()
    mine.session_state = Store()
    mine.session_state.elsewhere = OpenAI()
    return session_state, mine
