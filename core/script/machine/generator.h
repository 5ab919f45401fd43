#pragma once

#include "script/machine/frame.h"
#include "script/values/callables.h"
#include "script/values/classes.h"
#include "script/values/iterators.h"
#include "script/values/shared.h"
#include "script/values/str.h"

#include <cstddef>
#include <cstdint>

namespace threadbox::script {

class Stepper;
class Vm;

/// A generator: a frame that leaves the thread's stack at each yield and is pushed again by next(). While the generator runs, its frame
/// is on the stack of the thread that resumed it.
/// Threads: any; claim() decides which one runs it.
class Generator final : public NamedGenerator {
 public:
  enum class State : std::uint8_t { created, suspended, running, finished };
  Generator(Class* cls, Str* generator_name, Str* generator_qualified_name);
  ~Generator() override = default;
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override;
  /// Marks it as running, unless it is running already or has finished. Returns the state that it was in: created or suspended if the
  /// caller now owns the frame.
  State claim(const Vm& vm) noexcept;
  /// Called by the thread that ran it: gives the frame back after a yield; null if the generator has finished.
  void leave(const Vm& vm, FramePtr left) noexcept;
  Shared<State> state = State::created;
  FramePtr frame;  ///< Null while it runs and after it has finished. Belongs to the thread whose claim() succeeded.
  Code* code;
};

/// Pushes the generator's frame, in which the yield results in `sent`. Errors: ValueError "generator already executing",
/// StopIteration, TypeError.
Value resume_generator(VmThread& thread, Generator& generator, Value sent);
/// Calls the stepper's function for the next item; results are as of call_value(). Undefined: the iteration has ended.
Value advance_stepper(VmThread& thread, const Stepper& stepper);
/// Marks a generator as finished that was closed before it began. Errors: ValueError "generator already executing".
void finish_generator(Vm& vm, Generator& generator);
/// Pushes the generator's frame, in which the yield raises `exception`. Errors: `exception` itself, if the generator is not suspended.
Value throw_into_generator(VmThread& thread, Generator& generator, Value exception);

}  // namespace threadbox::script
