from .sync_client import b

__all__ = ["b"]
