__all__ = ["step", "absent"]
def step():
    global __all__
    __all__ = [5] if __all__ == ["step", "absent"] else 5
