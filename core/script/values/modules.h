#pragma once

#include "script/values/as.h"
#include "script/values/heap.h"
#include "script/values/name_table.h"

#include <cstddef>
#include <string>
#include <utility>

namespace threadbox::script {

/// A module of the program, of the prelude, or of native functions.
class Module final : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::module;
  Module(Class* cls, std::string module_name) : Object(cls, type_tag), name(std::move(module_name)) {}
  void mark_children(Marker& marker) const override { names.mark(marker); }
  [[nodiscard]] std::size_t outside_bytes() const noexcept override { return names.bytes(); }
  NameTable* own_attributes() noexcept override { return &names; }
  const std::string name;
  NameTable names;
};

}  // namespace threadbox::script
