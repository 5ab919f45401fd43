#pragma once

#include "script/compile/compiler.h"
#include "script/compile/parser.h"

#include <string>

namespace threadbox::script {

/// Parses and compiles a text. Returns the violation in the result; empty if there is none, whether or not the text
/// is a program.
inline std::string broken_law_of_front_end(const std::string& text) {
  const Parsed parsed = parse(text, "fuzz.py");
  auto diagnostics = parsed.diagnostics;
  if (diagnostics.empty()) {
    const Compiled compiled = compile(parsed);
    diagnostics = compiled.diagnostics;
    if (diagnostics.empty() && compiled.code == nullptr) return "neither code nor a diagnostic";
    if (diagnostics.empty() && compiled.code->instructions.empty()) return "code without an instruction";
  }
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.message.empty() || diagnostic.type.empty()) return "a diagnostic without words";
    if (diagnostic.range.line == 0 || diagnostic.range.column == 0) return "a diagnostic without a place: " + diagnostic.message;
    if (format_diagnostic(diagnostic, parsed.source, "fuzz.py").empty()) return "a diagnostic that prints nothing";
  }
  return "";
}

}  // namespace threadbox::script
