"""Names that are written by other means than an assignment."""
import builtins
import importlib
import sys

from openai import OpenAI


class Desk:
    pass


def helper():
    pass


globals().__setitem__("by_method", OpenAI())
globals().setdefault("by_default", OpenAI())
globals().update({"by_update": OpenAI()})
globals()["by_" + "parts"] = OpenAI()
mapping = globals()
mapping |= {"by_union": OpenAI()}
setattr(sys.modules[__name__], "by_setattr", OpenAI())
sys.modules[__name__].__dict__["by_members"] = OpenAI()
sys.modules[__name__].by_module = OpenAI()
this = sys.modules[__name__]
this.by_this = OpenAI()
importlib.import_module(__name__).by_import = OpenAI()
helper.__globals__["by_function"] = OpenAI()
builtins.by_builtins = OpenAI()
builtins.__dict__["by_builtin_members"] = OpenAI()
__builtins__.by_dunder = OpenAI()
setattr(builtins, "by_builtin_setattr", OpenAI())
sys.modules["by_modules"] = OpenAI()
import by_modules


def into_the_file():
    by_method.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    by_default.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    by_update.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    by_parts.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    by_union.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    by_setattr.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    by_members.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    by_module.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    by_this.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    by_import.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    by_function.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


def into_the_language():
    by_builtins.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    by_builtin_members.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    by_dunder.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    by_builtin_setattr.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a
    by_modules.responses.create(model="a")  #~ MIMA001 openai.OpenAI.responses.create model=a


def of_others(settings):
    # Written into something else, a name is no name of the file.
    settings.unknown_name = OpenAI()
    settings["other_name"] = OpenAI()
    Desk().third_name = OpenAI()
    unknown_name.models.list()
    print(len(third_name.chat))
