#include "script/machine/call_kinds.h"

#include <initializer_list>
#include <utility>

namespace threadbox::script {

Accesses::Accesses(Vm& vm)
    : vm_(vm),
      places_(vm),
      queue_(vm.intern("queue")),
      maxsize_(vm.intern("maxsize")),
      unfinished_(vm.intern("unfinished_tasks")),
      is_shutdown_(vm.intern("is_shutdown")),
      lock_(vm.intern("_lock")) {
  find_natives();
  find_rows();
}

void Accesses::find_natives() {
  struct Known {
    const char *module, *name;
    Native native;
  };
  using enum Native;
  static constexpr Known functions[] = {
      {"_threadbox", "rlock_acquire", rlock_acquire},
      {"_threadbox", "rlock_release", rlock_release},
      {"_threadbox", "rlock_exit", rlock_release},
      {"_threadbox", "rlock_is_owned", nothing},
      {"_threadbox", "semaphore_acquire", semaphore_acquire},
      {"_threadbox", "semaphore_release", semaphore_release},
      {"_threadbox", "semaphore_value", semaphore_query},
      {"_threadbox", "condition_wait", condition_wait},
      {"_threadbox", "condition_notify", condition_notify},
      {"_threadbox", "condition_notify_all", condition_notify},
      {"_threadbox", "condition_n_waiting", condition_query},
      {"_threadbox", "event_is_set", primitive_read},
      {"_threadbox", "event_set", primitive_write},
      {"_threadbox", "event_clear", primitive_write},
      {"_threadbox", "event_wait", event_wait},
      {"_threadbox", "barrier_wait", primitive_write},
      {"_threadbox", "barrier_open", primitive_write},
      {"_threadbox", "barrier_abort", primitive_write},
      {"_threadbox", "barrier_reset", primitive_write},
      {"_threadbox", "barrier_n_waiting", primitive_read},
      {"_threadbox", "barrier_broken", primitive_read},
      {"_threadbox", "thread_start", thread_start},
      {"_threadbox", "thread_join", thread_join},
      {"_threadbox", "thread_is_alive", thread_query},
      {"_threadbox", "enumerate", registry_query},
      {"_threadbox", "simple_queue_put", simple_put},
      {"_threadbox", "simple_queue_get", simple_get},
      {"_threadbox", "simple_queue_size", simple_query},
      {"_threadbox", "write_error", output},
      {"_threadbox", "write_output", output},
      {"_threadbox", "stream_write", output},
      {"_sys", "stream_write", output},
      {"_files", "open", file_open},
      {"_files", "read", file_read},
      {"_files", "readline", file_read},
      {"_files", "read_octets", file_read},
      {"_files", "read_octet_line", file_read},
      {"_files", "write", file_write},
      {"_files", "write_octets", file_write},
      {"_files", "truncate", file_write},
      {"_files", "copy", folder_change},
      {"_files", "make_folder", folder_change},
      {"_files", "remove", folder_change},
      {"_files", "remove_folder", folder_change},
      {"_files", "rename", folder_change},
      {"_files", "change_folder", folder_change},
      {"_files", "list", folder_query},
      {"_files", "folder", folder_query},
      {"_files", "look", folder_query},
      {"_files", "look_or_none", folder_query},
      {"_random", "random", random},
      {"_random", "below", random},
      {"_random", "bits", random},
      {"_random", "seed_words", random},
      {"_random", "seed_text", random},
      {"_random", "seed_by_chance", random},
      {"_collections", "append", deque_change},
      {"_collections", "appendleft", deque_change},
      {"_collections", "pop", deque_change},
      {"_collections", "popleft", deque_change},
      {"_collections", "clear", deque_change},
      {"_collections", "rotate", deque_change},
      {"_collections", "reverse", deque_change},
      {"_collections", "set", deque_change},
      {"_collections", "erase", deque_change},
      {"_collections", "insert", deque_change},
      {"_collections", "length", deque_read},
      {"_collections", "as_list", deque_read},
      {"_collections", "iterator", deque_read},
      {"_collections", "get", deque_read},
      {"_time", "time", clock},
      {"_time", "time_ns", clock},
      {"_time", "monotonic", clock},
      {"_time", "monotonic_ns", clock},
      {"_time", "perf_counter", clock},
      {"_time", "perf_counter_ns", clock},
      {"_time", "process_time", clock},
      {"_time", "process_time_ns", clock},
      {"_time", "thread_time", clock},
      {"_time", "thread_time_ns", clock},
      {"builtins", "print", output},
      {"builtins", "isinstance", nothing},
      {"builtins", "issubclass", nothing},
      {"builtins", "callable", nothing},
      {"builtins", "id", nothing},
      {"builtins", "getattr", get_attribute},
      {"builtins", "hasattr", get_attribute},
      {"builtins", "setattr", set_attribute},
      {"builtins", "delattr", set_attribute},
      {"builtins", "next", next},
  };
  for (const Known& known : functions)
    if (const Module* module = vm_.find_module(known.module))
      if (const Value found = module->names.get(vm_.intern(known.name)); found.is_object())
        natives_.emplace(found.object(), known.native);
  const auto methods = [&](Class* cls, std::initializer_list<const char*> names, Native native) {
    for (const char* name : names)
      if (const Value found = cls->names.get(vm_.intern(name)); found.is_object()) natives_.emplace(found.object(), native);
  };
  methods(vm_.classes.lock, {"acquire", "acquire_lock", "__enter__"}, lock_acquire);
  methods(vm_.classes.lock, {"release", "release_lock", "__exit__"}, lock_release);
  methods(vm_.classes.lock, {"locked", "locked_lock"}, lock_query);
  methods(vm_.classes.list, {"append", "extend", "pop", "insert", "remove", "clear", "reverse", "sort", "__iadd__"}, list_change);
  methods(vm_.classes.list, {"index", "count", "copy"}, list_read);
  methods(vm_.classes.bytearray, {"append", "extend", "pop", "insert", "remove", "clear", "reverse", "__iadd__", "__imul__"},
          list_change);
  methods(vm_.classes.dict, {"get"}, dict_get);
  methods(vm_.classes.dict, {"setdefault"}, dict_set_default);
  methods(vm_.classes.dict, {"pop"}, dict_pop);
  methods(vm_.classes.dict, {"popitem", "clear", "update", "__ior__"}, bulk);
  methods(vm_.classes.dict, {"keys", "values", "items"}, nothing);
  methods(vm_.classes.set, {"add"}, key_add);
  methods(vm_.classes.set, {"discard", "remove"}, key_discard);
  methods(vm_.classes.set, {"pop", "clear", "update", "intersection_update", "difference_update", "symmetric_difference_update"},
          bulk);
}

void Accesses::find_rows() {
  const Module* module = vm_.find_module("queue");
  const auto* cls = module != nullptr ? as<Class>(module->names.get(vm_.intern("Queue"))) : nullptr;
  if (cls == nullptr) return;
  const std::pair<const char*, Row> known[] = {
      {"put", Row::put},   {"put_nowait", Row::put_nowait}, {"get", Row::get},    {"get_nowait", Row::get_nowait},
      {"join", Row::join}, {"task_done", Row::task_done},   {"qsize", Row::size}, {"empty", Row::size},
      {"full", Row::size}, {"shutdown", Row::other}};
  for (const auto& [name, row] : known)
    if (const Value found = cls->names.get(vm_.intern(name)); found.is_object()) rows_.emplace(found.object(), row);
}

}  // namespace threadbox::script
