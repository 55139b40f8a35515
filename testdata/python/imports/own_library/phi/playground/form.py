"""A type beside it that only has a method of that name."""


class Form:
    def run(self, message):
        return message


def submit(form: Form):
    return form.run("hi")
