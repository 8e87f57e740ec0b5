# Identifiers beyond ASCII: Unicode 14.0, normalised by NFKC.
ﬁ = 1
K = 2  # the sign of kelvin
𝐚𝐛 = 3
ªº = 4
print(fi, K, ab, ao)  # expect: 1 2 3 4


class Ligature:
    ﬀ = 5


print(Ligature.ff, Ligature.ﬀ, getattr(Ligature, "ff"))  # expect: 5 5 5
print(hasattr(Ligature, "ﬀ"))  # expect: False


def named(ﬁ):
    return fi


print(named(fi=7), named(ﬁ=8))  # expect: 7 8
import sys as ﬂ

print(fl is ﬂ)  # expect: True


def complain(source):
    try:
        exec(source)
    except SyntaxError as error:
        print(ascii(error.msg), error.offset, error.end_offset)


complain("x = 5€")  # expect: "invalid character '\u20ac' (U+20AC)" 6 6
complain("x\u00ad = 1")  # expect: 'invalid non-printable character U+00AD' 2 2
complain("\u200bx = 1")  # expect: 'invalid non-printable character U+200B' 1 1
complain("¹ = 1")  # expect: "invalid character '\xb9' (U+00B9)" 1 1
# Assigned by Unicode 15.
complain("\U00031350 = 1")  # expect: 'invalid non-printable character U+31350' 1 1
exec("x·y = 'middle dot'; ⅷ = 8; ℘ = '!'; print(x·y, viii, ℘)")  # expect: middle dot 8 !
