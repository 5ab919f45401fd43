#include "script/compile/compiler.h"
#include "script/natives/prelude_code.h"

#include <new>
#include <string>

namespace threadbox::script {

std::shared_ptr<const CodeObject> make_code(const PreludeModule& module) {
  const Parsed parsed = parse(std::string(module.content), "<threadbox " + std::string(module.name) + ">");
  std::shared_ptr<const CodeObject> code = compile(parsed, CompileMode::library).code;
  if (code == nullptr) throw std::bad_alloc();  // The only reason why the prelude's text does not compile.
  return code;
}

}  // namespace threadbox::script
