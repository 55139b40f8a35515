import autogen
from autogen import UserProxyAgent

proxy = autogen.UserProxyAgent(name="user")
other = UserProxyAgent(name="other")


def ask(router):
    proxy.initiate_chat(router, message="x")  #~ MIMA001 autogen.UserProxyAgent.initiate_chat
    other.initiate_chat(router, message="x")  #~ MIMA001 autogen.UserProxyAgent.initiate_chat
