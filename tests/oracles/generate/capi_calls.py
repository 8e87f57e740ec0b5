"""capi_calls.json: what the functions of the C API return, raise and count, called through ctypes.

A program is a list of lines:

    x = eval [1, 2]             a new object, with one reference
    y = PyList_GetItem x 0      a call; NULL, numbers, "texts", names, type:list, and w0 to w3, the addresses of words
    drop x                      Py_DecRef
    w0 := x        x = *w0      a word is written and read
    watch x y                   the reference counts of these stand behind each line from here on

Each line gets [line, result, exception or null, counts]. Objects stand for themselves as their repr.
"""
import ctypes
import gc
import re
import sys

from common import write_json

# o object, i int, n ssize_t, u size_t, d double, s C string, v nothing
RESULTS = {
    "PyTuple_New": "o", "PyTuple_Size": "n", "PyTuple_GetItem": "o", "PyTuple_SetItem": "i", "PyTuple_GetSlice": "o",
    "_PyTuple_Resize": "i",
    "PyList_New": "o", "PyList_Size": "n", "PyList_GetItem": "o", "PyList_SetItem": "i", "PyList_Append": "i",
    "PyList_Insert": "i", "PyList_GetSlice": "o", "PyList_SetSlice": "i", "PyList_Sort": "i", "PyList_Reverse": "i",
    "PyList_AsTuple": "o",
    "PyDict_New": "o", "PyDict_Size": "n", "PyDict_SetItem": "i", "PyDict_SetItemString": "i", "PyDict_GetItem": "o",
    "PyDict_GetItemString": "o", "PyDict_GetItemWithError": "o", "PyDict_SetDefault": "o", "PyDict_DelItem": "i",
    "PyDict_DelItemString": "i", "PyDict_Contains": "i", "PyDict_Clear": "v", "PyDict_Copy": "o", "PyDict_Keys": "o",
    "PyDict_Values": "o", "PyDict_Items": "o", "PyDict_Next": "i", "PyDict_Merge": "i", "PyDict_Update": "i",
    "PyDict_MergeFromSeq2": "i", "PyDictProxy_New": "o",
    "PyBytes_FromString": "o", "PyBytes_FromStringAndSize": "o", "PyBytes_FromObject": "o", "PyBytes_Size": "n",
    "PyBytes_AsString": "s", "PyBytes_AsStringAndSize": "i", "PyBytes_Concat": "v", "PyBytes_ConcatAndDel": "v",
    "_PyBytes_Resize": "i",
    "PyUnicode_FromString": "o", "PyUnicode_FromStringAndSize": "o", "PyUnicode_AsUTF8": "s",
    "PyUnicode_GetLength": "n", "PyUnicode_Concat": "o", "PyUnicode_FromFormat": "o", "PyBytes_FromFormat": "o",
    "PyLong_FromLong": "o", "PyLong_FromSize_t": "o", "PyLong_FromDouble": "o", "PyLong_AsLong": "n",
    "PyLong_AsLongLong": "n", "PyLong_AsSsize_t": "n", "PyLong_AsSize_t": "u", "PyLong_AsUnsignedLong": "u",
    "PyLong_AsDouble": "d", "PyBool_FromLong": "o", "PyFloat_FromDouble": "o", "PyFloat_AsDouble": "d",
    "PyErr_SetString": "v", "PyErr_SetObject": "v", "PyErr_SetNone": "v", "PyErr_NoMemory": "o", "PyErr_Format": "o",
    "PyErr_BadArgument": "i", "PyErr_NormalizeException": "v", "PyErr_GivenExceptionMatches": "i",
    "PyObject_Repr": "o", "PyObject_Str": "o", "PyObject_ASCII": "o", "PyObject_GetAttr": "o",
    "PyObject_GetAttrString": "o", "PyObject_SetAttrString": "i", "PyObject_HasAttrString": "i",
    "PyObject_GetItem": "o", "PyObject_SetItem": "i", "PyObject_DelItem": "i", "PyObject_Size": "n",
    "PyObject_Length": "n", "PyObject_Call": "o", "PyObject_CallObject": "o", "PyObject_CallNoArgs": "o",
    "PyObject_CallOneArg": "o", "PyCallable_Check": "i", "PyObject_RichCompare": "o", "PyObject_RichCompareBool": "i",
    "PyObject_IsTrue": "i", "PyObject_Not": "i", "PyObject_IsInstance": "i", "PyObject_Type": "o",
    "PyObject_GetIter": "o", "PyIter_Next": "o", "PyIter_Check": "i",
    "PyObject_Init": "o", "PyObject_InitVar": "o", "_PyObject_New": "o", "_PyObject_NewVar": "o",
    "PyObject_GC_IsTracked": "i", "PyObject_GC_IsFinalized": "i", "PyObject_GC_UnTrack": "v", "PyObject_GC_Track": "v",
    "PyObject_Free": "v", "PyObject_GC_Del": "v",
    "PyGC_Collect": "n", "PyGC_Enable": "i", "PyGC_Disable": "i", "PyGC_IsEnabled": "i",
    "Py_IncRef": "v", "Py_DecRef": "v", "Py_NewRef": "o", "Py_XNewRef": "o", "Py_Is": "i", "Py_IsNone": "i",
    "Py_IsTrue": "i", "Py_IsFalse": "i", "PyType_IsSubtype": "i",
}
C_TYPES = {"o": ctypes.c_void_p, "i": ctypes.c_int, "n": ctypes.c_ssize_t, "u": ctypes.c_size_t,
           "d": ctypes.c_double, "s": ctypes.c_char_p, "v": None}

PROGRAMS = {
    "tuples": """
        a = eval int('1000')
        b = eval int('2000')
        watch a b
        t = PyTuple_New 2
        PyTuple_Size t
        PyTuple_GetItem t 0
        Py_IncRef a
        PyTuple_SetItem t 0 a
        Py_IncRef b
        PyTuple_SetItem t 1 b
        PyTuple_GetItem t 0
        PyTuple_GetItem t 1
        PyTuple_GetItem t 2
        PyTuple_GetItem t -1
        Py_IncRef a
        PyTuple_SetItem t 1 a
        Py_IncRef a
        PyTuple_SetItem t 2 a
        Py_IncRef a
        PyTuple_SetItem t -1 a
        Py_IncRef t
        Py_IncRef a
        PyTuple_SetItem t 0 a
        Py_DecRef t
        s = PyTuple_GetSlice t 0 1
        drop s
        s = PyTuple_GetSlice t -5 99
        drop s
        s = PyTuple_GetSlice t 1 1
        drop s
        s = PyTuple_GetSlice t 5 2
        drop s
        PyTuple_SetItem t 0 NULL
        drop t
        l = eval [1]
        PyTuple_Size l
        PyTuple_GetItem l 0
        Py_IncRef a
        PyTuple_SetItem l 0 a
        PyTuple_GetSlice l 0 1
        PyTuple_New -1
        PyTuple_New 4611686018427387904
        e = PyTuple_New 0
        PyTuple_Size e
        drop e
        drop l
        drop a
        drop b
    """,
    "resizing tuples": """
        a = eval int('1000')
        watch a
        t = PyTuple_New 3
        Py_IncRef a
        PyTuple_SetItem t 0 a
        Py_IncRef a
        PyTuple_SetItem t 2 a
        w0 := t
        _PyTuple_Resize w0 2
        t = *w0
        Py_IncRef a
        PyTuple_SetItem t 1 a
        PyTuple_GetItem t 1
        w0 := t
        _PyTuple_Resize w0 2
        Py_IncRef t
        _PyTuple_Resize w0 1
        u = *w0
        drop t
        e = PyTuple_New 0
        w0 := e
        _PyTuple_Resize w0 1
        f = *w0
        Py_IncRef a
        PyTuple_SetItem f 0 a
        w0 := f
        _PyTuple_Resize w0 0
        g = *w0
        drop g
        l = eval [1]
        w0 := l
        _PyTuple_Resize w0 4
        u = *w0
        w0 := NULL
        _PyTuple_Resize w0 4
        drop a
    """,
    "lists": """
        a = eval int('1000')
        b = eval int('2000')
        watch a b
        l = PyList_New 2
        PyList_Size l
        PyList_GetItem l 0
        Py_IncRef a
        PyList_SetItem l 0 a
        Py_IncRef b
        PyList_SetItem l 1 b
        PyList_GetItem l 0
        PyList_GetItem l 2
        PyList_GetItem l -1
        Py_IncRef b
        PyList_SetItem l 0 b
        Py_IncRef b
        PyList_SetItem l 2 b
        Py_IncRef b
        PyList_SetItem l -1 b
        PyList_Append l a
        PyList_Insert l 0 a
        PyList_Insert l -1 a
        PyList_Insert l 99 a
        PyList_Insert l -99 a
        x = PyObject_Repr l
        drop x
        s = PyList_GetSlice l 1 3
        drop s
        s = PyList_GetSlice l -3 99
        drop s
        s = PyList_GetSlice l 4 2
        drop s
        PyList_Reverse l
        PyList_Sort l
        t = PyList_AsTuple l
        drop t
        r = eval [7, 8]
        PyList_SetSlice l 1 3 r
        l2 = PyObject_Repr l
        drop l2
        PyList_SetSlice l 0 2 NULL
        PyList_SetSlice l -9 99 l
        PyList_SetSlice l 1 1 a
        PyList_SetSlice l 9 2 r
        l2 = PyObject_Repr l
        drop l2
        PyList_SetSlice l 0 99 NULL
        PyList_Size l
        PyList_Reverse l
        PyList_Sort l
        e = PyList_AsTuple l
        drop e
        m = eval [1, '']
        PyList_Sort m
        drop m
        PyList_Append l NULL
        PyList_Insert l 0 NULL
        drop r
        drop l
        drop a
        drop b
    """,
    "what is no list": """
        a = eval int('1000')
        watch a
        t = eval (1,)
        PyList_New -1
        PyList_New 4611686018427387904
        PyList_Size t
        PyList_GetItem t 0
        Py_IncRef a
        PyList_SetItem t 0 a
        PyList_Append t a
        PyList_Insert t 0 a
        PyList_GetSlice t 0 1
        PyList_SetSlice t 0 1 t
        PyList_Sort t
        PyList_Sort NULL
        PyList_Reverse t
        PyList_AsTuple t
        drop t
        drop a
    """,
    "dicts": """
        k = eval str(12345)
        v = eval int('5000')
        watch k v
        d = PyDict_New
        PyDict_SetItem d k v
        PyDict_SetItemString d "other" v
        PyDict_Size d
        PyDict_GetItem d k
        PyDict_GetItemString d "other"
        PyDict_GetItemString d "none"
        PyDict_GetItemWithError d k
        PyDict_GetItemWithError d v
        PyDict_Contains d k
        PyDict_Contains d v
        l = eval []
        PyDict_GetItem d l
        PyDict_GetItemWithError d l
        PyDict_Contains d l
        PyDict_SetItem d l v
        PyDict_DelItem d l
        PyDict_SetDefault d k l
        PyDict_SetDefault d v l
        PyDict_SetDefault d l l
        x = PyDict_Keys d
        drop x
        x = PyDict_Values d
        drop x
        x = PyDict_Items d
        drop x
        c = PyDict_Copy d
        PyDict_DelItem d k
        PyDict_DelItem d k
        PyDict_DelItemString d "none"
        PyDict_DelItemString d "other"
        PyDict_Clear d
        PyDict_Size d
        PyDict_Size c
        p = PyDictProxy_New c
        PyObject_Size p
        drop p
        PyDictProxy_New l
        drop c
        drop d
        drop l
        drop k
        drop v
    """,
    "going through dicts": """
        d = eval {'a': 1, 'b': 2, 'c': 3}
        PyDict_Next d w0 w1 w2
        x = *w1
        PyDict_Next d w0 w1 NULL
        x = *w1
        x = *w2
        PyDict_Next d w0 NULL w2
        x = *w2
        PyDict_Next d w0 w1 w2
        drop d
        l = eval []
        w0 := NULL
        PyDict_Next l w0 w1 w2
        drop l
    """,
    "merging dicts": """
        a = eval {'x': 1, 'y': 2}
        b = eval {'y': 3, 'z': 4}
        PyDict_Merge a b 0
        r = PyObject_Repr a
        drop r
        PyDict_Merge a b 1
        r = PyObject_Repr a
        drop r
        PyDict_Update a a
        PyDict_Update a b
        p = eval [('x', 9), ['w', 8]]
        PyDict_MergeFromSeq2 a p 0
        r = PyObject_Repr a
        drop r
        PyDict_MergeFromSeq2 a p 1
        r = PyObject_Repr a
        drop r
        drop p
        p = eval [1]
        PyDict_MergeFromSeq2 a p 0
        PyDict_Merge a p 0
        PyDict_Update a p
        drop p
        p = eval [(1, 2, 3)]
        PyDict_MergeFromSeq2 a p 1
        PyDict_Merge p a 1
        PyDict_Merge a NULL 1
        PyDict_Update p a
        drop p
        drop a
        drop b
    """,
    "what is no dict": """
        l = eval []
        k = eval str(12345)
        watch l k
        PyDict_Size l
        PyDict_SetItem l k k
        PyDict_SetItemString l "x" k
        PyDict_GetItem l k
        PyDict_GetItemString l "x"
        PyDict_GetItemWithError l k
        PyDict_SetDefault l k k
        PyDict_DelItem l k
        PyDict_Copy l
        PyDict_Copy NULL
        PyDict_Clear l
        PyDict_Keys l
        PyDict_Values l
        PyDict_Items l
        drop l
        drop k
    """,
    "bytes": """
        b = PyBytes_FromString "hello"
        watch b
        PyBytes_Size b
        PyBytes_AsString b
        c = PyBytes_FromStringAndSize "hello" 3
        drop c
        c = PyBytes_FromStringAndSize "" 0
        drop c
        c = PyBytes_FromStringAndSize "x" 1
        drop c
        PyBytes_FromStringAndSize NULL -1
        PyBytes_FromStringAndSize NULL 9223372036854775807
        PyBytes_FromStringAndSize NULL 4611686018427387904
        s = eval str(12345)
        PyBytes_Size s
        PyBytes_AsString s
        PyBytes_AsStringAndSize s w0 w1
        PyBytes_AsStringAndSize b NULL w1
        PyBytes_AsStringAndSize b w0 w1
        PyBytes_AsStringAndSize b w0 NULL
        c = PyBytes_FromStringAndSize "ab" 2
        w0 := c
        PyBytes_Concat w0 s
        c = *w0
        Py_IncRef b
        w0 := b
        PyBytes_Concat w0 b
        c = *w0
        drop c
        Py_IncRef b
        w0 := b
        c = PyBytes_FromString " world"
        PyBytes_ConcatAndDel w0 c
        c = *w0
        drop c
        Py_IncRef b
        w0 := b
        PyBytes_Concat w0 NULL
        c = *w0
        PyBytes_Concat w0 b
        drop s
        drop b
    """,
    "bytes of objects": """
        l = eval [104, 105]
        x = PyBytes_FromObject l
        drop x
        drop l
        l = eval (1, 300)
        PyBytes_FromObject l
        drop l
        l = eval [-1]
        PyBytes_FromObject l
        drop l
        l = eval ['a']
        PyBytes_FromObject l
        drop l
        l = eval range(65, 70)
        x = PyBytes_FromObject l
        drop x
        drop l
        l = eval int('1000')
        PyBytes_FromObject l
        drop l
        l = eval str(12345)
        PyBytes_FromObject l
        PyBytes_FromObject NULL
        drop l
        x = PyBytes_FromString "abc"
        y = PyBytes_FromObject x
        drop y
        drop x
    """,
    "resizing bytes": """
        b = PyBytes_FromString "hello"
        w0 := b
        _PyBytes_Resize w0 5
        _PyBytes_Resize w0 3
        b = *w0
        Py_IncRef b
        _PyBytes_Resize w0 3
        _PyBytes_Resize w0 2
        c = *w0
        drop b
        b = PyBytes_FromString "xy"
        w0 := b
        _PyBytes_Resize w0 -1
        c = *w0
        b = PyBytes_FromString "xy"
        w0 := b
        _PyBytes_Resize w0 0
        b = *w0
        _PyBytes_Resize w0 0
        drop b
        b = PyBytes_FromString "x"
        w0 := b
        _PyBytes_Resize w0 0
        c = *w0
        b = eval str(12345)
        w0 := b
        _PyBytes_Resize w0 2
        c = *w0
    """,
    "texts": """
        s = PyUnicode_FromString "nä\U0001f40d"
        PyUnicode_GetLength s
        PyUnicode_AsUTF8 s
        t = PyUnicode_FromStringAndSize "hello" 2
        u = PyUnicode_Concat s t
        drop u
        drop t
        drop s
        b = PyBytes_FromString ""
        PyUnicode_GetLength b
        PyUnicode_AsUTF8 b
        drop b
        s = eval chr(0xd800)
        PyUnicode_AsUTF8 s
        drop s
    """,
    "formats": """
        l = eval [1, 'x']
        s = PyUnicode_FromFormat "%d|%i|%5d|%05d|%x|%c|%%" -3 4 42 42 255 65
        drop s
        s = PyUnicode_FromFormat "%ld|%lu|%lld|%zd|%zu|%zi" -3 -1 7 -8 -1 9
        drop s
        s = PyUnicode_FromFormat "%s|%.2s|%5s|%.3s" "abc" "abc" "ab" "x"
        drop s
        s = PyUnicode_FromFormat "%R|%S|%A" l l l
        drop s
        k = eval str('ä\U0001f40d')
        s = PyUnicode_FromFormat "%U|%R|%A|%S|%V|%V" k k k k k "no" NULL "yes"
        drop s
        s = PyUnicode_FromFormat "%q" 1
        drop s
        s = PyUnicode_FromFormat "%u|%3d|%03d|%.3d" 7 -5 -5 7
        drop s
        b = PyBytes_FromFormat "%s-%d-%c-%x" "abc" 12 66 17
        drop b
        PyErr_Format type:ValueError "%d of %R" 3 l
        PyErr_Format type:KeyError "%.3s" "abcdef"
        PyErr_Format type:int "x"
        drop k
        drop l
    """,
    "integers": """
        n = PyLong_FromLong -5
        drop n
        n = PyLong_FromLong 1099511627776
        PyLong_AsLong n
        PyLong_AsLongLong n
        PyLong_AsSsize_t n
        PyLong_AsSize_t n
        PyLong_AsUnsignedLong n
        PyLong_AsDouble n
        drop n
        n = PyLong_FromDouble 2.75
        drop n
        n = PyLong_FromDouble 1e30
        drop n
        PyLong_FromDouble inf
        PyLong_FromDouble nan
        n = eval 2**63
        PyLong_AsLong n
        PyLong_AsLongLong n
        PyLong_AsSsize_t n
        PyLong_AsSize_t n
        drop n
        n = eval -2**63
        PyLong_AsLong n
        drop n
        n = eval 2**64
        PyLong_AsSize_t n
        PyLong_AsUnsignedLong n
        drop n
        n = eval -7
        PyLong_AsSize_t n
        PyLong_AsUnsignedLong n
        drop n
        n = eval 10**400
        PyLong_AsDouble n
        drop n
        s = eval str(12345)
        PyLong_AsLong s
        PyLong_AsSsize_t s
        PyLong_AsSize_t s
        PyLong_AsDouble s
        PyFloat_AsDouble s
        drop s
        f = eval 1.5
        PyLong_AsLong f
        PyFloat_AsDouble f
        drop f
        PyLong_AsLong NULL
        PyLong_AsSsize_t NULL
        PyFloat_AsDouble NULL
        n = eval 3
        PyFloat_AsDouble n
        drop n
        f = PyFloat_FromDouble 2.5
        drop f
        b = PyBool_FromLong 7
        drop b
        b = PyBool_FromLong 0
        PyLong_AsLong b
        drop b
    """,
    "exceptions": """
        PyErr_NoMemory
        PyErr_SetString type:ValueError "no"
        PyErr_SetNone type:KeyError
        t = eval (1, 2)
        PyErr_SetObject type:KeyError t
        PyErr_SetObject type:ValueError t
        PyErr_SetObject type:ValueError NULL
        PyErr_SetString type:int "x"
        PyErr_SetNone type:list
        PyErr_BadArgument
        PyErr_GivenExceptionMatches type:KeyError type:LookupError
        PyErr_GivenExceptionMatches type:KeyError type:ValueError
        drop t
        w0 := type:ValueError
        Py_IncRef type:ValueError
        s = eval str(12345)
        w1 := s
        w2 := NULL
        PyErr_NormalizeException w0 w1 w2
        s = *w1
        drop s
        Py_DecRef type:ValueError
    """,
    "any object": """
        l = eval [3, 4]
        m = eval [3, 5]
        watch l m
        x = PyObject_Repr l
        drop x
        x = PyObject_Str l
        drop x
        k = eval 'ä'
        x = PyObject_ASCII k
        drop x
        drop k
        x = PyObject_GetAttrString l "append"
        y = PyObject_CallOneArg x m
        drop y
        PyCallable_Check x
        PyObject_CallNoArgs x
        PyObject_CallObject x NULL
        drop x
        PyObject_GetAttrString l "nothing"
        PyObject_HasAttrString l "nothing"
        PyObject_HasAttrString l "sort"
        PyObject_SetAttrString l "nothing" m
        i = eval 1
        x = PyObject_GetItem l i
        drop x
        PyObject_SetItem l i m
        PyObject_DelItem l i
        PyObject_GetItem i l
        PyObject_Size l
        PyObject_Length i
        PyObject_Size NULL
        PyObject_RichCompareBool l m 0
        PyObject_RichCompareBool l l 2
        PyObject_RichCompareBool l i 0
        x = PyObject_RichCompare l m 3
        drop x
        PyObject_IsTrue l
        PyObject_Not l
        PyObject_IsInstance l type:list
        PyObject_IsInstance l type:object
        PyObject_IsInstance l i
        x = PyObject_Type l
        drop x
        PyObject_Type NULL
        PyType_IsSubtype type:bool type:int
        PyType_IsSubtype type:int type:bool
        it = PyObject_GetIter l
        PyIter_Check it
        PyIter_Check l
        x = PyIter_Next it
        drop x
        x = PyIter_Next it
        drop x
        PyIter_Next it
        drop it
        PyObject_GetIter i
        drop i
        Py_Is l l
        Py_Is l m
        Py_IsNone l
        x = Py_NewRef l
        drop x
        Py_XNewRef NULL
        Py_IncRef NULL
        Py_DecRef NULL
        drop m
        drop l
    """,
    "new objects": """
        PyObject_Init NULL type:list
        PyObject_InitVar NULL type:list 3
        l = eval []
        PyObject_GC_IsTracked l
        PyObject_GC_IsFinalized l
        PyObject_GC_UnTrack l
        PyObject_GC_UnTrack l
        PyObject_GC_IsTracked l
        PyObject_GC_Track l
        PyObject_GC_IsTracked l
        drop l
        n = eval int('1000')
        PyObject_GC_IsTracked n
        PyObject_GC_IsFinalized n
        drop n
        d = eval {}
        PyObject_GC_IsTracked d
        l = eval []
        PyDict_SetItemString d "x" l
        PyObject_GC_IsTracked d
        drop l
        drop d
        t = eval (1, 2)
        drop t
    """,
    "the collector": """
        PyGC_IsEnabled
        PyGC_Disable
        PyGC_IsEnabled
        PyGC_Disable
        PyGC_Collect
        PyGC_Enable
        PyGC_Enable
        PyGC_IsEnabled
        PyGC_Collect
        l = eval []
        PyList_Append l l
        drop l
        PyGC_Collect
        PyGC_Collect
    """,
}


class Machine:
    def __init__(self):
        self.names = {}
        self.watched = []
        self.words = (ctypes.c_void_p * 4)()

    def object(self, address):
        return ctypes.cast(address, ctypes.py_object).value

    def argument(self, text):
        if text == "NULL":
            return ctypes.c_void_p(0)
        if text.startswith("type:"):
            return ctypes.c_void_p(id(eval(text[5:])))
        if text[0] == "w" and text[1:].isdigit():
            return ctypes.c_void_p(ctypes.addressof(self.words) + 8 * int(text[1:]))
        if text.startswith('"'):
            return ctypes.c_char_p(text[1:-1].encode())
        if text in self.names:
            return ctypes.c_void_p(self.names[text])
        try:
            return ctypes.c_ssize_t(int(text))
        except ValueError:
            return ctypes.c_double(float(text))

    def evaluate(self, source):
        value = eval(source)
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(value))
        return id(value)

    def show(self, kind, value):
        if kind == "o":
            return "NULL" if not value else re.sub("0x[0-9a-f]+", "0x...", repr(self.object(value)))
        if kind == "s":
            return "NULL" if value is None else value.decode()
        if kind == "d":
            return value if value == value else "nan"
        return value

    def counts(self):
        return [ctypes.c_ssize_t.from_address(self.names[name]).value for name in self.watched
                if name in self.names]

    def run(self, line):
        target = None
        words = re.findall(r'"[^"]*"|\S+', line)
        if words[0] == "watch":
            self.watched = words[1:]
            return [line, None, None, self.counts()]
        if words[0] == "drop":
            ctypes.pythonapi.Py_DecRef(ctypes.c_void_p(self.names.pop(words[1])))
            return [line, None, None, self.counts()]
        if len(words) > 1 and words[1] == ":=":
            value = self.argument(words[2]).value or 0
            self.words[int(words[0][1:])] = value
            return [line, None, None, self.counts()]
        if len(words) > 1 and words[1] == "=":
            target, words = words[0], words[2:]
        if words[0].startswith("*"):
            value = self.words[int(words[0][2:])] or 0
            self.names[target] = value
            return [line, self.show("o", value), None, self.counts()]
        if words[0] == "eval":
            self.names[target] = self.evaluate(line.split(" eval ", 1)[1])
            return [line, None, None, self.counts()]
        kind = RESULTS[words[0]]
        function = getattr(ctypes.pythonapi, words[0])
        function.restype = C_TYPES[kind]
        error = result = None
        # A failing call leaves its exception for ctypes to raise; the result is not to be had then.
        try:
            value = function(*[self.argument(word) for word in words[1:]])
            result = self.show(kind, value)
            if target is not None:
                self.names[target] = value or 0
        except BaseException as exception:
            message = str(exception)
            if "c:" in message and message.startswith(("Objects/", "Modules/", "Python/")):
                message = message.split(": ", 1)[1]
            error = [type(exception).__name__, message]
            if target is not None:
                self.names[target] = 0
        return [line, result, error, self.counts()]


def main():
    programs = []
    for name, text in PROGRAMS.items():
        machine = Machine()
        gc.collect()
        lines = [line.strip() for line in text.strip().splitlines()]
        rows = [machine.run(line) for line in lines]
        programs.append({"name": name, "rows": rows})
    write_json("capi_calls.json", {"programs": programs}, __file__)


if __name__ == "__main__":
    sys.exit(main())
