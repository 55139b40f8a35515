# A function that is given away with what it is to be called with gets that, by position or by name.
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Thread
from transformers import pipeline

t = pipeline("text-generation")

def one(q, pipe):
    return pipe(q)  #~ MIMA001 transformers.Pipeline confidence=medium

def two(pipe, q):
    return pipe(q)  #~ MIMA001 transformers.Pipeline confidence=medium

def three(pipe, q):
    return pipe(q)  #~ MIMA001 transformers.Pipeline confidence=medium

def four(q, pipe=None):
    return pipe(q)  #~ MIMA001 transformers.Pipeline confidence=medium

one_of = partial(one, pipe=t)

with ThreadPoolExecutor() as pool:
    pool.submit(two, t, "q")
Thread(target=three, args=(t, "q")).start()
list(map(partial(four, pipe=t), ["q"]))
