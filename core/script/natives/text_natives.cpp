#include "script/compile/absent.h"
#include "script/compile/compiler.h"
#include "script/natives/native_arguments.h"
#include "script/natives/natives.h"
#include "script/text/utf8.h"
#include "script/values/names_dict.h"
#include "script/values/octets.h"
#include "script/values/syntax_errors.h"

// globals(), locals(), and what executes program texts: eval(), exec(), compile(), __import__().

namespace threadbox::script {

namespace {

// --- whose names

/// The frame that called a native.
const Frame& calling_frame(const Call& call) noexcept {
  const Frame* frame = call.thread.frame();
  while (is_prelude(*frame->code->code) && frame->below != nullptr) frame = frame->below;
  return *frame;
}

bool is_inlined(const CodeObject& code) noexcept {
  return code.name == "<listcomp>" || code.name == "<setcomp>" || code.name == "<dictcomp>";
}

/// Whether its names are its module's.
bool has_globals_only(const Frame& frame) noexcept {
  const CodeObject::Kind kind = frame.code->code->kind;
  const bool is_module = kind == CodeObject::Kind::module || kind == CodeObject::Kind::interactive;
  return is_module && frame.names == nullptr && as<Dict>(frame.substitute) == nullptr;
}

/// Adds the frame's variables. Those of a comprehension are among its function's, as if it were inlined.
void add_variables(Vm& vm, const Frame& frame, Dict& names) {
  const CodeObject& code = *frame.code->code;
  if (is_inlined(code) && frame.below != nullptr && !has_globals_only(*frame.below)) add_variables(vm, *frame.below, names);
  const auto add = [&](Str* name, Value value) {
    if (!value.is_undefined()) names.set(vm, Value(name), value);
  };
  if (frame.names != nullptr) {
    for (const NameTable::Entry& entry : frame.names->in_order()) add(entry.name, entry.value);
    return;
  }
  if (const auto* own = as<Dict>(frame.substitute); own != nullptr && code.kind != CodeObject::Kind::function) {
    for (const Dict::Entry& entry : entries_of(vm, *own))
      if (entry.live) names.set(vm, entry.key, entry.value);
    return;
  }
  for (std::size_t slot = 0; slot < code.slot_names.size(); ++slot) {
    const auto* cell = as<Cell>(frame.slots[slot]);
    if (!code.slot_names[slot].starts_with('.'))
      add(vm.intern(code.slot_names[slot]), cell != nullptr ? cell->value.get() : frame.slots[slot]);
  }
}

Value globals(Call& call) { return names_dict(call.vm, *calling_frame(call).module); }

// --- the arguments

/// What a text is executed in.
struct Namespace {
  Module* module = nullptr;
  NameTable* names = nullptr;  ///< Of a class's body.
  Dict* locals = nullptr;      ///< Null if they are the globals.
};

/// What takes the place of the built-in names in these globals; undefined for the built-in names themselves.
Value own_builtins(Vm& vm, Dict& globals) {
  const Value name(vm.intern("__builtins__")), all = names_dict(vm, *vm.builtins);
  const Value given = globals.get(vm, name);
  if (given.is_undefined()) globals.set(vm, name, all);
  if (given.is_undefined() || given == all || given == Value(vm.builtins)) return Value::undefined();
  auto* module = as<Module>(given);
  return module != nullptr ? names_dict(vm, *module) : given;
}

/// The module whose names the dict shows, or one that is made for the dict. Errors: NotImplementedError for a key that is not a str.
Module* module_of(Vm& vm, Dict& globals) {
  if (globals.shown() != nullptr)
    if (auto* module = as<Module>(Value(globals.shown()))) return module;
  const Value builtins = own_builtins(vm, globals);
  const auto* name = as<Str>(globals.get(vm, Value(vm.intern("__name__"))));
  auto* module = vm.heap().make<Module>(vm.builtins->cls(), name != nullptr ? std::string(name->text) : std::string());
  set_names_dict(vm, *module, globals);
  module->builtins = builtins;
  return module;
}

bool is_mapping(Vm& vm, Value value) {
  return as<Dict>(value) != nullptr || as<List>(value) != nullptr || as<Tuple>(value) != nullptr || as<Str>(value) != nullptr ||
         !special_in_python(vm, value, vm.names.getitem).is_undefined();
}

void check_namespace(Call& call, const std::string& function) {
  Vm& vm = call.vm;
  const Value globals = argument(call, 1), locals = argument(call, 2);
  const bool evaluates = function == "eval";
  if (!locals.is_none() && as<Dict>(locals) == nullptr) {
    if (is_mapping(vm, locals)) vm.raise("NotImplementedError", "Threadbox executes texts with locals that are a dict");
    vm.raise("TypeError",
             evaluates ? "locals must be a mapping" : "locals must be a mapping or None, not " + vm.type_name(locals));
  }
  if (globals.is_none() || as<Dict>(globals) != nullptr) return;
  if (!evaluates) vm.raise("TypeError", "exec() globals must be a dict, not " + vm.type_name(globals));
  vm.raise("TypeError",
           is_mapping(vm, globals) ? "globals must be a real dict; try eval(expr, {}, mapping)" : "globals must be a dict");
}

/// The namespace that the arguments `globals` and `locals` of eval() and exec() are.
Namespace namespace_of(Call& call, const std::string& function) {
  Vm& vm = call.vm;
  check_namespace(call, function);
  auto *globals = as<Dict>(argument(call, 1)), *locals = as<Dict>(argument(call, 2));
  if (globals != nullptr) return {module_of(vm, *globals), nullptr, locals == globals ? nullptr : locals};
  const Frame& frame = calling_frame(call);
  if (locals != nullptr) return {frame.module, nullptr, Value(locals) == names_dict(vm, *frame.module) ? nullptr : locals};
  if (has_globals_only(frame)) return {frame.module};
  if (frame.names != nullptr) return {frame.module, frame.names};
  return {frame.module, nullptr, as<Dict>(local_names(call))};
}

// --- compiling

std::string text_argument(Call& call, const std::string& message) {
  const Value given = call.arguments[0];
  if (const auto* text = as<Str>(given)) return std::string(text->text);
  if (!is_octets(given)) call.vm.raise("TypeError", message);
  return std::string(*Octets(call.vm, given));
}

std::shared_ptr<const CodeObject> compiled(Call& call, std::string source, const std::string& filename, CompileMode mode) {
  if (source.find('\0') != std::string::npos) call.vm.raise("SyntaxError", "source code string cannot contain null bytes");
  const bool is_expression = mode == CompileMode::text_expression;
  const TextKind kind = is_expression                           ? TextKind::expression
                        : mode == CompileMode::text_interactive ? TextKind::single
                                                                : TextKind::module;
  const Parsed parsed = parse(std::move(source), filename, kind);
  const auto refuse = [&](const std::vector<Diagnostic>& diagnostics, bool is_parsed) {
    if (!diagnostics.empty())
      raise_syntax_error(call.vm, diagnostics.front(), {parsed.source, filename, kind != TextKind::module, is_parsed});
  };
  refuse(parsed.diagnostics, false);
  Compiled made = compile(parsed, mode, calling_frame(call).code->code->text_annotations);
  refuse(made.diagnostics, true);
  for (const Diagnostic& warning : made.warnings) write(call.thread, format_warning(warning, "", filename), OutputStream::err);
  return made.code;
}

/// The code to execute: of a text, or a code object.
Code* code_argument(Call& call, const std::string& function, CompileMode mode, bool globals_only) {
  Vm& vm = call.vm;
  if (auto* code = as<Code>(call.arguments[0])) {
    if (const auto count = code->code->free_count; count > 0)
      vm.raise("TypeError", function == "exec" ? "code object requires a closure of exactly length " + std::to_string(count)
                                               : "code object passed to eval() may not contain free variables");
    if (!globals_only || !code->code->is_text) return code;
    if (code->with_globals_only.get().is_undefined()) code->with_globals_only = Value(vm.load(with_globals_only(*code->code)));
    return as<Code>(code->with_globals_only.get());
  }
  std::string source = text_argument(call, function + "() arg 1 must be a string, bytes or code object");
  if (mode == CompileMode::text_expression) source.erase(0, source.find_first_not_of(" \t"));
  std::shared_ptr<const CodeObject> made = compiled(call, std::move(source), "<string>", mode);
  return vm.load(globals_only ? with_globals_only(*made) : std::move(made));
}

Value run(Call& call, const std::string& function, CompileMode mode) {
  const Namespace names = namespace_of(call, function);
  Code* code = code_argument(call, function, mode, names.names == nullptr && names.locals == nullptr);
  push_text_frame(call.thread, code, names.module, names.names, names.locals);
  return Value::entered();
}

/// eval(source, /, globals=None, locals=None)
Value eval(Call& call) { return run(call, "eval", CompileMode::text_expression); }

/// exec(source, /, globals=None, locals=None, *, closure=None)
Value exec(Call& call) {
  if (given(call, 3) && !call.arguments[3].is_none())
    call.vm.raise("NotImplementedError", "Threadbox executes no code with a closure: call the function");
  const Value entered = run(call, "exec", CompileMode::text);
  // Code that was compiled for eval() has a value.
  Frame& frame = *call.thread.frame();
  frame.action = ReturnAction::substitute;
  frame.operands = 1;
  return entered;
}

/// compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)
Value compile_text(Call& call) {
  Vm& vm = call.vm;
  const auto *filename = as<Str>(call.arguments[1]), *mode = as<Str>(call.arguments[2]);
  if (filename == nullptr)
    vm.raise("TypeError", "expected str, bytes or os.PathLike object, not " + vm.type_name(call.arguments[1]));
  if (mode == nullptr) vm.raise("TypeError", "compile() argument 'mode' must be str, not " + argument_type(call, 2));
  if (to_int(vm, argument(call, 3, Value::integer(0))) != 0)
    vm.raise("NotImplementedError", "Threadbox compiles texts without flags");
  const std::pair<std::string_view, CompileMode> modes[] = {
      {"exec", CompileMode::text}, {"eval", CompileMode::text_expression}, {"single", CompileMode::text_interactive}};
  const auto* found = std::ranges::find(modes, std::string_view(mode->text), &std::pair<std::string_view, CompileMode>::first);
  if (found == std::end(modes)) vm.raise("ValueError", "compile() mode must be 'exec', 'eval' or 'single'");
  std::string source = text_argument(call, "compile() arg 1 must be a string, bytes or AST object");
  return Value(vm.load(compiled(call, std::move(source), std::string(filename->text), found->second)));
}

/// __import__(name, globals=None, locals=None, fromlist=(), level=0)
Value import_module(Call& call) {
  Vm& vm = call.vm;
  const auto* name = as<Str>(call.arguments[0]);
  if (name == nullptr) vm.raise("TypeError", "module name must be a string");
  const std::string_view text = name->text, advice = advice_on_module(text);
  Module* module = vm.is_internal(text) ? nullptr : vm.find_module(text);
  if (module == nullptr)
    vm.raise("ModuleNotFoundError",
             "No module named '" + std::string(text) + "'" + (advice.empty() ? "" : ": " + std::string(advice)));
  const bool wants_leaf = given(call, 3) && !call.arguments[3].is_none() && truthy(vm, call.arguments[3]);
  return Value(wants_leaf ? module : vm.find_module(text.substr(0, text.find('.'))));
}

}  // namespace

Value local_names(Call& call) {
  const Frame& frame = calling_frame(call);
  if (has_globals_only(frame)) return names_dict(call.vm, *frame.module);
  if (frame.names == nullptr && frame.code->code->kind != CodeObject::Kind::function) return frame.substitute;
  Dict* names = call.vm.dict();
  add_variables(call.vm, frame, *names);
  return Value(names);
}

void install_texts(Vm& vm) {
  static constexpr NativeEntry entries[] = {
      {"globals", globals, {}},
      {"locals", local_names, {}},
      {"eval", eval, {"source", "/", "globals", "locals"}, 2},
      {"exec", exec, {"source", "/", "globals", "locals", "*", "closure"}, 3},
      {"__import__", import_module, {"name", "globals", "locals", "fromlist", "level"}, 4},
      {"compile", compile_text, {"source", "filename", "mode", "flags", "dont_inherit", "optimize"}, 3},
  };
  define_all(vm, vm.builtins, entries);
}

}  // namespace threadbox::script
