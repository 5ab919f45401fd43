# bytes % values, and the errors of its conversions.
def t(f, a):
    try: print(f % a)
    except Exception as e: print(type(e).__name__, e)
class B:
    def __bytes__(self): return b"B!"
    def __repr__(self): return "é"
t(b"%s|%b", (b"x", bytearray(b"y"))); t(b"%d %i %u", (1,2,3)); t(b"%5d|%-5d|%05d|%+d", (1,2,3,4)); t(b"%x %X %#x %o", (255,255,255,8)); t(b"%.2f %e %g", (1.5,2.5,3.5))
t(b"%c%c", (65, b"B")); t(b"%a %r", ("é", B())); t(b"%%", ()); t(b"%s", "x"); t(b"%s", 5); t(b"%b", B()); t(b"%(a)s %(b)d", {b"a": b"1", b"b": 2}); t(b"%d", "x"); t(b"%c", 256); t(b"%c", b"ab"); t(b"%c", "a"); t(b"%s", ()); t(b"%s", (b"a", b"b")); t(b"%z", 1); t(b"%(a)s", {"a": b"1"}); t(b"%5s|%-5s|%.1s", (b"ab", b"ab", b"ab")); t(bytearray(b"%s"), b"x"); t(b"%", ()); t(b"%s", memoryview(b"mv")); t(b"%*d", (5, 3)); t(b"\xff%s", b"\xfe"); t(b"abc", ()); t(b"abc", 1); t(b"%f", "x"); t(b"%x", 1.5); t(b"%(a)s", 5); t(b"%5c|", 65)
t(b"%(a)s%(a)5s|", {b"a": b"x"}); t(b"%(a", {b"a": 1}); t(b"%*d|%-*d|", (4, 1, 4, 2)); t(b"%.*f", (2, 1.239)); t(b"%*d", ("x", 1)); t(b"%ld %hd", (1, 2))
t(b"%s and %s", (b"only",)); t(b"x%%y%d", 1); t(b"abc", {}); t(b"%s", (b"",)); t(b"%-6c|", b"z"); t(b"% d|%+.1f", (5, 2.25)); t(b"%x", -255); t(b"%d", 2.9); t(b"%d", True)
data = b"n=%d;"
data %= 7
print(data, b"Content-Length: %d\r\n\r\n%s" % (3, b"abc"))
array = bytearray(b"%s-")
array %= b"q"
print(array, type(array))
