"""A part of the application that is called like the library that it uses."""
