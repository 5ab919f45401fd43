#pragma once

#include "script/compile/ast.h"

#include <string>

namespace threadbox::script {

/// The source text of an expression, in CPython's spacing and with the brackets that it needs: an annotation under
/// `from __future__ import annotations`. Threads: any.
std::string unparse(const Node& expression);

/// The text of a float literal, or of an imaginary one, as repr() shows its value. Threads: any.
std::string real_text(const std::string& literal);

}  // namespace threadbox::script
