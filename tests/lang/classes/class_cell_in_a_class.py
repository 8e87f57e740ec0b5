# A class inside a method: its body, its methods and the method around it each ask for __class__.
class Outer:
    def method(self):
        class Inner:
            try:
                found = __class__
            except NameError:
                found = None

            def own(self):
                return __class__

        return Inner().own() is Inner, __class__ is Outer


print(Outer().method())  # expect: (True, True)
