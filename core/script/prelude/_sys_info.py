# What sys tells of the interpreter; loaded by programs that ask for it. Its import gives the names to sys.

import sys


def _record(name, **fields):
    class Record(tuple):
        __module__ = "sys"

        def __new__(cls, *args, **kwargs):
            raise TypeError(f"cannot create 'sys.{name}' instances")

        def __repr__(self):
            return f"sys.{name}({', '.join([f'{field}={value!r}' for field, value in fields.items()])})"

    Record.__name__ = Record.__qualname__ = name
    for at, field in enumerate(fields):
        setattr(Record, field, property(lambda self, at=at: self[at]))
    return tuple.__new__(Record, fields.values())


sys.flags = _record("flags", debug=0, inspect=0, interactive=0, optimize=0, dont_write_bytecode=0, no_user_site=0, no_site=0, ignore_environment=0,
                    verbose=0, bytes_warning=0, quiet=0, hash_randomization=1, isolated=0, dev_mode=False, utf8_mode=1,
                    warn_default_encoding=0, safe_path=False, int_max_str_digits=4300)
sys.float_info = _record("float_info", max=1.7976931348623157e+308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308, min_exp=-1021,
                         min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2, rounds=1)
sys.int_info = _record("int_info", bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300, str_digits_check_threshold=640)
sys.hash_info = _record("hash_info", width=64, modulus=2 ** 61 - 1, inf=314159, nan=0, imag=1000003, algorithm="siphash13", hash_bits=64, seed_bits=128,
                        cutoff=0)
sys.float_repr_style = "short"
