print("second starts")
import first
try:
    first.late
except AttributeError as error:
    print(error)
try:
    from first import late
except ImportError as error:
    print(str(error).rpartition(" (")[0])
print(first.early)
value = 2
