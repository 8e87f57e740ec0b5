/**
 * The parts of the module functools that are in the object language. Each is compiled when it is asked for
 * (lazy_module.ts), in the module's namespace; what one needs of another it imports.
 *
 * Source: the documentation of CPython 3.11, Library Reference, functools; its messages are Lib/functools.py's.
 */
import type { ModulePart } from "./lazy_module.ts";

/** The parts. */
export const FUNCTOOLS_PARTS: readonly ModulePart[] = [
  {
    names: ["update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES"],
    source: String
      .raw`WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Makes a function look like the one that it wraps."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that makes a function look like the one that it wraps."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)
`,
  },
  {
    names: ["total_ordering"],
    source: String
      .raw`# How each comparison follows from the one that a class has: (negate it, what to do about equal objects).
_ORDERINGS = {
    "__lt__": {"__gt__": (True, "differ"), "__le__": (False, "equal"), "__ge__": (True, None)},
    "__le__": {"__ge__": (True, "equal"), "__lt__": (False, "differ"), "__gt__": (True, None)},
    "__gt__": {"__lt__": (True, "differ"), "__ge__": (False, "equal"), "__le__": (True, None)},
    "__ge__": {"__le__": (True, "equal"), "__gt__": (False, "differ"), "__lt__": (True, None)},
}


def _ordering(name, root, negated, equality):
    def compare(self, other):
        result = getattr(type(self), root)(self, other)
        if result is NotImplemented:
            return result
        if negated:
            result = not result
        if equality == "equal":
            return result or self == other
        if equality == "differ":
            return result and self != other
        return result
    compare.__name__ = name
    compare.__doc__ = f"Follows from {root}."
    return compare


def total_ordering(cls):
    """Adds the comparisons that a class does not have to the one that it has."""
    own = {name for name in _ORDERINGS if getattr(cls, name, None) is not getattr(object, name, None)}
    if not own:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(own)
    for name, (negated, equality) in _ORDERINGS[root].items():
        if name not in own:
            setattr(cls, name, _ordering(name, root, negated, equality))
    return cls
`,
  },
  {
    names: ["lru_cache", "cache"],
    source: String.raw`from functools import update_wrapper


def _CacheInfo(*figures):
    global _CacheInfo
    from collections import namedtuple
    _CacheInfo = _make_info = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])
    return _make_info(*figures)


def _cache_info(*figures):
    return _CacheInfo(*figures)


def lru_cache(maxsize=128, typed=False):
    """A decorator that keeps up to maxsize results of a function, those that were used last."""
    function = None
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        function, maxsize = maxsize, 128
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorate(function):
        wrapper = _lru_cache_wrapper(function, maxsize, typed, _cache_info)
        wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
        return update_wrapper(wrapper, function)

    return decorate if function is None else decorate(function)


def cache(user_function, /):
    """A decorator that keeps every result of a function."""
    return lru_cache(maxsize=None)(user_function)
`,
  },
  {
    names: ["partialmethod"],
    source: String.raw`class partialmethod:
    """A method with some of its arguments, for use in a class body."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func), *map(repr, self.args)]
        parts += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            keywords = {**self.keywords, **keywords}
            return self.func(cls_or_self, *self.args, *args, **keywords)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method._partialmethod = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
`,
  },
  {
    names: ["singledispatch"],
    source: String.raw`from functools import update_wrapper


def _find_implementation(cls, registry):
    """The function for a class: of its bases in order, then of those that it only says it is a subclass of."""
    bases = cls.__mro__
    for base in bases:
        if base is not object and base in registry:
            return registry[base]
    matches = []
    for other in registry:
        if other in bases or not hasattr(other, "__mro__") or not issubclass(cls, other):
            continue
        if any(issubclass(match, other) for match in matches):
            continue
        matches = [match for match in matches if not issubclass(other, match)]
        matches.append(other)
    if len(matches) > 1:
        raise RuntimeError(f"Ambiguous dispatch: {matches[0]} or {matches[1]}")
    return registry.get(matches[0] if matches else object)


def singledispatch(func):
    """A decorator: which of several functions is called depends on the class of the first argument."""
    registry = {}

    def dispatch(cls):
        return registry[cls] if cls in registry else _find_implementation(cls, registry)

    def register(cls, func=None):
        if isinstance(cls, type):
            if func is None:
                return lambda func: register(cls, func)
        elif func is not None:
            raise TypeError(f"Invalid first argument to ${"`"}register()${"`"}. {cls!r} is not a class or union type.")
        else:
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to ${"`"}register()${"`"}: {cls!r}. "
                    "Use either ${"`"}@register(some_class)${"`"} or plain ${"`"}@register${"`"} on an annotated function."
                )
            func = cls
            name, cls = next(iter(annotations.items()))
            if isinstance(cls, str):
                cls = eval(cls, func.__globals__)
            if not isinstance(cls, type):
                raise TypeError(f"Invalid annotation for {name!r}. {cls!r} is not a class.")
        registry[cls] = func
        return func

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **keywords)

    name = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = type(type.__dict__)(registry)
    wrapper._clear_cache = lambda: None
    update_wrapper(wrapper, func)
    return wrapper
`,
  },
  {
    names: ["singledispatchmethod"],
    source: String.raw`from functools import singledispatch, update_wrapper


class singledispatchmethod:
    """The same for methods: the class of the argument behind self counts."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def _method(*args, **keywords):
            method = self.dispatcher.dispatch(args[0].__class__)
            return method.__get__(obj, cls)(*args, **keywords)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
`,
  },
  {
    names: ["cached_property"],
    source: String.raw`_NOT_FOUND = object()


class cached_property:
    """A property that is computed once: from then on the instance has the value."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            cache = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {self.attrname!r} property."
            ) from None
        value = cache.get(self.attrname, _NOT_FOUND)
        if value is _NOT_FOUND:
            value = self.func(instance)
            try:
                cache[self.attrname] = value
            except TypeError:
                raise TypeError(
                    f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                    f"does not support item assignment for caching {self.attrname!r} property."
                ) from None
        return value
`,
  },
];
