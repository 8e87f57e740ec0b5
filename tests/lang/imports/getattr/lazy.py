present = 1
def __getattr__(name):
    if name == "absent" or name.startswith("__"):
        raise AttributeError("no " + name)
    if name == "failing":
        raise ValueError(name)
    return "made " + name
def __dir__():
    return ["b", "a"]
