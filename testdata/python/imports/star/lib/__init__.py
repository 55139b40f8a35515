from .public import *
from .listed import *
