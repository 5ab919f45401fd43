#include "script/compile/compiler.h"
#include "script/natives/prelude_code.h"

#include <string>

namespace threadbox::script {

std::shared_ptr<const CodeObject> make_code(const PreludeModule& module) {
  const Parsed parsed = parse(std::string(module.content), "<threadbox " + std::string(module.name) + ">");
  return parsed.diagnostics.empty() ? compile(parsed, CompileMode::library).code : nullptr;
}

}  // namespace threadbox::script
