# The Python fallbacks of operations that are in C++. C++ never calls Python: an operation that meets an object whose special method is
# written in Python gives up before it has changed anything, and its fallback is called with the same operands. The modules
# fallbacks.* register the fallbacks of natives (fallback_of); this module imports those that the interpreter calls by name
# (Vm::fallback).

import fallbacks.sorting
import fallbacks.str_methods
from fallbacks.common import fallback_of, refused
from fallbacks.operators import truth, invert_bool, binary, in_place, not_equal, compare
from fallbacks.items import contains, lacks, get_item, set_item, delete_item
from fallbacks.tables import make_set, make_dict, set_add, set_update, dict_update
from fallbacks.iteration import iterate, listed, all_items, first_items, call_with_list
from fallbacks.text import format_value
from fallbacks.numbers import call_with_numbers
from fallbacks.objects import get_attribute, call_got, construct, exception_to_raise, class_made, build_class
from fallbacks.generators import throw_parts, close_delegate, throw_into_delegate
