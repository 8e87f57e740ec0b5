__all__ = ["sub", "own"]
own = "own"
