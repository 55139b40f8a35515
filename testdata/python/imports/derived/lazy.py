import base


class Lazily(base.Lazy):
    def ask(self, text):
        library = self.lazily()
        return library.completion(model="m", messages=[text])  #~ MIMA001 litellm.completion
