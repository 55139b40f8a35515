"""A file of the project, which does not have the library's class."""


def join(parts):
    return " ".join(parts)
