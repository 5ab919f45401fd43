#pragma once

#include "script/compile/ast.h"
#include "script/compile/diagnostic.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace threadbox::script {

/// What parsing made of a text. With diagnostics, the tree is not to be used.
struct Parsed {
  std::shared_ptr<Ast> ast;
  std::vector<Diagnostic> diagnostics;
  std::string filename;
  std::string source;  ///< With line feeds only.
};

/// Parses a module. Always returns; never throws for bad input, whatever its bytes. A lone `\r` and `\r\n` end a line, too.
Parsed parse(std::string source, std::string filename);

}  // namespace threadbox::script
