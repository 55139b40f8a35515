from guardrails import Guard

guard = Guard.for_string(validators=[])


def ask(prompt: str):
    guard.validate(prompt)
    return guard(model="gpt-4o", messages=[{"role": "user", "content": prompt}])  #~ MIMA001 guardrails.Guard model=gpt-4o
