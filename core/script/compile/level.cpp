#include "script/compile/level.h"

namespace threadbox::script {

void Level::fail(Of of) {
  Diagnostic diagnostic;
  diagnostic.range = {1, 1, 1, 1};
  diagnostic.has_place = false;
  if (of == Of::parser) {
    diagnostic.type = "MemoryError";
    diagnostic.message = "Parser stack overflowed - Python source too complex to parse";
  } else {
    diagnostic.type = "RecursionError";
    diagnostic.message = "maximum recursion depth exceeded during compilation";
  }
  throw SyntaxFailure{std::move(diagnostic)};
}

}  // namespace threadbox::script
