#include "script/natives/prelude_loader.h"

#include "script/compile/compiler.h"
#include "script/machine/calls.h"
#include "script/prelude/prelude.h"

#include <threadbox/park/detail/guard.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <mutex>

namespace threadbox::script {

namespace {

/// The code of a prelude module, compiled once per process. Threads: any.
std::shared_ptr<const CodeObject> compiled(const PreludeModule& module) {
  static Guard guard;
  static std::map<std::string_view, std::shared_ptr<const CodeObject>> all;  // guarded by guard
  {
    std::lock_guard guarded(guard);
    if (const auto found = all.find(module.name); found != all.end()) return found->second;
  }
  std::shared_ptr<const CodeObject> made =
      compile(parse(std::string(module.source), "<threadbox " + std::string(module.name) + ">")).code;
  assert(made != nullptr);
  std::lock_guard guarded(guard);
  return all.emplace(module.name, std::move(made)).first->second;
}

}  // namespace

void PreludeLoader::want_core() {
  want("fallbacks");
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

  const std::shared_ptr<const CodeObject> code = compiled(*prelude);
  Module* module = vm_.module(name);
  try {
    if (dot != std::string_view::npos)
      vm_.module(name.substr(0, dot))->names.set(vm_.intern(name.substr(dot + 1)), Value(module));
    want_imports(*code);
    wanted_.emplace_back(module, code);
  } catch (...) {
    vm_.forget_module(name);  // Otherwise the next import would find it, without its names.
    throw;
  }
}

bool PreludeLoader::push_next(VmThread& thread) {
  if (wanted_.empty()) return false;
  const auto& [module, code] = wanted_.front();
  push_module_frame(thread, vm_.load(code), module);
  wanted_.pop_front();
  return true;
}

}  // namespace threadbox::script
