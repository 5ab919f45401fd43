#include "script/natives/prelude_loader.h"

#include "script/compile/compiler.h"
#include "script/compile/marshal.h"
#include "script/machine/calls.h"
#include "script/prelude/prelude.h"

#include <threadbox/park/detail/guard.h>

#include <algorithm>
#include <mutex>
#include <new>

namespace threadbox::script {

namespace {

const PreludeModule* find_prelude(std::string_view name) noexcept {
  const auto found = std::ranges::find(prelude_modules(), name, &PreludeModule::name);
  return found == prelude_modules().end() ? nullptr : &*found;
}

/// The code of a module, made once per process. A second thread waits for the first one. Threads: any.
std::shared_ptr<const CodeObject> code_of(const PreludeModule& module) {
  struct Known {
    Guard guard;
    std::shared_ptr<const CodeObject> code;  // guarded by guard
  };
  static std::vector<Known> all(prelude_modules().size());
  Known& known = all[static_cast<std::size_t>(&module - prelude_modules().data())];
  std::lock_guard guarded(known.guard);
  if (known.code == nullptr && !module.frozen.empty()) known.code = unmarshal(module.frozen);
  else if (known.code == nullptr)
    known.code =
        compile(parse(std::string(module.source), "<threadbox " + std::string(module.name) + ">"), CompileMode::library).code;
  if (known.code == nullptr) throw std::bad_alloc();  // The only reason why the prelude's text does not compile.
  return known.code;
}

/// Calls `visit` with the names of the modules that the code imports, anywhere in it.
void visit_imports(const CodeObject& code, const auto& visit) {
  for (const Instruction& instruction : code.instructions)
    if (instruction.opcode() == Opcode::import_name_) visit(code.names[instruction.operand()]);
  for (const Constant& constant : code.constants)
    if (const auto* inner = std::get_if<std::shared_ptr<const CodeObject>>(&constant.value)) visit_imports(**inner, visit);
}

}  // namespace

void PreludeLoader::want_core() {
  want("fallbacks");
  want("reports");
  want("threading");
}

void PreludeLoader::want_imports(const CodeObject& code) {
  visit_imports(code, [this](const std::string& name) { want(name); });
}

void PreludeLoader::want(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot != std::string_view::npos) want(name.substr(0, dot));
  const PreludeModule* prelude = find_prelude(name);
  if (prelude == nullptr || vm_.find_module(name) != nullptr) return;

  const std::shared_ptr<const CodeObject> code = code_of(*prelude);
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
