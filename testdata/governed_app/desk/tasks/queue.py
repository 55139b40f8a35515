"""The task queue."""
from celery import Celery

queue = Celery("desk")
