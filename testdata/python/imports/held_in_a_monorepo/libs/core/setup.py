from setuptools import setup

setup(
    name="langchain-openai",
    version="1.0",
)
