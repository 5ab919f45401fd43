#pragma once

#include "script/values/as.h"
#include "script/values/heap.h"
#include "script/values/name_table.h"
#include "script/values/shared.h"

#include <cstddef>
#include <string>
#include <utility>

namespace threadbox::script {

/// A module of the program, of the prelude, or of native functions. Globals that exec() is given as a dict are also one: its names are
/// the dict's, and its name is empty if they have no __name__.
class Module final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::module;
  Module(Class* cls, std::string module_name) : Object(cls, type_tag), name(std::move(module_name)) {}
  void mark_children(Marker& marker) const override {
    names.mark(marker);
    marker.mark(builtins);
  }
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return names.bytes(); }
  NameTable* own_attributes() noexcept override { return &names; }
  const std::string name;
  NameTable names;
  /// What takes the place of the built-in names for its code: `__builtins__` of the globals; undefined for the built-in names themselves.
  Shared<Value> builtins = Value::undefined();
};

}  // namespace threadbox::script
