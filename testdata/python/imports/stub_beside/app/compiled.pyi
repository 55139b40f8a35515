from anthropic import Anthropic

made: Anthropic
