#include "script/compile/absent.h"
#include "script/machine/attributes.h"
#include "script/machine/calls.h"
#include "script/machine/interpreter.h"
#include "script/machine/object_names.h"
#include "script/machine/output.h"
#include "script/machine/suggestions.h"
#include "script/machine/unwinding.h"
#include "script/prelude/prelude.h"
#include "script/text/digits.h"
#include "script/text/literals.h"
#include "script/text/text_view.h"
#include "script/values/critical_section.h"
#include "script/values/format.h"
#include "script/values/iteration.h"
#include "script/values/repr.h"
#include "script/values/sequences.h"
#include "script/values/special_method.h"

#include <algorithm>

namespace threadbox::script {

// --- variables

void Interpreter::raise_unbound(std::uint32_t slot) {
  vm_.raise("UnboundLocalError", "cannot access local variable '" + frame_->code->code->slot_names[slot] +
                                     "' where it is not associated with a value");
}

Value Interpreter::load_cell(std::uint32_t slot) {
  const Value value = static_cast<Cell*>(frame_->slots[slot].object())->value;
  if (!value.is_undefined()) return value;
  const CodeObject& code = *frame_->code->code;
  if (slot < code.slot_names.size() - code.free_count) raise_unbound(slot);
  raise_failed_lookup(
      vm_, "NameError",
      "cannot access free variable '" + code.slot_names[slot] + "' where it is not associated with a value in enclosing scope",
      {.name = Value(vm_.intern(code.slot_names[slot]))});
}

/// A name of the module's builtins; undefined if they do not have it.
Value Interpreter::built_in(Str* name) {
  const Value own = frame_->module->builtins;
  if (own.is_undefined()) return vm_.builtins->names.get(name);
  if (const auto* dict = as<Dict>(own)) return dict->get(vm_, Value(name));
  vm_.raise("TypeError", "'" + vm_.type_name(own) + "' object is not subscriptable");
}

Value Interpreter::load_build_class() {
  if (frame_->module->builtins.get().is_undefined()) return vm_.build_class;
  const Value own = built_in(vm_.intern("__build_class__"));
  if (own.is_undefined()) vm_.raise("NameError", "__build_class__ not found");
  return own;
}

Value Interpreter::load_global(Str* name) {
  if (const Value value = frame_->module->names.get(name); !value.is_undefined()) return value;
  if (const Value value = built_in(name); !value.is_undefined()) return value;
  if (thread_.is_console)
    if (const Value value = vm_.console_names.get(name); !value.is_undefined()) return value;
  undefined_name(name);
}

void Interpreter::undefined_name(Str* name) {
  const std::string_view advice = advice_on_builtin(name->text);
  std::string message = "name '" + name->text + "' is not defined";
  if (!advice.empty()) message += ": " + std::string(advice);
  raise_failed_lookup(vm_, "NameError", message, {.name = Value(name)});
}

void Interpreter::store_global(Str* name, Value value) {
  const bool in_program = frame_->module == vm_.main_module;
  if (in_program) unname_traced(thread_, frame_->module->names.get(name), name, value);
  frame_->module->names.set(name, value);
  if (!in_program || !value.is_object()) return;
  name_traced(thread_, value, name->text, true);
  name_parts(thread_, value, name->text);
}

void Interpreter::annotate(Str* name) {
  Value dict;
  if (auto* prepared = as<Dict>(frame_->substitute); frame_->names == nullptr && prepared != nullptr) {
    dict = prepared->get(vm_, Value(vm_.names.annotations));
    if (dict.is_undefined()) prepared->set(vm_, Value(vm_.names.annotations), dict = Value(vm_.dict()));
  } else {
    NameTable& names = frame_->names != nullptr ? *frame_->names : frame_->module->names;
    dict = names.get(vm_.names.annotations);
    if (dict.is_undefined()) names.set(vm_.names.annotations, dict = Value(vm_.dict()));
  }
  static_cast<Dict*>(dict.object())->set(vm_, Value(name), frame_->peek());
  frame_->pop();
}

void Interpreter::load_attribute(Str* name, bool for_call) {
  const Value object = frame_->peek();
  cache_attribute(object, name);
  const Attribute attribute = find_attribute(thread_, object, name, for_call);
  if (!attribute.value.is_undefined()) {
    frame_->peek() = attribute.value;
    if (for_call) frame_->push(attribute.is_method ? object : Value::undefined());
    return;
  }
  if (!attribute.found()) no_attribute(vm_, object, name);
  const Value result = call_value(thread_, attribute.getter, attribute.arguments);
  frame_->pop();
  if (result.is_entered()) return entered(for_call ? ReturnAction::method : ReturnAction::push, 0);
  frame_->push(result);
  if (for_call) frame_->push(Value::undefined());
}

// --- raise

/// Replaces an exception class `depth` from the top by an instance. False if that pushed a frame: the instruction is executed again.
bool Interpreter::instantiate(std::uint32_t depth) {
  auto* cls = as<Class>(frame_->peek(depth));
  if (cls == nullptr || cls->layout != Class::Layout::exception) return true;
  if (as<Native>(cls->lookup(vm_.names.new_)) == nullptr) {
    // The program's __new__ may return any object.
    call_fallback("exception_to_raise", {Value(cls)}, ReturnAction::retry, depth);
    return false;
  }
  const Value result = call_value(thread_, Value(cls), {});
  if (result.is_entered()) {
    const Value instance = thread_.frame()->action == ReturnAction::instance ? thread_.frame()->substitute : Value::undefined();
    if (instance.is_undefined()) {
      entered(ReturnAction::retry, depth);
      return false;
    }
    // The program's __init__: the instance is known already.
    entered(ReturnAction::retry_instance, depth);
    return false;
  }
  frame_->peek(depth) = result;
  return true;
}

Value Interpreter::exception_to_raise(std::uint32_t count) {
  if (count == 0) {
    const Value current = handled_exception(thread_);
    if (current.is_none()) vm_.raise("RuntimeError", "No active exception to reraise");
    reraising_ = true;
    return current;
  }
  for (std::uint32_t depth = count; depth > 0; --depth)
    if (!instantiate(depth)) return Value::undefined();
  auto* exception = as<ExceptionObject>(frame_->peek(count));
  if (exception == nullptr) vm_.raise("TypeError", "exceptions must derive from BaseException");
  if (count == 2) {
    const Value cause = frame_->peek();
    if (!cause.is_none() && as<ExceptionObject>(cause) == nullptr)
      vm_.raise("TypeError", "exception causes must derive from BaseException");
    exception->cause = cause;
    exception->suppress_context = true;
  }
  return Value(exception);
}

bool Interpreter::matches(Value exception, Value type) {
  const auto exception_class = [&](Value item) {
    const auto* cls = as<Class>(item);
    if (cls == nullptr || cls->layout != Class::Layout::exception)
      vm_.raise("TypeError", "catching classes that do not inherit from BaseException is not allowed");
    return cls;
  };
  const auto* tuple = as<Tuple>(type);
  if (tuple == nullptr) return vm_.is_instance(exception, exception_class(type));
  // All of them are checked before any is compared.
  for (const Value item : tuple->items) exception_class(item);
  return std::ranges::any_of(tuple->items, [&](Value item) { return vm_.is_instance(exception, as<Class>(item)); });
}

// --- values

void Interpreter::format_value(std::uint32_t operand) {
  const bool has_spec = (operand & 4) != 0;
  // build_string, which always follows, formats these itself.
  if (operand == 0 &&
      (frame_->peek().is_int() || (as<Str>(frame_->peek()) != nullptr && !frame_->peek().object()->cls()->in_python)))
    return;
  const std::string spec = has_spec ? str(vm_, frame_->peek()) : std::string();
  Value value = frame_->peek(has_spec ? 2 : 1);
  if ((operand & 3) == 1) value = text_of(vm_, value);
  if ((operand & 3) == 2) value = vm_.text(repr(vm_, value));
  if ((operand & 3) == 3) value = vm_.text(ascii_only(repr(vm_, value)));
  const Value text = vm_.text(format(vm_, value, spec));
  if (has_spec) frame_->pop();
  frame_->peek() = text;
}

/// Joins `count` strings and integers.
void Interpreter::build_string(std::uint32_t count) {
  Value* parts = frame_->top - count;
  std::size_t size = 0, length = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto* text = parts[i].is_int() ? nullptr : static_cast<const Str*>(parts[i].object());
    const std::size_t digits = text == nullptr ? digit_count(parts[i].as_int()) : 0;
    size += text == nullptr ? digits : text->text.size();
    length += text == nullptr ? digits : text->length();
  }
  Str* text = vm_.string(size, length, [&](char* place) {
    for (std::uint32_t i = 0; i < count; ++i) {
      if (parts[i].is_int()) place = put_digits(parts[i].as_int(), place);
      else place = copy_text(static_cast<const Str*>(parts[i].object())->text, place);
    }
  });
  frame_->drop_to(frame_->depth() - count);
  frame_->push(Value(text));
}

void Interpreter::make_function(std::uint32_t parts) {
  Frame& f = *frame_;
  auto* function = vm_.heap().make<Function>(vm_.classes.function, static_cast<Code*>(f.pop().object()), f.module);
  const CodeObject& code = *function->code->code;
  function->name = vm_.intern(code.name);
  function->qualified_name = vm_.intern(code.qualified_name);
  if ((parts & part_closure) != 0) function->closure = static_cast<Tuple*>(f.pop().object());
  if ((parts & part_annotations) != 0) function->annotations = static_cast<Dict*>(f.pop().object());
  if ((parts & part_kwdefaults) != 0) function->keyword_defaults = static_cast<Dict*>(f.pop().object());
  if ((parts & part_defaults) != 0) function->defaults = static_cast<Tuple*>(f.pop().object());
  f.push(Value(function));
}

/// Raises TypeError with `message`, or with iter()'s own message if the class sets __iter__ to None.
void Interpreter::not_iterable(Value value, const std::string& message) {
  if (special_in_python(vm_, value, vm_.names.iter).is_none()) iterate(vm_, value);
  vm_.raise("TypeError", message);
}

void Interpreter::unpack(std::uint32_t before, std::uint32_t after, bool has_rest) {
  const Value iterable = frame_->peek();
  if (!is_iterable(vm_, iterable)) not_iterable(iterable, "cannot unpack non-iterable " + vm_.type_name(iterable) + " object");
  // A tuple is immutable, so that it need not be copied.
  const auto* tuple = !vm_.class_of(iterable)->in_python ? as<Tuple>(iterable) : nullptr;
  const std::vector<Value> collected = tuple != nullptr ? std::vector<Value>() : collect(vm_, iterable);
  const std::vector<Value>& items = tuple != nullptr ? tuple->items : collected;
  const std::size_t wanted = before + after;
  if (items.size() < wanted)
    vm_.raise("ValueError", std::string("not enough values to unpack (expected ") + (has_rest ? "at least " : "") +
                                std::to_string(wanted) + ", got " + std::to_string(items.size()) + ")");
  if (!has_rest && items.size() > wanted)
    vm_.raise("ValueError", "too many values to unpack (expected " + std::to_string(wanted) + ")");
  frame_->pop();
  for (std::size_t i = 0; i < after; ++i) frame_->push(items[items.size() - 1 - i]);
  if (has_rest) frame_->push(Value(vm_.list({items.begin() + before, items.end() - static_cast<std::ptrdiff_t>(after)})));
  for (std::size_t i = before; i > 0; --i) frame_->push(items[i - 1]);
}

/// "module.name()", as CPython names a function in errors about * and **.
std::string Interpreter::callee_text(Value callee) const {
  if (const auto* method = as<BoundMethod>(callee)) callee = method->function;
  if (const auto* function = as<Function>(callee)) return function->module->name + "." + function->qualified_name->text + "()";
  if (const auto* native = as<Native>(callee)) return (native->owner.empty() ? "" : native->owner + ".") + native->name + "()";
  if (const auto* cls = as<Class>(callee)) return (cls->module == "builtins" ? "" : cls->module + ".") + cls->name->text + "()";
  return vm_.type_name(callee) + " object";
}

void Interpreter::extend_list(std::uint32_t operand) {
  const std::uint32_t depth = operand & ~of_call;
  const Value iterable = frame_->peek();
  if (!is_iterable(vm_, iterable)) {
    const std::string what = operand != depth ? callee_text(frame_->peek(depth + 3)) + " argument after *" : "Value after *";
    not_iterable(iterable, what + " must be an iterable, not " + vm_.type_name(iterable));
  }
  const std::vector<Value> items = collect(vm_, iterable);
  frame_->pop();
  append_all(vm_, *as<List>(frame_->peek(depth)), items);
}

void Interpreter::dict_merge(Dict& into, Value from, bool is_call) {
  const auto* mapping = as<Dict>(from);
  if (mapping == nullptr) {
    if (!special_in_python(vm_, from, vm_.intern("keys")).is_undefined()) throw NeedsFallback{};
    vm_.raise("TypeError", is_call
                               ? callee_text(frame_->peek(5)) + " argument after ** must be a mapping, not " + vm_.type_name(from)
                               : "'" + vm_.type_name(from) + "' object is not a mapping");
  }
  for (const Dict::Entry& entry : ElementSnapshot(vm_, *mapping, mapping->entries())) {
    if (!entry.live) continue;
    if (is_call) {
      if (as<Str>(entry.key) == nullptr) vm_.raise("TypeError", "keywords must be strings");
      if (into.contains(vm_, entry.key))
        vm_.raise("TypeError",
                  callee_text(frame_->peek(5)) + " got multiple values for keyword argument '" + str(vm_, entry.key) + "'");
    }
    // Keyword names are compared by address.
    const Value key = is_call ? Value(vm_.intern(as<Str>(entry.key)->text)) : entry.key;
    into.set(vm_, key, entry.value);
  }
}

// --- modules, with

void Interpreter::import_name(Str* name) {
  const Value names = frame_->pop();
  if (name->text.starts_with(".")) vm_.raise("ImportError", "attempted relative import with no known parent package");
  // An import that the compiler adds, for a statement that is partly in Python, has `...` where others have names or None.
  const bool is_hidden = names.is_object() && names.object()->cls() == vm_.classes.ellipsis;
  if (!is_hidden && !frame_->module->builtins.get().is_undefined() && built_in(vm_.intern("__import__")).is_undefined())
    vm_.raise("ImportError", "__import__ not found");
  const bool is_main = name->text == "__main__";
  Module* module = is_main ? vm_.main_module : vm_.find_module(name->text);
  const bool internal = !is_main && !is_hidden && vm_.is_internal(name->text);
  if (module == nullptr || (internal && !is_prelude(*frame_->code->code))) missing_module(name->text);
  if (names.is_none() && !is_main) module = vm_.find_module(name->text.substr(0, name->text.find('.')));
  frame_->push(Value(module));
}

namespace {

/// Whether it is a package in CPython. Threadbox has no submodules of the two that are named here.
bool is_package(std::string_view name) {
  const std::string beginning = std::string(name) + ".";
  return name == "logging" || name == "concurrent.futures" ||
         std::ranges::any_of(prelude_modules(), [&](const PreludeModule& module) { return module.name.starts_with(beginning); });
}

}  // namespace

/// The error names the first part of `a.b.c` that does not exist, as in CPython, which imports the parts one by one.
void Interpreter::missing_module(std::string_view name) {
  std::size_t end = name.find('.');
  while (end != std::string_view::npos && vm_.find_module(name.substr(0, end)) != nullptr) end = name.find('.', end + 1);
  const std::string missing(name.substr(0, end));
  if (frame_->code->code->is_text && vm_.is_internal(missing))
    vm_.raise("NotImplementedError",
              "Threadbox executes such a text only if the program itself has the same kind of literal or statement");
  if (std::ranges::find(prelude_modules(), missing, &PreludeModule::name) != prelude_modules().end() && !vm_.is_internal(missing))
    vm_.raise("ImportError", "the module '" + missing + "' " +
                                 (frame_->code->code->is_text ? "is loaded only if the program itself imports it, too"
                                                              : "could not be loaded; is there a network?"));
  const std::size_t dot = missing.rfind('.');
  std::string message = "No module named '" + missing + "'";
  if (const std::string_view advice = advice_on_module(missing); !advice.empty()) message += ": " + std::string(advice);
  else if (dot == std::string::npos || is_package(missing.substr(0, dot)))
    message += " (Threadbox has: " + vm_.module_names() + ")";
  else message += "; '" + missing.substr(0, dot) + "' is not a package";
  raise_failed_lookup(vm_, "ModuleNotFoundError", message, {.name = Value(vm_.intern(missing))});
}

void Interpreter::import_from(Str* name) {
  const auto* module = static_cast<Module*>(frame_->peek().object());
  const Value value = module->names.get(name);
  if (value.is_undefined())
    raise_failed_lookup(vm_, "ImportError",
                        "cannot import name '" + name->text + "' from '" + module->name + "' (unknown location)",
                        {.name = Value(vm_.intern(module->name)), .from_module = Value(name)});
  frame_->push(value);
}

void Interpreter::import_star() {
  const auto* module = static_cast<Module*>(frame_->peek().object());
  const Value listed = module->names.get(vm_.intern("__all__"));
  std::vector<std::pair<Str*, Value>> found;
  if (listed.is_undefined()) {
    for (const NameTable::Entry entry : module->names.entries())
      if (!entry.value.is_undefined() && !entry.name->text.starts_with("_")) found.emplace_back(entry.name, entry.value);
  } else {
    for (const Value name : collect(vm_, listed)) {
      Str* interned = vm_.intern(as<Str>(name)->text);
      const Value value = module->names.get(interned);
      if (value.is_undefined())
        vm_.raise("AttributeError", "module '" + module->name + "' has no attribute '" + interned->text + "'");
      found.emplace_back(interned, value);
    }
  }
  for (const auto& [name, value] : found) store_global(name, value);
  frame_->pop();
}

void Interpreter::load_with_methods() {
  const Value manager = frame_->pop();
  const Class& cls = *vm_.class_of(manager);
  const Value enter = cls.lookup(vm_.names.enter), exit = cls.lookup(vm_.names.exit);
  if (enter.is_undefined() || exit.is_undefined())
    vm_.raise("TypeError", "'" + cls.name->text + "' object does not support the context manager protocol" +
                               (!enter.is_undefined() ? " (missed __exit__ method)" : ""));
  for (const Value method : {exit, enter}) {
    frame_->push(is_method(method) ? method : bound_special(vm_, manager, method));
    frame_->push(is_method(method) ? manager : Value::undefined());
  }
}

}  // namespace threadbox::script
