# A report that the program's own sys.stderr does not take is not lost without a word.
# compare: invariant
# invariant: "object type name: KeyError\n" in err and "object repr     : KeyError('key')\n" in err
# invariant: err.endswith("lost sys.stderr\n") and code == 120 and out == "end\n"
import sys


class Refusing:
    def write(self, text):
        raise ValueError(text)


sys.stderr = Refusing()
print("end")
raise KeyError("key")
