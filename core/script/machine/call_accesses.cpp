#include "script/machine/accesses.h"

#include "script/values/iterators.h"
#include "script/values/special_method.h"

#include <threadbox/sync/lock.h>
#include <threadbox/sync/rlock.h>
#include <threadbox/sync/semaphore.h>
#include <threadbox/sync/simple_queue.h>
#include <threadbox/sync/thread.h>

#include <string_view>

namespace threadbox::script {

namespace {

constexpr auto reads = Access::Mode::read, writes = Access::Mode::write, adds = Access::Mode::add;

const SyncObject* sync_of(Value value) noexcept { return value.is_object() ? value.object()->sync() : nullptr; }

}  // namespace

/// What natives do. Those that are not listed read the containers that they are given.
enum class Accesses::Native : std::uint8_t {
  nothing,
  lock_acquire,
  lock_release,
  lock_query,
  rlock_acquire,
  rlock_release,
  semaphore_acquire,
  semaphore_release,
  semaphore_query,
  condition_wait,
  condition_notify,
  condition_query,
  primitive_read,
  primitive_write,  // Event, Barrier
  event_wait,
  thread_start,
  thread_join,
  thread_query,
  registry_query,
  simple_put,
  simple_get,
  simple_query,
  output,
  random,
  list_change,
  list_read,
  dict_get,
  dict_set_default,
  dict_pop,
  key_add,
  key_discard,
  bulk,
  deque_change,
  deque_read,
  get_attribute,
  set_attribute,
  next,
};

/// Functions of the prelude whose own accesses do not count.
enum class Accesses::Row : std::uint8_t { put, put_nowait, get, get_nowait, join, task_done, size, other };

/// The arguments of a call, self included.
struct Accesses::Arguments {
  std::span<const Value> values;
  const Tuple* names = nullptr;

  /// The argument at this position or of this name; undefined if it was not given.
  [[nodiscard]] Value get(std::size_t at, std::string_view name = {}) const {
    const std::size_t named = names != nullptr ? names->items.size() : 0;
    if (at < values.size() - named) return values[at];
    for (std::size_t i = 0; i < named; ++i)
      if (const auto* text = as<Str>(names->items[i]); text != nullptr && std::string_view(text->text) == name)
        return values[values.size() - named + i];
    return Value::undefined();
  }
};

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

void Accesses::call(Value callable, std::span<const Value> arguments, const Tuple* names) {
  std::vector<Value> with_self;
  if (const auto* method = as<BoundMethod>(callable)) {
    with_self.push_back(method->self);
    with_self.insert(with_self.end(), arguments.begin(), arguments.end());
    arguments = with_self;
    callable = method->function;
  }
  if (!callable.is_object()) return;
  const Arguments given{arguments, names};
  if (as<Function>(callable) != nullptr) {
    const auto row = rows_.find(callable.object());
    const auto* queue = row != rows_.end() ? as<Instance>(given.get(0)) : nullptr;
    if (queue != nullptr && queue->cls()->module == "queue") queue_call(row->second, *queue, given);
    return;
  }
  const bool is_native = as<script::Native>(callable) != nullptr;
  const auto known = natives_.find(callable.object());
  if (known != natives_.end()) return native_call(known->second, given);
  const auto* cls = as<Class>(callable);
  if (!is_native && (cls == nullptr || cls->in_python)) return;
  for (const Value argument : arguments) read_whole(argument);
}

/// Sets what the last access knows about the state of a primitive.
void Accesses::open(bool was_open, bool needs_open) {
  into_->accesses.back().was_open = was_open;
  into_->accesses.back().needs_open = needs_open;
}

/// `waits`: it waits for ever if it must.
void Accesses::acquire_or_try(Place place, const Question& question, bool open_now, bool waits, bool timed) {
  add(place, open_now || waits ? writes : reads);
  open(open_now, waits);
  if (waits) into_->question = question;
  if (!timed) return;
  into_->on_wake.push_back({place, writes, true, open_now, false, places_.group()});
  into_->wake_question = question;
}

void Accesses::lock_call(Native kind, const Arguments& arguments) {
  const SyncObject* sync = sync_of(arguments.get(0));
  if (sync == nullptr) return;
  const bool recursive = sync->object_kind() == ObjectKind::rlock;
  const auto* lock = recursive ? nullptr : static_cast<const Lock*>(sync);
  const auto* rlock = recursive ? static_cast<const RLock*>(sync) : nullptr;
  const Place place = places_.of(*arguments.get(0).object(), Part::content);
  const bool held = recursive ? rlock->locked() : lock->locked();
  // Only the outermost acquire and release of an RLock are seen by other threads.
  const std::uint64_t count = recursive ? rlock->recursion_count(thread_->waiter()) : 0;
  if (kind == Native::lock_query) return read(place);
  if (kind == Native::lock_release || kind == Native::rlock_release) {
    if (count > 1) return into_->accesses.clear();
    write(place);
    return open(!held, false);
  }
  if (count > 0) return;
  const Value blocking = arguments.get(1, "blocking"), timeout = arguments.get(2, "timeout");
  const bool blocks = blocking.is_undefined() || blocking.is_true() || (blocking.is_int() && blocking.as_int() != 0);
  const bool timed = blocks && !timeout.is_undefined() && !(timeout.is_int() && timeout.as_int() == -1) && !timeout.is_none();
  acquire_or_try(place, {recursive ? Question::Kind::rlock_free : Question::Kind::lock_free, sync, nullptr}, !held,
                 blocks && !timed, timed);
}

void Accesses::condition_call(Native kind, const Arguments& arguments) {
  const auto* condition = as<Instance>(arguments.get(0));
  if (condition == nullptr) return;
  const Place place = places_.of(*condition, Part::content);
  if (kind == Native::condition_query) return read(place);
  write(place);
  if (kind != Native::condition_wait) return;
  const Value lock = condition->attributes.get(lock_);
  const SyncObject* sync = sync_of(lock);
  if (sync == nullptr) return;
  const Place of_lock = places_.of(*lock.object(), Part::content);
  write(of_lock);
  open(false, false);
  into_->on_wake.push_back({of_lock, writes, true, true, false, places_.group()});
  into_->wake_question = {sync->object_kind() == ObjectKind::rlock ? Question::Kind::rlock_free : Question::Kind::lock_free, sync,
                          nullptr};
}

void Accesses::container_call(Native kind, const Arguments& arguments) {
  const Value self = arguments.get(0);
  if (!self.is_object()) return;
  Object& object = *self.object();
  switch (kind) {
    case Native::list_change:
      write(places_.of(object, Part::shape));
      for (const Value argument : arguments.values.subspan(1)) read_whole(argument);
      into_->visible = true;
      return;
    case Native::list_read: return read_whole(self);
    case Native::deque_change:
    case Native::deque_read:
      add(places_.of(object, Part::shape), kind == Native::deque_change ? writes : reads);
      into_->visible = true;
      return;
    case Native::bulk:
      bulk_change(self);
      for (const Value argument : arguments.values.subspan(1)) read_whole(argument);
      return;
    default: break;
  }
  const Value key = arguments.get(1);
  if (as<Dict>(self) == nullptr && as<Set>(self) == nullptr) return;
  const std::optional<bool> has = key.is_undefined() ? std::nullopt : has_key(self, key);
  if (!has) return kind == Native::dict_get ? read_whole(self) : bulk_change(self);
  const bool changes = kind == Native::dict_set_default || kind == Native::key_add ? !*has : kind != Native::dict_get && *has;
  key_access(object, key, changes ? writes : reads, changes);
}

void Accesses::native_call(Native kind, const Arguments& arguments) {
  const Value self = arguments.values.empty() ? Value::undefined() : arguments.get(0);
  const SyncObject* sync = sync_of(self);
  const auto own = [&] { return places_.of(*self.object(), Part::content); };
  if (kind <= Native::simple_query) into_->primitive = into_->visible = kind != Native::nothing;
  switch (kind) {
    case Native::nothing: return;
    case Native::lock_acquire:
    case Native::lock_release:
    case Native::lock_query:
    case Native::rlock_acquire:
    case Native::rlock_release:
      lock_call(kind, arguments);
      // An inner acquire or release of an RLock.
      if (into_->accesses.empty()) into_->primitive = into_->visible = false;
      return;
    case Native::semaphore_acquire: {
      if (sync == nullptr) return;
      const Value blocking = arguments.get(1, "blocking"), timeout = arguments.get(2, "timeout");
      const bool blocks = blocking.is_undefined() || blocking.is_true() || (blocking.is_int() && blocking.as_int() != 0);
      const bool timed = blocks && !timeout.is_undefined() && !timeout.is_none();
      return acquire_or_try(own(), {Question::Kind::permit, sync, nullptr}, static_cast<const Semaphore*>(sync)->value() > 0,
                            blocks && !timed, timed);
    }
    case Native::semaphore_release:
      if (sync == nullptr) return;
      write(own());
      return open(static_cast<const Semaphore*>(sync)->value() > 0, false);
    case Native::semaphore_query:
    case Native::primitive_read: return read(own());
    case Native::primitive_write: return write(own());
    case Native::event_wait: return read(own());
    case Native::condition_wait:
    case Native::condition_notify:
    case Native::condition_query: return condition_call(kind, arguments);
    case Native::registry_query: return read(Places::of_thread(0, Part::registry));
    case Native::thread_start:
    case Native::thread_join:
    case Native::thread_query: {
      if (sync == nullptr) return;
      const auto* thread = static_cast<const Thread*>(sync);
      const Place life = Places::of_thread(const_cast<Thread*>(thread)->waiter().thread(), Part::life);
      const bool ended = thread->state() == Thread::State::ended;
      if (kind == Native::thread_query) return read(life);
      if (kind == Native::thread_start) {
        add(Places::of_thread(0, Part::registry), adds);
        write(life);
        open(ended, false);
        write(Places::of_thread(const_cast<Thread*>(thread)->waiter().thread(), Part::begun));
        return open(false, false);
      }
      const Value timeout = arguments.get(1, "timeout");
      const bool waits = timeout.is_undefined() || timeout.is_none();
      read(life);
      open(ended, waits);
      if (waits) into_->question = {Question::Kind::ended, sync, nullptr};
      return;
    }
    case Native::simple_put:
    case Native::simple_get:
    case Native::simple_query: {
      const auto* queue = as<Instance>(self);
      if (queue == nullptr || sync == nullptr) return;
      if (kind == Native::simple_query) return queue_call(Row::size, *queue, arguments);
      if (kind == Native::simple_put) return fifo_call(Row::put, *queue, false);
      const Value block = arguments.get(1, "block"), timeout = arguments.get(2, "timeout");
      const bool waits = (block.is_undefined() || block.is_true()) && (timeout.is_undefined() || timeout.is_none());
      if (waits) into_->question = {Question::Kind::simple_item, sync, nullptr};
      return fifo_call(Row::get, *queue, waits);
    }
    case Native::output:
      write(Places::of_thread(0, Part::output));
      for (const Value argument : arguments.values) read_whole(argument);
      into_->visible = true;
      return;
    case Native::random:
      if (!self.is_object()) return;
      into_->visible = true;
      return write(own());
    case Native::get_attribute:
    case Native::set_attribute: {
      const auto* name = as<Str>(arguments.get(1));
      if (name == nullptr) return;
      const Str* interned = vm_.intern(name->text);
      return kind == Native::get_attribute ? load_attribute(self, *interned) : store_attribute(self, *interned);
    }
    case Native::next: return next_of(self, true);
    default: return container_call(kind, arguments);
  }
}

// --- queues

std::int64_t Accesses::attribute(const Instance& instance, const Str& name) const {
  const Value value = instance.attributes.get(&name);
  return value.is_int() ? value.as_int() : value.is_true() ? 1 : 0;
}

std::size_t Accesses::length_of(const Instance& queue) const {
  if (const SyncObject* sync = queue.sync(); sync != nullptr && sync->object_kind() == ObjectKind::simple_queue)
    return static_cast<std::size_t>(static_cast<const SimpleQueueBase*>(sync)->qsize());
  const Value items = queue.attributes.get(queue_);
  if (const auto* list = as<List>(items)) return list->items.size();
  const auto* deque = as<Instance>(items);
  if (deque == nullptr || deque->payload() == nullptr) return 0;
  const auto elements = deque->payload()->elements(0);
  return elements ? elements->second : 0;
}

/// put and get of a queue whose items leave it in the order in which they came: the n-th get takes the n-th item, whatever else happens.
void Accesses::fifo_call(Row row, const Instance& queue, bool blocks) {
  const std::uint64_t taken = taken_[&queue], length = length_of(queue);
  const auto maxsize = static_cast<std::uint64_t>(std::max<std::int64_t>(0, attribute(queue, *maxsize_)));
  const bool is_full = maxsize > 0 && length >= maxsize;
  if (row == Row::put) {
    const std::uint64_t at = taken + length;
    write(places_.of(queue, Part::tail));
    if (maxsize > 0 && at >= maxsize) {
      read(places_.of(queue, Part::room, at - maxsize));
      open(!is_full, blocks);
    }
    if (is_full && !blocks) return;
    write(places_.of(queue, Part::slot, at));
    return open(false, false);
  }
  write(places_.of(queue, Part::head));
  read(places_.of(queue, Part::slot, taken));
  open(length > 0, blocks);
  if (maxsize > 0) {
    write(places_.of(queue, Part::room, taken));
    open(false, false);
  }
  if (recording_ && length > 0) ++taken_[&queue];
}

void Accesses::queue_call(Row row, const Instance& queue, const Arguments& arguments) {
  into_->visible = true;
  const bool is_simple = queue.sync() != nullptr && queue.sync()->object_kind() == ObjectKind::simple_queue;
  into_->stands_for_all = !is_simple;
  const bool is_fifo = is_simple || std::string_view(queue.cls()->name->text) == "Queue";
  const bool is_put = row == Row::put || row == Row::put_nowait, tries = row == Row::put_nowait || row == Row::get_nowait;
  switch (row) {
    case Row::size:
      read(places_.of(queue, Part::tail));
      read(places_.of(queue, Part::head));
      if (!is_fifo) read(places_.of(queue, Part::content));
      return;
    case Row::other:
      for (const Part part : {Part::tail, Part::head, Part::content, Part::unfinished}) write(places_.of(queue, part));
      return;
    case Row::task_done: add(places_.of(queue, Part::unfinished), adds); return open(attribute(queue, *unfinished_) == 0, false);
    case Row::join:
      read(places_.of(queue, Part::unfinished));
      open(attribute(queue, *unfinished_) == 0, true);
      into_->question = {Question::Kind::all_done, nullptr, &queue};
      return;
    default: break;
  }
  const Value block = arguments.get(is_put ? 2 : 1, "block"), timeout = arguments.get(is_put ? 3 : 2, "timeout");
  const bool waits = !tries && (block.is_undefined() || block.is_true()) && (timeout.is_undefined() || timeout.is_none());
  if (waits) into_->question = {is_put ? Question::Kind::room : Question::Kind::item, nullptr, &queue};
  if (is_put) {
    add(places_.of(queue, Part::unfinished), adds);
    open(attribute(queue, *unfinished_) == 0, false);
  }
  if (is_fifo) return fifo_call(is_put ? Row::put : Row::get, queue, waits);
  const std::size_t length = length_of(queue);
  const auto maxsize = static_cast<std::size_t>(std::max<std::int64_t>(0, attribute(queue, *maxsize_)));
  write(places_.of(queue, Part::content));
  open(is_put ? maxsize == 0 || length < maxsize : length > 0, waits);
}

bool Accesses::answer(const Question& question, const Waiter& asking) const {
  switch (question.kind) {
    case Question::Kind::none: return true;
    case Question::Kind::lock_free: return !static_cast<const Lock*>(question.object)->locked();
    case Question::Kind::rlock_free: {
      const auto& lock = *static_cast<const RLock*>(question.object);
      return !lock.locked() || lock.is_owned(asking);
    }
    case Question::Kind::permit: return static_cast<const Semaphore*>(question.object)->value() > 0;
    case Question::Kind::ended: {
      // Of a thread that has not been started, and of itself, it raises.
      const auto& thread = *static_cast<const Thread*>(question.object);
      return !thread.is_alive() || &const_cast<Thread&>(thread).waiter() == &asking;
    }
    case Question::Kind::simple_item: return !static_cast<const SimpleQueueBase*>(question.object)->empty();
    case Question::Kind::item: return length_of(*question.queue) > 0 || attribute(*question.queue, *is_shutdown_) != 0;
    case Question::Kind::room: {
      const std::int64_t maxsize = attribute(*question.queue, *maxsize_);
      return maxsize <= 0 || length_of(*question.queue) < static_cast<std::size_t>(maxsize) ||
             attribute(*question.queue, *is_shutdown_) != 0;
    }
    case Question::Kind::all_done: return attribute(*question.queue, *unfinished_) == 0;
  }
  return true;
}

}  // namespace threadbox::script
