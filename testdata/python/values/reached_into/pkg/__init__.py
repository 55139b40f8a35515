from .deep import Deep
