import sys
Module = type(sys)
