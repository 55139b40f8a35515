from desk import ask
from tracing import set_up

set_up()
ask()
