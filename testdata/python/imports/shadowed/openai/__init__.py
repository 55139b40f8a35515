"""Does nothing, and may be imported in the place of the library."""  #~ MIMA036 this tree contains `openai`: 2 AI calls depend on which


class OpenAI:
    class responses:
        @staticmethod
        def create(**settings):
            return None
