#include "script/prelude_loader.h"

#include "script/compiler.h"
#include "script/prelude.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace threadbox::script {

bool PreludeLoader::load_core(VmThread& thread) {
  if (!load(thread, "twins") || !load(thread, "threading")) return false;
  const Value broken = vm_.module("threading")->names.get(vm_.intern("BrokenBarrierError"));
  vm_.register_exception(static_cast<Class*>(broken.object()));
  return true;
}

bool PreludeLoader::load_imports(VmThread& thread, const CodeObject& code) {
  for (const Instruction& instruction : code.instructions)
    if (instruction.opcode() == Opcode::import_name_ && !load(thread, code.names[instruction.operand()])) return false;
  for (const Constant& constant : code.constants) {
    const auto* inner = std::get_if<std::shared_ptr<const CodeObject>>(&constant.value);
    if (inner != nullptr && !load_imports(thread, **inner)) return false;
  }
  return true;
}

bool PreludeLoader::load(VmThread& thread, std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot != std::string_view::npos && !load(thread, name.substr(0, dot))) return false;
  const auto prelude = std::ranges::find(prelude_modules(), name, &PreludeModule::name);
  if (prelude == prelude_modules().end() || vm_.find_module(name) != nullptr) return true;

  const std::string filename = "<threadbox " + std::string(name) + ">";
  const Compiled compiled = compile(parse(std::string(prelude->source), filename));
  assert(compiled.code != nullptr);
  Module* module = vm_.module(name);
  if (!load_imports(thread, *compiled.code)) return false;
  push_module_frame(thread, vm_.load(compiled.code), module);
  if (!runner_.drive(thread)) return false;
  if (!thread.uncaught.is_undefined()) throw Raised{std::exchange(thread.uncaught, Value::undefined())};
  if (dot == std::string_view::npos) return true;
  vm_.module(name.substr(0, dot))->names.set(vm_.intern(name.substr(dot + 1)), Value(module));
  return true;
}

}  // namespace threadbox::script
