#pragma once

#include "script/compile/ast.h"

#include <string>

namespace threadbox::script {

/// An expression as text, as `from __future__ import annotations` keeps annotations: in CPython's spacing, with the
/// brackets that it needs.
std::string unparse(const Node& expression);

}  // namespace threadbox::script
