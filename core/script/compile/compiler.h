#pragma once

#include "script/compile/code.h"
#include "script/compile/parser.h"

#include <memory>
#include <vector>

namespace threadbox::script {

struct Compiled {
  std::shared_ptr<const CodeObject> code;  ///< Null with diagnostics.
  std::vector<Diagnostic> diagnostics;
  std::vector<Diagnostic> warnings;  ///< The parser's, then the compiler's; of the type "SyntaxWarning".
};

enum class CompileMode : std::uint8_t {
  module,
  interactive,  ///< The value of an expression statement is printed, as at the `>>>` prompt.
};

/// Compiles what was parsed without diagnostics. Always returns.
/// `text_annotations`: as if `from __future__ import annotations` stood first; an earlier statement of the console says so.
Compiled compile(const Parsed& parsed, CompileMode mode = CompileMode::module, bool text_annotations = false);

}  // namespace threadbox::script
