__all__ = ("_chosen",)
_chosen = "chosen"
unlisted = 1
