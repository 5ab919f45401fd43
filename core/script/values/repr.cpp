#include "script/values/repr.h"

#include "script/text/digits.h"
#include "script/text/fuel.h"
#include "script/text/literals.h"
#include "script/values/critical_section.h"
#include "script/values/integers.h"
#include "script/values/iteration.h"
#include "script/values/iterators.h"
#include "script/values/nesting.h"
#include "script/values/octets.h"
#include "script/values/os_errors.h"
#include "script/values/ranges.h"
#include "script/values/special_method.h"
#include "script/values/syntax_errors.h"
#include "script/values/unicode_errors.h"
#include "script/values/universe.h"

#include <threadbox/sync/lock.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace threadbox::script {

namespace {

/// repr() with the containers that are being shown, since a container within itself is shown as "...".
class Repr {
 public:
  explicit Repr(Universe& universe) : universe_(universe) {}

  std::string of(Value value) {
    Fuel::spend();
    if (value.is_none()) return "None";
    if (value.is_bool()) return value.is_true() ? "True" : "False";
    if (value.is_int()) return std::to_string(value.as_int());
    if (!special_in_python(universe_, value, universe_.names.repr).is_undefined()) throw NeedsFallback{};
    return own(value);
  }

  /// The repr of the value's built-in type, ignoring its class's __repr__.
  std::string own(Value value) {
    if (const auto* text = as<Str>(value)) return quoted(text->text);
    if (const auto* number = as<Float>(value)) return float_text(number->value);
    if (as<BigInt>(value) != nullptr) return int_text(universe_, value);
    if (is_octet_sequence(value)) return octets_repr(universe_, value);
    if (as<MemoryView>(value) != nullptr) return "<memory at " + address_of(value) + ">";
    if (std::ranges::find(inside_, value.object()) != inside_.end()) return ellipsis(value);
    const Nesting nesting(universe_, " while getting the repr of an object");
    inside_.push_back(value.object());
    std::string text = container(value);
    inside_.pop_back();
    universe_.heap().check_room(text.size());
    return text;
  }

 private:
  std::string address_of(Value value) {
    char text[24];
    std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(universe_.id_of(value)));
    return text;
  }

  std::string ellipsis(Value value) {
    if (as<List>(value) != nullptr) return "[...]";
    if (as<Tuple>(value) != nullptr) return "(...)";
    return as<Dict>(value) != nullptr ? "{...}" : universe_.type_name(value) + "(...)";
  }

  std::string joined(const std::vector<Value>& items) {
    std::string text;
    for (const Value item : items) {
      if (!text.empty()) text += ", ";
      text += of(item);
      universe_.heap().check_room(text.size());
    }
    return text;
  }

  std::string container(Value value) {
    switch (value.object()->type_tag()) {
      case TypeTag::list: return "[" + joined(*ElementSnapshot(universe_, *value.object(), as<List>(value)->items)) + "]";
      case TypeTag::tuple: return "(" + joined(as<Tuple>(value)->items) + (as<Tuple>(value)->items.size() == 1 ? ",)" : ")");
      case TypeTag::dict:
        return universe_.class_of(value) == universe_.classes.mapping_proxy ? "mappingproxy(" + dict_text(*as<Dict>(value)) + ")"
                                                                            : dict_text(*as<Dict>(value));
      case TypeTag::set: return set_text(value);
      case TypeTag::view: return universe_.type_name(value) + "([" + joined(collect(universe_, value)) + "])";
      case TypeTag::range: return range_text(*as<Range>(value));
      case TypeTag::slice: {
        const auto& slice = *as<Slice>(value);
        return "slice(" + of(slice.start) + ", " + of(slice.stop) + ", " +
               of(slice.step.is_undefined() ? Value::none() : slice.step) + ")";
      }
      case TypeTag::exception:
        return value.object()->cls()->name->text + "(" + joined(as<ExceptionObject>(value)->arguments->items) + ")";
      default: return plain_object(value);
    }
  }

  std::string plain_object(Value value) {
    if (const auto* cls = as<Class>(value)) return "<class '" + qualified_name(*cls) + "'>";
    if (const auto* function = as<Function>(value)) return function_text(*function, value);
    if (const auto* native = as<Native>(value); native != nullptr && native->in_python)
      return "<function " + native->owner + "." + native->name + " at " + address_of(value) + ">";
    else if (native != nullptr)
      return native->is_method ? "<method '" + native->name + "' of '" + native->owner + "' objects>"
                               : "<built-in function " + native->name + ">";
    if (const auto* method = as<BoundMethod>(value)) return method_text(*method);
    if (const auto* code = as<Code>(value))
      return "<code object " + code->code->name + " at " + address_of(value) + ", file \"" + code->code->filename + "\", line " +
             std::to_string(code->code->first_line) + ">";
    if (const auto* module = as<Module>(value)) {
      const bool is_built_in =
          module->names.get(universe_.intern("__loader__")).is_undefined();  // Not made by types.ModuleType().
      return "<module '" + module->name + (is_built_in ? "' (built-in)>" : "'>");
    }
    if (const auto* generator = as<NamedGenerator>(value);
        generator != nullptr && generator->cls() == universe_.classes.generator)
      return "<generator object " + generator->qualified_name->text + " at " + address_of(value) + ">";
    if (const auto* super = as<Super>(value)) {
      const auto* of_class = as<Class>(super->self);
      const bool through_class = of_class != nullptr && of_class->is_subclass_of(super->after);
      const std::string self =
          super->self.is_undefined()
              ? "NULL"
              : "<" + (through_class ? std::string(of_class->name->text) : universe_.type_name(super->self)) + " object>";
      return "<super: <class '" + super->after->name->text + "'>, " + self + ">";
    }
    if (const auto* descriptor = as<Descriptor>(value); descriptor != nullptr && descriptor->kind != Descriptor::Kind::property)
      return "<" + universe_.type_name(value) + "(" + of(descriptor->getter) + ")>";
    const Class* cls = universe_.class_of(value);
    if (value == universe_.not_implemented) return "NotImplemented";
    if (cls == universe_.classes.ellipsis) return "Ellipsis";
    if (cls == universe_.classes.lock) {
      const bool locked = static_cast<const Lock*>(value.object()->sync())->locked();
      return std::string("<") + (locked ? "locked" : "unlocked") + " _thread.lock object at " + address_of(value) + ">";
    }
    return "<" + qualified_name(*cls) + " object at " + address_of(value) + ">";
  }

  // A function written in Python here may be written in C in CPython, and vice versa. It is shown as CPython shows it.

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
      return "<built-in method " + name + " of " + universe_.type_name(method.self) + " object at " + address_of(method.self) +
             ">";
    }
    const std::string name = native != nullptr     ? native->owner + "." + native->name
                             : function != nullptr ? std::string(function->qualified_name->text)
                                                   : "?";
    return "<bound method " + name + " of " + of(method.self) + ">";
  }

  std::string qualified_name(const Class& cls) {
    const auto* name = as<Str>(cls.names.get(universe_.names.qualname));
    const auto* module = as<Str>(cls.names.get(universe_.names.module));
    const std::string of_module = module != nullptr ? std::string(module->text) : cls.module;
    return (of_module == "builtins" ? "" : of_module + ".") + (name != nullptr ? name->text : cls.name->text);
  }

  std::string range_text(const Range& range) {
    const Value step = range_step(range);
    return "range(" + of(range_start(range)) + ", " + of(range_stop(range)) + (step == Value::integer(1) ? "" : ", " + of(step)) +
           ")";
  }

  std::string dict_text(const Dict& dict) {
    std::string text;
    for (const Dict::Entry& entry : ElementSnapshot(universe_, dict, dict.entries())) {
      if (!entry.live) continue;
      text += (text.empty() ? "" : ", ") + of(entry.key) + ": ";
      text += of(entry.value);
    }
    return "{" + text + "}";
  }

  std::string set_text(Value value) {
    const Class* cls = universe_.class_of(value);
    const bool plain = cls == universe_.classes.set;
    if (as<Set>(value)->size() == 0) return cls->name->text + "()";
    const std::string items = "{" + joined(collect(universe_, value)) + "}";
    return plain ? items : cls->name->text + "(" + items + ")";
  }

  Universe& universe_;
  std::vector<const Object*> inside_;
};

}  // namespace

std::string repr(Universe& universe, Value value) { return Repr(universe).of(value); }
std::string own_repr(Universe& universe, Value value) {
  return value.is_object() ? Repr(universe).own(value) : repr(universe, value);
}

std::string str(Universe& universe, Value value) {
  if (!special_in_python(universe, value, universe.names.str).is_undefined()) throw NeedsFallback{};
  return own_str(universe, value);
}

Value text_of(Universe& universe, Value value) {
  if (as<Str>(value) != nullptr && value.object()->cls() == universe.classes.str) return value;
  if (!value.is_int()) return universe.text(str(universe, value));
  const std::size_t count = digit_count(value.as_int());
  return Value(universe.string(count, count, [&](char* place) { put_digits(value.as_int(), place); }));
}

std::string own_str(Universe& universe, Value value) {
  if (const auto* text = as<Str>(value)) return text->text;
  const auto* exception = as<ExceptionObject>(value);
  if (exception == nullptr) return repr(universe, value);
  const Nesting nesting(universe, " while getting the str of an object");
  const auto& items = exception->arguments->items;
  if (exception->failure)
    if (const std::string text = os_error_text(universe, *exception->failure); !text.empty()) return text;
  if (const std::string text = unicode_error_text(universe, *exception); !text.empty()) return text;
  if (is_syntax_error(universe, *exception)) return syntax_error_text(universe, *exception);
  if (items.empty()) return "";
  if (items.size() > 1) return repr(universe, Value(exception->arguments));
  // A KeyError shows the repr of its key.
  const bool is_key = exception->cls()->is_subclass_of(universe.exception_class("KeyError"));
  return is_key ? repr(universe, items[0]) : str(universe, items[0]);
}

}  // namespace threadbox::script
