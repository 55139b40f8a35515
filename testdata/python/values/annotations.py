"""Types that are written are believed."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Dict, List, Optional, Protocol, Tuple, Type, TypeVar, Union

import openai
from fastapi import Depends
from openai import OpenAI

if TYPE_CHECKING:
    from anthropic import Anthropic

Handle = OpenAI
Either = Union[OpenAI, "Anthropic"]
type New = OpenAI
T = TypeVar("T", bound=OpenAI)
U = TypeVar("U", OpenAI, str)


def constrained(c: U): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def plain(c: OpenAI): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create flow=annotated,called
def dotted(c: openai.OpenAI): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def string(c: "OpenAI"): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def dotted_string(c: "openai.OpenAI"): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def type_checking(c: Anthropic): c.messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create
def optional(c: Optional[OpenAI] = None): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def optional_string(c: "Optional[OpenAI]" = None): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def inner_string(c: Optional["OpenAI"] = None): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def or_none(c: OpenAI | None = None): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def string_or_none(c: "OpenAI | None" = None): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def union(c: Union[str, OpenAI]): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def annotated(c: Annotated[OpenAI, "doc"]): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def alias(c: Handle): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def union_alias(c: Either): c.messages.create(max_tokens=1)  #~ MIMA001 anthropic.Anthropic.messages.create
def type_statement(c: New): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def type_variable(c: T): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def a_list(c: list[OpenAI]): c[0].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def a_typing_list(c: List[OpenAI]): c[0].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def a_dict(c: Dict[str, OpenAI]): c["x"].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def a_mapping(c: Mapping[str, OpenAI]): c.get("x").responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def a_tuple(c: Tuple[str, OpenAI]): c[1].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def a_class(c: Type[OpenAI]): c().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def a_callable(c: Callable[[str], OpenAI]): c("x").responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def positional_only(c: OpenAI, /): c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def variadic(*c: OpenAI): c[0].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
def named(**c: OpenAI): c["x"].responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def an_iterator(c: Iterator[OpenAI]):
    for handle in c:
        handle.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def get_client() -> OpenAI: ...


def dependency(c=Depends(get_client)):
    return c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def annotated_dependency(c: Annotated[Any, Depends(get_client)]):
    return c.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def of_a_variable():
    handle: OpenAI = anything()
    handle.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    declared: OpenAI
    declared = anything()
    declared.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class Holder:
    client: OpenAI
    maybe: Optional[OpenAI] = None

    def __init__(self, given):
        self.set: OpenAI = given

    def ask(self):
        self.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
        self.maybe.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
        self.set.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create

    def itself(self: Holder) -> Holder:
        return self


def of_a_project_class(holder: Holder, quoted: "Holder"):
    holder.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    quoted.itself().client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


class HasClient(Protocol):
    client: OpenAI


def of_a_protocol(thing: HasClient):
    thing.client.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def no_handles(a: str, b: "list[str]", c: Any, d: dict):
    a.responses.create(input="x")
    b[0].responses.create(input="x")
    return c, d


def unclear(a: Any):
    a.responses.create(input="x")  #~ MIMA003 responses.create


def unresolved_import():
    from somewhere.unknown import build

    handle: OpenAI = build()
    handle.responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create
    made_by_import().responses.create(input="x")  #~ MIMA001 openai.OpenAI.responses.create


def made_by_import() -> OpenAI:
    from somewhere.unknown import build

    return build()


def of_a_type_that_says_nothing(handle: "vendor.Client", text):
    handle.responses.create(input=text)  #~ MIMA001 openai.OpenAI.responses.create confidence=medium


of_a_type_that_says_nothing(OpenAI(), "x")
