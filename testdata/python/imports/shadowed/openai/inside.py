"""What lies in the package itself means the library by its name."""
from openai import AsyncOpenAI
