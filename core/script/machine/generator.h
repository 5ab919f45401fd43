#pragma once

#include "script/machine/frame.h"
#include "script/values/objects.h"
#include "script/values/shared.h"

#include <cstddef>
#include <cstdint>

namespace threadbox::script {

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
  /// Makes it running, unless it runs or has finished: then it is somebody else's. Returns what it was.
  State claim(const Vm& vm) noexcept;
  /// Who runs it has yielded, and leaves its frame; null: it has finished.
  void leave(const Vm& vm, FramePtr left) noexcept;
  Shared<State> state = State::created;
  FramePtr frame;  ///< Null while it runs and when it has finished. Of whoever has claimed it.
  Code* code;
};

}  // namespace threadbox::script
