#pragma once

#include "script/machine/footprint.h"
#include "script/machine/places.h"
#include "script/machine/question.h"

#include <optional>
#include <span>
#include <unordered_map>

namespace threadbox::script {

/// What an instruction does to places that threads share.
struct Description {
  Footprint accesses;
  Question question;
  bool visible = false;   ///< Threads can be switched before it, if it is the program's.
  bool primitive = false; ///< Likewise if it is the prelude's.
  bool stands_for_all = false;  ///< It calls a function of the prelude whose own accesses do not count.
  Footprint on_wake;      ///< What the thread accesses when its wait is over, if it waits.
  Question wake_question;
  bool gives_up = false;  ///< When its time is over, the wait ends without what wake_question asks for.
  bool reads_clock = false;
  bool is_undone = false;  ///< When its time is over, nothing has changed.

  void clear() noexcept {
    accesses.clear();
    on_wake.clear();
    question = wake_question = {};
    visible = primitive = stands_for_all = gives_up = reads_clock = is_undone = false;
  }
};

/// Describes instructions before they are executed, from their operands on the stack. Nothing of the program is executed for that.
/// docs/explore.md lists the rules.
/// Threads: the simulated runner's. Errors: std::bad_alloc.
class Accesses {
 public:
  explicit Accesses(Vm& vm);

  /// Describes the next instruction of the thread's innermost frame.
  void describe(VmThread& thread, Description& into);
  /// Whether an operation would succeed at once for the thread that asks.
  [[nodiscard]] bool answer(const Question& question, const Waiter& asking) const;
  Places& places() noexcept { return places_; }

 private:
  // --- accesses.cpp
  void add(Place place, Access::Mode mode);
  void read(Place place) { add(place, Access::Mode::read); }
  void write(Place place) { add(place, Access::Mode::write); }
  void global(Module& module, const Str& name, Access::Mode mode);
  void load_attribute(Value object, const Str& name);
  void store_attribute(Value object, const Str& name);
  void class_attribute(const Class& cls, const Str& name);
  void item(Value container, Value index, Access::Mode mode, bool erases);
  void key_access(Object& table, Value key, Access::Mode mode, bool changes_shape);
  void bulk_change(Value container);
  void read_whole(Value container);
  void read_shape(Value container);
  void membership(Value item, Value container);
  void next_of(Value iterator, bool shared);
  [[nodiscard]] bool is_deque(Value value) const;
  [[nodiscard]] std::optional<bool> has_key(Value table, Value key);

  // --- known_calls.cpp
  enum class Native : std::uint8_t;
  enum class Row : std::uint8_t;
  struct Arguments;
  void find_natives();
  void find_rows();

  // --- call_accesses.cpp
  void call(Value callable, std::span<const Value> arguments, const Tuple* names);
  void native_call(Native kind, const Arguments& arguments);
  void container_call(Native kind, const Arguments& arguments);

  // --- primitive_accesses.cpp
  void open(bool was_open, bool needs_open);
  void acquire_or_try(Place place, const Question& question, bool open, bool waits, bool timed);
  void lock_call(Native kind, const Arguments& arguments);
  void condition_call(Native kind, const Arguments& arguments);

  // --- file_accesses.cpp
  void file_call(Native kind, const Arguments& arguments);

  // --- queue_accesses.cpp
  void queue_call(Row row, const Instance& queue, const Arguments& arguments);
  void fifo_call(Row row, const Instance& queue, bool blocks, bool tries);
  [[nodiscard]] std::int64_t attribute(const Instance& instance, const Str& name) const;
  [[nodiscard]] std::size_t length_of(const Instance& queue) const;

  Vm& vm_;
  Places places_;
  VmThread* thread_ = nullptr;
  Description* into_ = nullptr;
  std::unordered_map<const Object*, Native> natives_;
  std::unordered_map<const Object*, Row> rows_;
  std::unordered_map<const Instance*, std::uint64_t> taken_;  ///< How many items were taken from a queue so far.
  bool recording_ = false;
  Str *queue_, *maxsize_, *unfinished_, *is_shutdown_, *lock_;

 public:
  /// Whether the step that is described is now made: then the numbers of a queue's items go on.
  void recording(bool now) noexcept { recording_ = now; }
};

}  // namespace threadbox::script
