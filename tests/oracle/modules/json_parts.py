# The modules of the package json, and what sys tells of numbers.
import json
import json.decoder
import sys
from json.encoder import JSONEncoder, encode_basestring, encode_basestring_ascii

try:
    json.loads("[1,")
except json.decoder.JSONDecodeError as error:
    print(error, error.pos, json.JSONDecodeError is json.decoder.JSONDecodeError)
print(JSONEncoder is json.JSONEncoder, encode_basestring("é\n"), encode_basestring_ascii("é\n"))
print(json.decoder.scanstring('"a\\n" b', 1), json.JSONDecoder.__module__, JSONEncoder.__module__, json.JSONDecodeError.__module__)
print(sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.float_info[0], sys.int_info.default_max_str_digits)
print(sys.flags.optimize, sys.hash_info.modulus, sys.float_info, sys.float_repr_style)
print(BytesWarning.__mro__[1], issubclass(EncodingWarning, Warning), UnicodeWarning("a"))
