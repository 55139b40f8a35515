class Anthropic:
    pass


class AsyncAnthropic(Anthropic):
    pass


class AnthropicBedrock(Anthropic):
    pass


class AsyncAnthropicBedrock(Anthropic):
    pass


class AnthropicVertex(Anthropic):
    pass


class AsyncAnthropicVertex(Anthropic):
    pass
