#pragma once

#include "script/compile/code.h"
#include "script/compile/parser.h"

#include <memory>
#include <vector>

namespace threadbox::script {

/// The result of compile().
struct Compiled {
  std::shared_ptr<const CodeObject> code;  ///< Null if there are diagnostics.
  std::vector<Diagnostic> diagnostics;
  std::vector<Diagnostic> warnings;  ///< The parser's, then the compiler's, of type "SyntaxWarning".
};

enum class CompileMode : std::uint8_t {
  module,   ///< A program's main module.
  library,  ///< A module of the prelude: docstrings are left out, as by CPython's option -OO; begin_program, too.
  interactive,  ///< The value of an expression statement is printed, as at the `>>>` prompt.
  // What exec(), eval() and compile() are given; see with_globals_only() below.
  text,
  text_expression,  ///< The code returns the value of the expression, which is the tree's only statement.
  text_interactive,
};

/// Compiles a tree that was parsed without diagnostics.
/// `text_annotations`: compile as if the text began with `from __future__ import annotations`, because an earlier statement of the console
/// contained it.
/// Threads:  any.
/// Errors:   none thrown for a wrong program, which results in diagnostics; std::bad_alloc.
Compiled compile(const Parsed& parsed, CompileMode mode = CompileMode::module, bool text_annotations = false);

/// The code of a text uses its names by load_name and store_name, like a class body, since exec() may get locals of their own. This is the
/// same code for the case that the locals are the globals, so that accesses to shared variables look like those of any module.
/// Threads: any. Errors: std::bad_alloc.
std::shared_ptr<const CodeObject> with_globals_only(const CodeObject& text);

}  // namespace threadbox::script
