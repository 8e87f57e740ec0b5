# An exception passes through imported modules.
import outer  # error: ZeroDivisionError: division by zero
