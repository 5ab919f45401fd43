#pragma once

#include "script/machine/accesses.h"

#include <string_view>

namespace threadbox::script {

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
  file_open,
  file_read,
  file_write,
  folder_query,
  folder_change,
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
  clock,
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

/// The primitive that an object is; null if it is none.
inline const SyncObject* sync_of(Value value) noexcept { return value.is_object() ? value.object()->sync() : nullptr; }

}  // namespace threadbox::script
