"""A file of the project, which does not have the library's class."""  #~ MIMA036 1 AI call depends


def join(parts):
    return " ".join(parts)
