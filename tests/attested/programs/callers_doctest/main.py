import doctest

import desk

desk.ask("x")
doctest.testmod(desk)
