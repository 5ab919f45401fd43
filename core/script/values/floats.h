#pragma once

#include "script/values/as.h"
#include "script/values/heap.h"

namespace threadbox::script {

/// Python's float. Immutable.
class Float : public Object {
 public:
  static constexpr TypeTag type_tag = TypeTag::float_;
  Float(Class* cls, double number) noexcept : Object(cls, type_tag), value(number) {}
  void mark_children(Marker&) const override {}
  const double value;
};

}  // namespace threadbox::script
