#pragma once

#include "script/machine/access_roles.h"
#include "script/machine/vm.h"

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace threadbox::script {

/// Records what the program's instructions read and write of what threads can share, as events of the log, right before they are executed:
/// globals, variables of enclosing functions, attributes, items of containers, and which items a container has. It also records calls of
/// primitives whose other events do not tell that the calling thread has learnt something: an Event that is set already, a done Future.
/// Places have serial numbers, which are never used again.
/// Threads: the simulated runner's. Errors: none: without memory, an access is not recorded.
class AccessRecorder {
 public:
  explicit AccessRecorder(Vm& vm) noexcept : vm_(vm) {}

  /// Called when a second thread has been started. Nothing is recorded before.
  void begin() noexcept;
  [[nodiscard]] bool recording() const noexcept { return recording_; }

  /// Called before the next instruction of the thread's innermost frame.
  void note(VmThread& thread) noexcept;

 private:
  /// What a place is of its object.
  enum class Part : std::uint8_t { name, item, shape };
  enum class Method : std::uint8_t { length, growth, change, item_read, item_added, item_removed };
  struct Site {
    std::shared_ptr<const CodeObject> code;  ///< Kept, so that no other one gets its address.
    AccessRoles roles;
  };
  static constexpr std::size_t most_places = 20'000, most_sites = 5'000, most_iterators = 5'000, most_reads = 10'000;

  void find_methods();
  const Site& site_of(const Frame& frame);
  std::uint8_t role_of(const Frame& frame);
  void describe(VmThread& thread, Frame& frame);
  void call(const Frame& frame, const Value* place, std::uint32_t count);
  void sync_call(Object& self, Value callable);

  void name(Object& owner, const Str& name, bool writes, Value value, const std::string& owner_name);
  void cell(Cell& cell, const std::string& name, bool writes, Value value);
  void attribute(Value object, const Str& name, bool writes, Value value);
  void item(Value container, Value index, bool writes, bool resizes);
  [[nodiscard]] bool has(Value table, Value key);
  void shape(Value container, std::uint8_t flags);
  void begin_iteration(Value iterable);
  void iterate(Value iterator);
  void record_access(std::uint32_t place, std::uint8_t flags, Value value);
  /// Whether one of these instructions of the frame has read the place when it was executed last.
  [[nodiscard]] bool has_read(const std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>& instructions,
                              std::uint32_t place, bool is_shape) const;

  /// The place's number; 0: there are too many. A new one is announced with the name that `name` returns.
  template <typename Name>
  std::uint32_t place_of(Object& object, Part part, std::uint64_t key, const Name& name);
  [[nodiscard]] std::string name_of(Object& object) const;

  Vm& vm_;
  bool recording_ = false;
  Waiter* self_ = nullptr;  ///< The thread whose instruction is looked at, and of the instruction:
  const Frame* frame_ = nullptr;
  const Site* site_ = nullptr;  ///< Null if it has no role.
  std::uint8_t role_ = 0;
  std::uint16_t line_ = 0;
  std::unordered_map<const CodeObject*, Site> sites_;
  std::unordered_map<std::uint64_t, std::uint32_t> places_;
  std::unordered_map<std::uint32_t, std::string>
      names_;  ///< Of containers, by the variable through which they were reached first.
  /// The place that an instruction of a frame has read last, if something depends on it; see read_key.
  std::unordered_map<std::uint64_t, std::uint32_t> reads_;
  std::unordered_map<const Object*, Method> methods_;
  std::unordered_map<ThreadId, std::uint32_t> iterables_;  ///< The place whose iterator the thread has just made.
  std::unordered_map<std::uint32_t, std::uint32_t> iterators_;  ///< The places of iterators, by their serial numbers.
};

}  // namespace threadbox::script
