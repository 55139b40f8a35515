from .client import Instructor, from_openai
from .helpers import make
