#pragma once

#include "script/machine/footprint.h"
#include "script/machine/vm.h"

#include <unordered_map>

namespace threadbox::script {

/// What of an object a place is.
enum class Part : std::uint8_t {
  name,        ///< A global or an attribute, by its name.
  content,     ///< The value of a cell; the state of a primitive, an iterator, a generator of random numbers.
  item,        ///< An item of a list by its index, the value of a key.
  shape,       ///< Which items or keys there are, and in which order.
  whole,       ///< All items together.
  bulk,        ///< All keys together.
  slot,        ///< A queue: whether its n-th item has been put.
  room,        ///< A queue: whether its n-th item has been taken.
  head,
  tail,
  unfinished,  ///< A queue's number of unfinished tasks.
  begun,       ///< Whether a thread was started. The object is its ThreadId.
  life,        ///< A thread: whether it has begun and ended. The object is its ThreadId.
  signal,      ///< Whether a thread that waits has been signalled. The object is its ThreadId.
  registry,    ///< The threads that are alive.
  output,
  file,        ///< The content of a file, by its number.
  folders,     ///< Which files and folders there are.
};

/// Numbers the places of one run. Objects are numbered when they are first asked about, and live on, so that no number is used twice.
/// Threads: the simulated runner's. Errors: std::bad_alloc.
class Places {
 public:
  explicit Places(Vm& vm) : vm_(vm) {}

  [[nodiscard]] Place of(const Object& object, Part part, std::uint64_t key = 0) { return mix(number_of(object), part, key); }
  [[nodiscard]] static Place of_thread(ThreadId thread, Part part) noexcept { return mix(thread, part, 0); }
  [[nodiscard]] Place of_name(const Object& object, const Str& name) {
    return of(object, Part::name, std::hash<std::string_view>{}(name.text));
  }
  /// A number that equal keys of a dict have in common. Keys that are objects with an __eq__ in Python share one.
  [[nodiscard]] std::uint64_t key(Value value);
  /// Whether the last question was about an object that got its number during a step.
  [[nodiscard]] bool fresh() const noexcept { return last_ >= first_fresh_; }
  /// Access::group of the object that the last question was about.
  [[nodiscard]] std::uint64_t group() const noexcept { return last_ + 1; }
  /// How many objects have a number: those from 0.
  [[nodiscard]] std::uint64_t count() const noexcept { return numbers_.size(); }
  /// Objects that get their numbers from now on are those of a step.
  void begin_step() noexcept { first_fresh_ = numbers_.size(); }
  void end_step() noexcept { first_fresh_ = ~std::uint64_t{0}; }

 private:
  [[nodiscard]] std::uint64_t number_of(const Object& object);
  [[nodiscard]] static Place mix(std::uint64_t object, Part part, std::uint64_t key) noexcept;

  Vm& vm_;
  std::unordered_map<const Object*, std::uint64_t> numbers_;
  std::uint64_t last_ = 0, first_fresh_ = ~std::uint64_t{0};
  List* kept_ = nullptr;  ///< Keeps the numbered objects alive.
};

}  // namespace threadbox::script
