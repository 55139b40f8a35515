import os

import openai  # noqa: F401

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config")
