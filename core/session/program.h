#pragma once

#include "session/session.h"

#include "script/compile/code.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace threadbox::session {

/// A program that parsed and compiled. Plain data.
struct Program {
  std::string source;
  std::shared_ptr<const script::CodeObject> code;
  std::vector<FunctionRow> functions;
  std::vector<std::uint32_t> single_waits;  ///< script::single_waits().
  std::string warnings;  ///< For standard error.
};

/// What came of a program's text.
struct LoadedProgram {
  std::optional<Program> program;  ///< None: there is an error.
  std::vector<Problem>
      problems;   ///< Warnings; then the error, or all places that depend on something that Threadbox does not have.
};

/// Parses and compiles a program. Threads: any. Errors: std::bad_alloc.
LoadedProgram load_program(std::string source, std::string filename);

/// The missing modules (ProgramRun::missing_modules) that a statement for the Console imports. None if it is wrong. Errors: std::bad_alloc.
std::vector<std::string> missing_modules(const std::string& statement);

}  // namespace threadbox::session
