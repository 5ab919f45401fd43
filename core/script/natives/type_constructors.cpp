#include "script/machine/vm.h"
#include "script/natives/native_arguments.h"
#include "script/natives/natives.h"
#include "script/values/tables.h"

namespace threadbox::script {

// Calls of the classes that types shows: MethodType, ModuleType, CellType, FunctionType.

namespace {

/// method(function, instance)
Value new_method(Call& call) {
  const Value function = call.arguments[1], self = call.arguments[2];
  const bool known = as<Function>(function) || as<Native>(function) || as<Class>(function) || as<BoundMethod>(function);
  if (!known && call.vm.class_of(function)->lookup(call.vm.names.call).is_undefined())
    call.vm.raise("TypeError", "first argument must be callable");
  if (self.is_none()) call.vm.raise("TypeError", "instance must not be None");
  return Value(call.vm.heap().make<BoundMethod>(call.vm.classes.method, self, function));
}

/// module(name, doc=None)
Value new_module(Call& call) {
  Vm& vm = call.vm;
  auto* name = as<Str>(call.arguments[1]);
  if (name == nullptr) vm.raise("TypeError", "module() argument 'name' must be str, not " + argument_type(call, 1));
  auto* made = vm.heap().make<Module>(vm.classes.module, std::string(name->text));
  made->names.set(vm.intern("__name__"), Value(name));
  made->names.set(vm.names.doc, argument(call, 2));
  for (const char* attribute : {"__package__", "__loader__", "__spec__"}) made->names.set(vm.intern(attribute), Value::none());
  return Value(made);
}

/// cell(contents)
Value new_cell(Call& call) {
  return Value(call.vm.heap().make<Cell>(call.vm.classes.cell, argument(call, 1, Value::undefined())));
}

/// function(code, globals, name=None, argdefs=None, closure=None), for the globals of a module.
Value new_function(Call& call) {
  Vm& vm = call.vm;
  auto* code = as<Code>(call.arguments[1]);
  if (code == nullptr) vm.raise("TypeError", "function() argument 'code' must be code, not " + argument_type(call, 1));
  auto* globals = as<Dict>(call.arguments[2]);
  if (globals == nullptr) vm.raise("TypeError", "function() argument 'globals' must be dict, not " + argument_type(call, 2));
  auto* module = globals->shown() != nullptr ? as<Module>(Value(globals->shown())) : nullptr;
  if (module == nullptr) vm.raise("NotImplementedError", "Threadbox makes functions with a module's globals only");
  const Value name = argument(call, 3), defaults = argument(call, 4), closure = argument(call, 5);
  if (!name.is_none() && as<Str>(name) == nullptr) vm.raise("TypeError", "arg 3 (name) must be None or string");
  if (!defaults.is_none() && as<Tuple>(defaults) == nullptr) vm.raise("TypeError", "arg 4 (defaults) must be None or tuple");
  const std::size_t wanted = code->code->free_count;
  const auto* cells = as<Tuple>(closure);
  if (cells == nullptr && (wanted > 0 || !closure.is_none()))
    vm.raise("TypeError", wanted > 0 ? "arg 5 (closure) must be tuple" : "arg 5 (closure) must be None or tuple");
  const std::size_t given = cells != nullptr ? cells->items.size() : 0;
  if (given != wanted)
    vm.raise("ValueError", std::string(code->code->name) + " requires closure of length " + std::to_string(wanted) + ", not " +
                               std::to_string(given));
  if (cells != nullptr)
    for (const Value cell : cells->items)
      if (as<Cell>(cell) == nullptr) vm.raise("TypeError", "arg 5 (closure) expected cell, found " + vm.type_name(cell));
  auto* function = vm.heap().make<Function>(vm.classes.function, code, module);
  function->name = name.is_none() ? vm.intern(code->code->name) : as<Str>(name);
  function->qualified_name = vm.intern(code->code->qualified_name);
  function->defaults = as<Tuple>(defaults);
  if (wanted > 0) function->closure = as<Tuple>(closure);
  return Value(function);
}

}  // namespace

void install_type_constructors(Vm& vm) {
  vm.construct_by(vm.classes.method, new_method, {"function", "instance", "/"}, 2);
  vm.construct_by(vm.classes.module, new_module, {"name", "doc"}, 1);
  vm.construct_by(vm.classes.cell, new_cell, {"contents", "/"}, 0);
  vm.construct_by(vm.classes.function, new_function, {"code", "globals", "name", "argdefs", "closure"}, 2);
}

}  // namespace threadbox::script
