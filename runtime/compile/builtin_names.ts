/**
 * Names that the compiler expects in the builtins' namespace rather than in the module's: reading one is cached with
 * the versions of both. A wrong guess costs speed only.
 */
export const BUILTIN_NAMES: ReadonlySet<string> = new Set(
  ("ArithmeticError AssertionError AttributeError BaseException Ellipsis Exception False IndexError KeyError " +
    "LookupError MemoryError NameError None NotImplemented NotImplementedError OverflowError RecursionError " +
    "RuntimeError StopIteration SystemExit True TypeError ValueError ZeroDivisionError abs all any ascii bin bool " +
    "bytearray bytes callable chr classmethod compile complex delattr dict dir divmod enumerate eval exec filter float " +
    "format frozenset getattr globals hasattr hash hex id input int isinstance issubclass iter len list locals map max " +
    "memoryview min next object oct ord pow print property range repr reversed round set setattr slice sorted " +
    "staticmethod str sum super tuple type vars zip").split(" "),
);
