"""The same function, told something else."""
from loading import require


def embed(text):
    return require("json").Client().embed(model="m", input=text)
