"""What is done to an object in a file of many scopes, and the object used in one of few."""
from models import make

make().invoke("x")  #~ attested langchain_openai.ChatOpenAI.invoke by=mima_governance.integrations.MimaLangChainCallback kind=callback
