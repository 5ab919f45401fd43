#include "script/natives/prelude_loader.h"

#include "script/compile/compiler.h"
#include "script/machine/interpreter.h"
#include "script/natives/prelude.h"

#include <algorithm>
#include <cassert>

namespace threadbox::script {

void PreludeLoader::want_core() {
  want("twins");
  want("reports");
  want("threading");
}

void PreludeLoader::want_imports(const CodeObject& code) {
  for (const Instruction& instruction : code.instructions)
    if (instruction.opcode() == Opcode::import_name_) want(code.names[instruction.operand()]);
  for (const Constant& constant : code.constants)
    if (const auto* inner = std::get_if<std::shared_ptr<const CodeObject>>(&constant.value)) want_imports(**inner);
}

void PreludeLoader::want(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot != std::string_view::npos) want(name.substr(0, dot));
  const auto prelude = std::ranges::find(prelude_modules(), name, &PreludeModule::name);
  if (prelude == prelude_modules().end() || vm_.find_module(name) != nullptr) return;

  const Compiled compiled = compile(parse(std::string(prelude->source), "<threadbox " + std::string(name) + ">"));
  assert(compiled.code != nullptr);
  Module* module = vm_.module(name);
  if (dot != std::string_view::npos)
    vm_.module(name.substr(0, dot))->names.set(vm_.intern(name.substr(dot + 1)), Value(module));
  want_imports(*compiled.code);
  wanted_.emplace_back(module, compiled.code);
}

bool PreludeLoader::push_next(VmThread& thread) {
  if (wanted_.empty()) return false;
  const auto [module, code] = std::move(wanted_.front());
  wanted_.pop_front();
  push_module_frame(thread, vm_.load(code), module);
  return true;
}

}  // namespace threadbox::script
