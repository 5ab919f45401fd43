#include "script/natives/prelude_loader.h"

#include "script/machine/calls.h"
#include "script/natives/prelude_code.h"

#include <threadbox/park/detail/guard.h>

#include <algorithm>
#include <mutex>
#include <set>

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
  static auto& all = *new std::vector<Known>(prelude_modules().size());  // The end of the process need not destroy them.
  Known& known = all[static_cast<std::size_t>(&module - prelude_modules().data())];
  std::lock_guard guarded(known.guard);
  if (known.code == nullptr) known.code = make_code(module);
  return known.code;
}

/// Calls `visit` with the names of the modules that the code imports, anywhere in it.
void visit_imports(const CodeObject& code, const auto& visit) {
  for (const Instruction& instruction : code.instructions)
    if (instruction.opcode() == Opcode::import_name_) visit(code.names[instruction.operand()]);
  for (const Constant& constant : code.constants)
    if (const auto* inner = std::get_if<std::shared_ptr<const CodeObject>>(&constant.value)) visit_imports(**inner, visit);
}

/// The modules that every run needs.
constexpr std::string_view core_modules[] = {"fallbacks", "reports", "threading"};

/// Makes the code of a module and of those that it imports. `left` has those that are not yet made.
void prepare(std::string_view name, std::set<std::string_view>& left) {
  const PreludeModule* module = find_prelude(name);
  if (module == nullptr || left.erase(module->name) == 0) return;
  visit_imports(*code_of(*module), [&](const std::string& imported) { prepare(imported, left); });
}

}  // namespace

void prepare_prelude() {
  std::set<std::string_view> left;
  for (const PreludeModule& module : prelude_modules()) left.insert(module.name);
  for (const std::string_view name : core_modules) prepare(name, left);
  while (!left.empty()) prepare(*left.begin(), left);
}

void PreludeLoader::want_core() {
  for (const std::string_view name : core_modules) want(name);
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
