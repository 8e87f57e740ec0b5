import sys
del sys.modules["replacing"]
