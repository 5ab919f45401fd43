#include "script/machine/call_kinds.h"

#include <threadbox/sync/semaphore.h>
#include <threadbox/sync/thread.h>

#include <optional>

namespace threadbox::script {

namespace {

constexpr auto reads = Access::Mode::read, writes = Access::Mode::write, adds = Access::Mode::add;

}  // namespace

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
  if (kind <= Native::folder_change) into_->primitive = into_->visible = kind != Native::nothing;
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
      if (kind == Native::simple_put) return fifo_call(Row::put, *queue, false, true);
      const Value block = arguments.get(1, "block"), timeout = arguments.get(2, "timeout");
      const bool waits = (block.is_undefined() || block.is_true()) && (timeout.is_undefined() || timeout.is_none());
      if (waits) into_->question = {Question::Kind::simple_item, sync, nullptr};
      return fifo_call(Row::get, *queue, waits, !waits && block.is_false());
    }
    case Native::file_open:
    case Native::file_read:
    case Native::file_write:
    case Native::folder_query:
    case Native::folder_change: return file_call(kind, arguments);
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
    case Native::clock: into_->visible = into_->reads_clock = true; return;
    default: return container_call(kind, arguments);
  }
}

}  // namespace threadbox::script
