#include "script/machine/generator.h"

#include "script/machine/vm.h"
#include "script/values/critical_section.h"
#include "script/values/iterators.h"

#include <utility>

namespace threadbox::script {

Generator::Generator(Class* cls, Str* generator_name, Str* generator_qualified_name)
    : NamedGenerator(cls, generator_name, generator_qualified_name) {}

std::size_t Generator::outside_bytes() const noexcept { return frame != nullptr ? frame->bytes() : 0; }

Generator::State Generator::claim(const Vm& vm) noexcept {
  // The critical section makes one thread's changes to the frame visible to the next thread that runs it.
  const CriticalSection section(vm, *this);
  const State before = state;
  if (before == State::created || before == State::suspended) state = State::running;
  return before;
}

void Generator::leave(const Vm& vm, FramePtr left) noexcept {
  const CriticalSection section(vm, *this);
  state = left != nullptr ? State::suspended : State::finished;
  frame = std::move(left);
}

void Generator::mark_children(Marker& marker) const {
  marker.mark(name);
  marker.mark(qualified_name);
  marker.mark(code);
  if (frame) frame->mark(marker);
}

}  // namespace threadbox::script
