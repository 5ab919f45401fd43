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

/// The failed lookup that a NameError, an AttributeError or an ImportError reports, with the context for a suggestion.
struct FailedLookup {
  Value name = Value::none();         ///< The exception's `name`.
  Value object = Value::none();       ///< AttributeError.obj.
  Value from_module = Value::none();  ///< ImportError.name_from.
  // From the frame that raised the exception; null until it has been recorded.
  Shared<Module*> globals = nullptr;
  std::vector<Str*> locals;           ///< For a NameError. Guarded by the exception's guard().
  Shared<bool> has_self = false;      ///< The frame's `self` is the object or, for a NameError, has an attribute of that name.
};

/// The attributes of an OSError that describe the failed system call; undefined if not set.
struct SystemFailure {
  Shared<Value> number = Value::undefined();       ///< errno
  Shared<Value> text = Value::undefined();         ///< strerror
  Shared<Value> file = Value::undefined();         ///< filename
  Shared<Value> second_file = Value::undefined();  ///< filename2
  /// The field of an attribute's name; null if there is none.
  Shared<Value>* field(std::string_view attribute) noexcept;
};

class ExceptionObject final : public Instance {
 public:
  static constexpr TypeTag type_tag = TypeTag::exception;
  /// A frame that an exception has left, and the line.
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
  // __traceback__, in two parts: the frames that it has left since __traceback__ was last read, innermost first, and the traceback object
  // made at that time, with the frames further in. Guarded by guard() in a free-threaded run: see CriticalSection, ElementSnapshot.
  std::vector<Place> traceback;
  Shared<Traceback*> traceback_object = nullptr;
  /// The preallocated MemoryError, raised if there is no memory for another one. It records no traceback.
  bool is_last_resort = false;
  std::unique_ptr<SystemFailure> failure;  ///< Not null exactly for an OSError; never replaced.
  /// Null if the exception does not report a failed lookup. Its fields about the frame are guarded by guard().
  std::unique_ptr<FailedLookup> failed_lookup;
};

/// A traceback object: a frame that an exception has left, and, by `next`, the frames further in. Immutable.
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

/// tb_frame: what remains known about a frame that an exception has left. Immutable.
class LeftFrame final : public Object {
 public:
  LeftFrame(Class* cls, ExceptionObject::Place where) noexcept : Object(cls), place(where) {}
  void mark_children(Marker& marker) const override { marker.mark(place.code); }
  const ExceptionObject::Place place;
};

}  // namespace threadbox::script
