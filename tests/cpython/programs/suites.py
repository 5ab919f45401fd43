"""The modules of CPython's tests that are run as programs, by what they test."""

THREADS = ["test_threading", "test_thread", "test_threading_local", "test_queue", "test_concurrent_futures.test_thread_pool"]

MODULES = [
    "test_collections", "test_functools", "test_itertools", "test_contextlib", "test_dataclasses", "test_heapq", "test_random",
    "test_logging", "test_math", "test_time", "_test_atexit", "test_typing", "test_re",
    "test_json.test_decode", "test_json.test_default", "test_json.test_dump", "test_json.test_encode_basestring_ascii",
    "test_json.test_enum", "test_json.test_fail", "test_json.test_float", "test_json.test_indent", "test_json.test_pass1",
    "test_json.test_pass2", "test_json.test_pass3", "test_json.test_recursion", "test_json.test_scanstring",
    "test_json.test_separators", "test_json.test_speedups", "test_json.test_unicode", "datetimetester",
]

LANGUAGE = [
    "test_grammar", "test_syntax", "test_scope", "test_generators", "test_exceptions", "test_raise", "test_class", "test_descr",
    "test_super", "test_property", "test_with", "test_fstring", "test_format", "test_int", "test_float", "test_str", "test_list",
    "test_tuple", "test_dict", "test_set", "test_range", "test_slice", "test_iter", "test_enumerate", "test_sort", "test_builtin",
]

GROUPS = {"threads": THREADS, "modules": MODULES, "language": LANGUAGE}
