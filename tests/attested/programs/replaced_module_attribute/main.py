import app
import gov
from contextlib import nullcontext


class Silent:
    def trace(self, name):
        return nullcontext()


gov.mima = Silent()
app.ask("x")
