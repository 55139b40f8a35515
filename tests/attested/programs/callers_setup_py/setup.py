from setuptools import setup

setup(name="desk", packages=["desk"], entry_points={"console_scripts": ["answer=desk.llm:answer"]})
