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

/// A generator: a frame that is left at each yield and entered again. While it runs, its frame is among those of
/// the thread that resumed it.
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
  /// The thread that runs it gives its frame back after a yield; null if the generator has finished.
  void leave(const Vm& vm, FramePtr left) noexcept;
  Shared<State> state = State::created;
  FramePtr frame;  ///< Null while it runs and after it has finished. Belongs to the thread whose claim() succeeded.
  Code* code;
};

/// Enters a generator. Errors: ValueError "generator already executing", StopIteration, TypeError.
Value resume_generator(VmThread& thread, Generator& generator, Value sent);
/// Asks for the next item, as a call does. Undefined: it has ended.
Value advance_stepper(VmThread& thread, const Stepper& stepper);
/// It has been closed before it began, or has ended. Errors: ValueError "generator already executing".
void finish_generator(Vm& vm, Generator& generator);
/// The exception is raised where the generator stands.
Value throw_into_generator(VmThread& thread, Generator& generator, Value exception);

}  // namespace threadbox::script
