from .handles import client as exported
