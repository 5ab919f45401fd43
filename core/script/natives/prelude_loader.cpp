#include "script/natives/prelude_loader.h"

#include "script/compile/compiler.h"
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

/// What the process has of a module.
struct Known {
  Guard guard;
  std::shared_ptr<const CodeObject> code;  // guarded by guard
};

Known& known(const PreludeModule& module) {
  static auto& all = *new std::vector<Known>(prelude_modules().size());  // The end of the process need not destroy them.
  return all[static_cast<std::size_t>(&module - prelude_modules().data())];
}

/// The code of a module, made once per process and never freed, so that it needs no owner. A second thread waits for the first one. Null: the
/// module is missing. Threads: any.
std::shared_ptr<const CodeObject> code_of(const PreludeModule& module) {
  Known& one = known(module);
  std::lock_guard guarded(one.guard);
  if (one.code == nullptr && module.content.data() != nullptr) {
    one.code = make_code(module);
    if (one.code == nullptr) throw std::bad_alloc();  // The only reason why an embedded module does not compile.
  }
  return {std::shared_ptr<const void>(), one.code.get()};
}

bool is_name_character(char c) noexcept {
  return c == '_' || c == '.' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/// Calls `visit` with the names that follow `import` or `from` in a text, and with the whole text if it is a name. Some may be none of
/// modules.
void visit_imports_of_text(std::string_view text, const auto& visit) {
  bool follows = true;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_name_character(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    at = end + 1;
    if (word == "import" || word == "from") follows = true;
    else if (follows && !word.empty()) visit(std::string(word));
    // Names may be separated by commas; `as` and its name do no harm.
    if (at <= text.size() && std::string_view(";\n()'\"").find(text[at - 1]) != std::string_view::npos) follows = false;
  }
}

bool executes_texts(const CodeObject& code) {
  constexpr std::string_view names[] = {"eval", "exec", "compile", "__import__"};
  if (std::ranges::any_of(code.names, [&](const std::string& name) { return std::ranges::find(names, name) != std::end(names); }))
    return true;
  return std::ranges::any_of(code.constants, [](const Constant& constant) {
    const auto* inner = std::get_if<std::shared_ptr<const CodeObject>>(&constant.value);
    return inner != nullptr && executes_texts(**inner);
  });
}

/// Calls `visit` with the names of the modules that the code needs, anywhere in it: those that it imports, and those that
/// define built-in names which most programs do without.
void visit_code_imports(const CodeObject& code, const auto& visit) {
  constexpr std::string_view sys_info[] = {"flags", "float_info", "float_repr_style", "hash_info", "int_info"};
  std::string module;
  for (const Instruction& instruction : code.instructions) {
    if (instruction.opcode() == Opcode::import_name_) visit(module = code.names[instruction.operand()]);
    // As in `from concurrent import futures`: the name may be a module's.
    if (instruction.opcode() == Opcode::import_from_) visit(module + "." + code.names[instruction.operand()]);
  }
  for (const std::string& name : code.names) {
    if (name == "open") visit("_io");
    if (name == "complex") visit("_complex");
    if (name == "UserDict" || name == "UserList" || name == "UserString") visit("_user_containers");
    if (std::ranges::find(sys_info, name) != std::end(sys_info)) visit("_sys_info");
    if (name == "ExceptionGroup" || name == "BaseExceptionGroup") visit("_exception_groups");
  }
  for (const Constant& constant : code.constants)
    if (const auto* inner = std::get_if<std::shared_ptr<const CodeObject>>(&constant.value)) visit_code_imports(**inner, visit);
}

/// Calls `visit` with the modules of the texts in a program's code, which may be what it executes.
void visit_texts(const CodeObject& code, const auto& visit) {
  for (const Constant& constant : code.constants) {
    if (const auto* inner = std::get_if<std::shared_ptr<const CodeObject>>(&constant.value)) visit_texts(**inner, visit);
    const auto* text = std::get_if<std::string>(&constant.value);
    if (text == nullptr) continue;
    visit_imports_of_text(*text, visit);
    const Parsed parsed = parse(*text, "<string>");
    if (!parsed.diagnostics.empty()) continue;
    if (const Compiled made = compile(parsed, CompileMode::text); made.code != nullptr) visit_code_imports(*made.code, visit);
  }
}

/// The same, with the modules that the texts in a program import if it executes texts.
void visit_imports(const CodeObject& code, const auto& visit) {
  visit_code_imports(code, visit);
  const bool is_library = code.filename.starts_with("<threadbox");
  if (!is_library && executes_texts(code)) visit_texts(code, visit);
}

/// The modules that every run needs.
constexpr std::string_view core_modules[] = {"fallbacks", "reports", "threading"};

/// Makes the code of a module and of those that it imports. `left` has those that are not yet made; `missing` gets those that are not
/// there.
void prepare(std::string_view name, std::set<std::string_view>& left, std::vector<std::string>& missing) {
  const PreludeModule* module = find_prelude(name);
  if (module == nullptr || left.erase(module->name) == 0) return;
  if (const auto dot = name.rfind('.'); dot != std::string_view::npos) prepare(name.substr(0, dot), left, missing);
  const std::shared_ptr<const CodeObject> code = code_of(*module);
  if (code == nullptr) return missing.emplace_back(name), void();
  visit_imports(*code, [&](const std::string& imported) { prepare(imported, left, missing); });
}

std::set<std::string_view> all_names() {
  std::set<std::string_view> names;
  for (const PreludeModule& module : prelude_modules()) names.insert(module.name);
  return names;
}

}  // namespace

void prepare_prelude() {
  std::set<std::string_view> left = all_names();
  std::vector<std::string> missing;
  for (const std::string_view name : core_modules) prepare(name, left, missing);
  while (!left.empty()) prepare(*left.begin(), left, missing);
}

std::vector<std::string> missing_modules(const CodeObject& code) {
  std::set<std::string_view> left = all_names();
  std::vector<std::string> missing;
  visit_imports(code, [&](const std::string& name) { prepare(name, left, missing); });
  return missing;
}

bool embeds_all_modules() noexcept {
  return std::ranges::all_of(prelude_modules(), [](const PreludeModule& module) { return module.content.data() != nullptr; });
}

bool give_module(std::string_view name, std::string_view text) {
  const PreludeModule* module = find_prelude(name);
  if (module == nullptr || module->content.data() != nullptr) return module != nullptr;
  std::shared_ptr<const CodeObject> code = make_code({module->name, text});
  if (code == nullptr) return false;
  Known& one = known(*module);
  std::lock_guard guarded(one.guard);
  if (one.code == nullptr) one.code = std::move(code);
  return true;
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
  if (code == nullptr) return;  // The import statement raises.
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
