#pragma once

#include "script/compile/ast.h"
#include "script/compile/diagnostic.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace threadbox::script {

/// The result of parse(). The tree must not be used if there are diagnostics.
struct Parsed {
  std::shared_ptr<Ast> ast;
  std::vector<Diagnostic> diagnostics;
  std::string filename;
  std::string source;  ///< The text with `\n` line ends only.
};

/// What a text is: CPython's start symbols.
enum class TextKind : std::uint8_t {
  module,      ///< Statements.
  expression,  ///< One expression, or several with commas between them: what eval() takes.
  single,      ///< One statement, or simple ones on a line.
};

/// Parses a text; a module if nothing else is said. `\r` and `\r\n` also end a line.
/// Threads:  any.
/// Errors:   none thrown for any input, which results in diagnostics; std::bad_alloc.
Parsed parse(std::string source, std::string filename, TextKind kind = TextKind::module);

}  // namespace threadbox::script
