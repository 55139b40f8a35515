def service(kind):
    return "bed" + "rock-" + kind
