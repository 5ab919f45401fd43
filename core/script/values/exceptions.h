#pragma once

#include "script/values/callables.h"
#include "script/values/containers.h"
#include "script/values/instances.h"
#include "script/values/modules.h"
#include "script/values/shared.h"
#include "script/values/str.h"
#include "script/values/value.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace threadbox::script {

class Traceback;

/// What a NameError, an AttributeError or an ImportError did not find, and what was there instead.
struct FailedLookup {
  Value name = Value::none();         ///< Its `name`.
  Value object = Value::none();       ///< AttributeError.obj.
  Value from_module = Value::none();  ///< ImportError.name_from.
  // Of the frame that raised it, which a suggestion looks at; null as long as there is none.
  Shared<Module*> globals = nullptr;
  std::vector<Str*> locals;           ///< Of a NameError. Guarded by guard(), as its writers are.
  Shared<bool> has_self = false;      ///< Its `self` is the object, or, of a NameError, has an attribute of that name.
};

/// What an OSError says of the system's call that has failed; undefined where it says nothing.
struct SystemFailure {
  Shared<Value> number = Value::undefined();       ///< errno
  Shared<Value> text = Value::undefined();         ///< strerror
  Shared<Value> file = Value::undefined();         ///< filename
  Shared<Value> second_file = Value::undefined();  ///< filename2
  /// The field behind an attribute; null when there is none of that name.
  Shared<Value>* field(std::string_view attribute) noexcept;
};

class ExceptionObject final : public Instance {
 public:
  static constexpr TypeTag type_tag = TypeTag::exception;
  /// Where an exception passed through.
  struct Place {
    Code* code = nullptr;
    std::uint32_t line = 0;
  };
  explicit ExceptionObject(Class* cls, Tuple* exception_arguments) noexcept
      : Instance(cls, type_tag), arguments(exception_arguments) {}
  void mark_children(Marker& marker) const override;
  [[nodiscard]] std::size_t outside_bytes() const noexcept override {
    return Instance::outside_bytes() + traceback.capacity() * sizeof(Place);
  }
  Shared<Tuple*> arguments;
  Shared<Value> cause = Value::none();
  Shared<Value> context = Value::none();
  Shared<bool> suppress_context = false;
  // The frames that it has left since it was last asked for its __traceback__, innermost first, and that object: the
  // frames further in. Guarded by guard(), where threads are free: see CriticalSection, ElementSnapshot.
  std::vector<Place> traceback;
  Shared<Traceback*> traceback_object = nullptr;
  bool is_last_resort = false;     ///< It stands for all MemoryErrors that no memory is left for: nothing is noted in it.
  std::unique_ptr<SystemFailure> failure;  ///< Of an OSError and of no other; made with it.
  std::unique_ptr<FailedLookup> failed_lookup;  ///< Null when it found everything. What is of the frame is guarded by guard().
};

/// A traceback object: one frame that an exception has left, and those further in.
class Traceback final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::traceback;
  Traceback(Class* cls, ExceptionObject::Place where, Traceback* further_in) noexcept
      : Object(cls, type_tag), place(where), next(further_in) {}
  void mark_children(Marker& marker) const override {
    marker.mark(place.code);
    marker.mark(next);
  }
  const ExceptionObject::Place place;
  Traceback* const next;
};

/// tb_frame: what is known of a frame that an exception has left.
class LeftFrame final : public Object {
 public:
  LeftFrame(Class* cls, ExceptionObject::Place where) noexcept : Object(cls), place(where) {}
  void mark_children(Marker& marker) const override { marker.mark(place.code); }
  const ExceptionObject::Place place;
};

}  // namespace threadbox::script
