from langchain_openai.chat_models.base import ChatOpenAI
