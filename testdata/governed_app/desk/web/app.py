"""The web application."""
from flask import Flask

app = Flask(__name__)
