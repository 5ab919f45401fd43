#include "script/machine/vm.h"
#include "script/values/held.h"
#include "script/values/integers.h"
#include "script/values/operators.h"
#include "script/values/os_errors.h"
#include "script/values/ranges.h"
#include "script/values/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace threadbox::script {

namespace {

std::string address_of(Value value) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(value.word()));
  return text;
}

/// repr() of containers within containers; a container in itself is shown as "...".
class Repr {
 public:
  explicit Repr(Vm& vm) : vm_(vm) {}

  std::string of(Value value) {
    Vm::spend();
    if (value.is_none()) return "None";
    if (value.is_bool()) return value.is_true() ? "True" : "False";
    if (value.is_int()) return std::to_string(value.as_int());
    if (!special_in_python(vm_, value, vm_.names.repr).is_undefined()) throw NeedsPython{};
    return own(value);
  }

  /// As its built-in type has it, whatever its class says.
  std::string own(Value value) {
    if (const auto* text = as<Str>(value)) return quoted(text->text);
    if (const auto* number = as<Float>(value)) return float_text(number->value);
    if (as<BigInt>(value) != nullptr) return int_text(vm_, value);
    if (std::ranges::find(inside_, value.object()) != inside_.end()) return ellipsis(value);
    const Nesting nesting(vm_, " while getting the repr of an object");
    inside_.push_back(value.object());
    std::string text = container(value);
    inside_.pop_back();
    vm_.heap().check_room(text.size());
    return text;
  }

 private:
  std::string ellipsis(Value value) {
    if (as<List>(value) != nullptr) return "[...]";
    if (as<Tuple>(value) != nullptr) return "(...)";
    return as<Dict>(value) != nullptr ? "{...}" : vm_.type_name(value) + "(...)";
  }

  std::string joined(const std::vector<Value>& items) {
    std::string text;
    for (const Value item : items) {
      if (!text.empty()) text += ", ";
      text += of(item);
      vm_.heap().check_room(text.size());
    }
    return text;
  }

  std::string container(Value value) {
    switch (value.object()->shape()) {
      case Shape::list: return "[" + joined(*Steady(vm_, *value.object(), as<List>(value)->items)) + "]";
      case Shape::tuple: return "(" + joined(as<Tuple>(value)->items) + (as<Tuple>(value)->items.size() == 1 ? ",)" : ")");
      case Shape::dict: return vm_.class_of(value) == vm_.classes.mapping_proxy ? "mappingproxy(" + dict_text(*as<Dict>(value)) + ")" : dict_text(*as<Dict>(value));
      case Shape::set: return set_text(value);
      case Shape::view: return vm_.type_name(value) + "([" + joined(collect(vm_, value)) + "])";
      case Shape::range: return range_text(*as<Range>(value));
      case Shape::slice: {
        const auto& slice = *as<Slice>(value);
        return "slice(" + of(slice.start) + ", " + of(slice.stop) + ", " + of(slice.step.is_undefined() ? Value::none() : slice.step) + ")";
      }
      case Shape::exception: return value.object()->cls()->name->text + "(" + joined(as<ExceptionObject>(value)->arguments->items) + ")";
      default: return plain_object(value);
    }
  }

  std::string plain_object(Value value) {
    if (const auto* cls = as<Class>(value)) return "<class '" + qualified_name(*cls) + "'>";
    if (const auto* function = as<Function>(value)) return function_text(*function, value);
    if (const auto* native = as<Native>(value); native != nullptr && native->in_python)
      return "<function " + native->owner + "." + native->name + " at " + address_of(value) + ">";
    else if (native != nullptr)
      return native->is_method ? "<method '" + native->name + "' of '" + native->owner + "' objects>" : "<built-in function " + native->name + ">";
    if (const auto* method = as<BoundMethod>(value)) return method_text(*method);
    if (const auto* code = as<Code>(value))
      return "<code object " + code->code->name + " at " + address_of(value) + ", file \"" + code->code->filename + "\", line " + std::to_string(code->code->first_line) + ">";
    if (const auto* module = as<Module>(value)) return "<module '" + module->name + "' (built-in)>";
    if (const auto* generator = as<Generator>(value); generator != nullptr && generator->cls() == vm_.classes.generator)
      return "<generator object " + generator->qualified_name->text + " at " + address_of(value) + ">";
    if (const auto* super = as<Super>(value)) {
      const auto* of_class = as<Class>(super->self);
      const bool through_class = of_class != nullptr && of_class->is_subclass_of(super->after);
      const std::string self = super->self.is_undefined() ? "NULL" : "<" + (through_class ? std::string(of_class->name->text) : vm_.type_name(super->self)) + " object>";
      return "<super: <class '" + super->after->name->text + "'>, " + self + ">";
    }
    if (const auto* descriptor = as<Descriptor>(value); descriptor != nullptr && descriptor->kind != Descriptor::Kind::property)
      return "<" + vm_.type_name(value) + "(" + of(descriptor->getter) + ")>";
    const Class* cls = vm_.class_of(value);
    if (value == vm_.not_implemented) return "NotImplemented";
    if (cls == vm_.classes.ellipsis) return "Ellipsis";
    if (cls == vm_.classes.lock) return vm_.lock_text(value) + " at " + address_of(value) + ">";
    return "<" + qualified_name(*cls) + " object at " + address_of(value) + ">";
  }

  // What is Python here may be C in CPython, and the other way round: they are shown as they are there.

  std::string function_text(const Function& function, Value value) {
    const std::string name(function.qualified_name->text);
    if (function.stands_for_c && name.find('.') == std::string::npos) return "<built-in function " + name + ">";
    return "<function " + name + " at " + address_of(value) + ">";
  }

  std::string method_text(const BoundMethod& method) {
    const auto* native = as<Native>(method.function);
    const auto* function = as<Function>(method.function);
    if (is_in_c(method.function)) {
      const std::string name(native != nullptr ? native->name : function->name->text);
      return "<built-in method " + name + " of " + vm_.type_name(method.self) + " object at " + address_of(method.self) + ">";
    }
    const std::string name = native != nullptr ? native->owner + "." + native->name : function != nullptr ? std::string(function->qualified_name->text) : "?";
    return "<bound method " + name + " of " + of(method.self) + ">";
  }

  std::string qualified_name(const Class& cls) {
    const auto* name = as<Str>(cls.names.get(vm_.names.qualname));
    const auto* module = as<Str>(cls.names.get(vm_.names.module));
    const std::string of_module = module != nullptr ? std::string(module->text) : cls.module;
    return (of_module == "builtins" ? "" : of_module + ".") + (name != nullptr ? name->text : cls.name->text);
  }

  std::string range_text(const Range& range) {
    const Value step = range_step(range);
    return "range(" + of(range_start(range)) + ", " + of(range_stop(range)) + (step == Value::integer(1) ? "" : ", " + of(step)) + ")";
  }

  std::string dict_text(const Dict& dict) {
    std::string text;
    for (const Dict::Entry& entry : Steady(vm_, dict, dict.entries())) {
      if (!entry.live) continue;
      text += (text.empty() ? "" : ", ") + of(entry.key) + ": ";
      text += of(entry.value);
    }
    return "{" + text + "}";
  }

  std::string set_text(Value value) {
    const Class* cls = vm_.class_of(value);
    const bool plain = cls == vm_.classes.set;
    if (as<Set>(value)->size() == 0) return cls->name->text + "()";
    const std::string items = "{" + joined(collect(vm_, value)) + "}";
    return plain ? items : cls->name->text + "(" + items + ")";
  }

  Vm& vm_;
  std::vector<const Object*> inside_;
};

std::string escape(char32_t code) {
  char text[16];
  const char* pattern = code < 0x100 ? "\\x%02x" : code < 0x10000 ? "\\u%04x" : "\\U%08x";
  std::snprintf(text, sizeof text, pattern, static_cast<unsigned>(code));
  return text;
}

}  // namespace

std::string quoted(std::string_view text) {
  const bool single = text.find('\'') != std::string::npos && text.find('"') == std::string::npos;
  const char quote = single ? '"' : '\'';
  std::string result(1, quote);
  for (std::size_t at = 0; at < text.size();) {
    Vm::spend();
    const std::size_t length = code_point_length(text, at);
    const char32_t code = code_point(text, at);
    if (code == U'\\' || code == static_cast<char32_t>(quote)) result += std::string("\\") + static_cast<char>(code);
    else if (code == U'\n') result += "\\n";
    else if (code == U'\r') result += "\\r";
    else if (code == U'\t') result += "\\t";
    else if (is_printable(code)) result.append(text.substr(at, length));
    else result += escape(code);
    at += length;
  }
  return result + quote;
}

std::string ascii_only(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    const char32_t code = code_point(text, at);
    Vm::spend();
    if (code < 0x80) result += static_cast<char>(code);
    else result += escape(code);
  }
  return result;
}

std::string float_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  char buffer[40];
  // The shortest text that reads back as the same number; CPython switches to exponents at 1e16 and 1e-4.
  const double size = std::abs(value);
  const bool plain = size == 0 || (size >= 1e-4 && size < 1e16);
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value,
                                          plain ? std::chars_format::fixed : std::chars_format::scientific);
  std::string text(buffer, end);
  if (plain && text.find('.') == std::string::npos) text += ".0";
  return text;
}

std::string repr(Vm& vm, Value value) { return Repr(vm).of(value); }
std::string own_repr(Vm& vm, Value value) { return value.is_object() ? Repr(vm).own(value) : repr(vm, value); }

std::string str(Vm& vm, Value value) {
  if (!special_in_python(vm, value, vm.names.str).is_undefined()) throw NeedsPython{};
  return own_str(vm, value);
}

Value text_of(Vm& vm, Value value) {
  if (as<Str>(value) != nullptr) return value;
  if (!value.is_int()) return vm.text(str(vm, value));
  const std::size_t count = digit_count(value.as_int());
  return Value(vm.string(count, count, [&](char* place) { put_digits(value.as_int(), place); }));
}

std::string own_str(Vm& vm, Value value) {
  if (const auto* text = as<Str>(value)) return text->text;
  const auto* exception = as<ExceptionObject>(value);
  if (exception == nullptr) return repr(vm, value);
  const Nesting nesting(vm, " while getting the str of an object");
  const auto& items = exception->arguments->items;
  if (exception->failure)
    if (const std::string text = os_error_text(vm, *exception->failure); !text.empty()) return text;
  if (items.empty()) return "";
  if (items.size() > 1) return repr(vm, Value(exception->arguments));
  // A key is shown as it was given.
  const bool is_key = exception->cls()->is_subclass_of(vm.exception_class("KeyError"));
  return is_key ? repr(vm, items[0]) : str(vm, items[0]);
}

}  // namespace threadbox::script
