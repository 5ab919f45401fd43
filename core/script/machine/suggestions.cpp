#include "script/machine/suggestions.h"

#include "script/machine/output.h"
#include "script/machine/vm.h"
#include "script/prelude/prelude.h"
#include "script/values/critical_section.h"

#include <algorithm>
#include <array>
#include <optional>

namespace threadbox::script {

namespace {

// The limits and costs of CPython's Python/suggestions.c.
constexpr std::size_t most_candidates = 750, longest_name = 40;
constexpr std::size_t move_cost = 2, case_cost = 1;

std::size_t substitution_cost(char a, char b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  if (a == b) return 0;
  return lower(a) == lower(b) ? case_cost : move_cost;
}

/// The Levenshtein distance of two names; stops early, with a number above `limit`, once it must be above it.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
  if (a.empty() || b.empty()) return (a.size() + b.size()) * move_cost;
  if (a.size() > longest_name || b.size() > longest_name) return limit + 1;
  if (b.size() < a.size()) std::swap(a, b);
  if ((b.size() - a.size()) * move_cost > limit) return limit + 1;
  std::array<std::size_t, longest_name> row{};
  for (std::size_t i = 0; i < a.size(); ++i) row[i] = (i + 1) * move_cost;
  std::size_t result = 0;
  for (std::size_t j = 0; j < b.size(); ++j) {
    std::size_t diagonal = result = j * move_cost;
    std::size_t least = limit + 1;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const std::size_t substituted = diagonal + substitution_cost(b[j], a[i]);
      diagonal = row[i];
      result = std::min(substituted, std::min(result, diagonal) + move_cost);
      row[i] = result;
      least = std::min(least, result);
    }
    if (least > limit) return limit + 1;
  }
  return result;
}

using NameList = std::vector<Str*>;

void add_names(NameList& into, const NameTable& table, bool with_private) {
  for (const NameTable::Entry& entry : table.entries())
    if (!entry.value.is_undefined() && (with_private || !entry.name->text.starts_with('_'))) into.push_back(entry.name);
}

/// Sorts the names as dir() does: of several that are equally close, the first is suggested.
NameList names_of(Vm& vm, Value object, bool with_private) {
  NameList names;
  const auto* cls = as<Class>(object);
  if (const auto* module = as<Module>(object)) add_names(names, module->names, with_private);
  else if (cls == nullptr && object.is_object() && object.object()->own_attributes() != nullptr)
    add_names(names, *object.object()->own_attributes(), with_private);
  if (as<Module>(object) == nullptr)
    for (const Class* base : (cls != nullptr ? cls : vm.class_of(object))->mro) {
      add_names(names, base->names, with_private);
      if (base->slots) names.insert(names.end(), base->slots->begin(), base->slots->end());
    }
  if (as<ExceptionObject>(object) != nullptr) names.push_back(vm.intern("args"));
  std::ranges::sort(names, {}, [](const Str* name) -> std::string_view { return name->text; });
  names.erase(std::ranges::unique(names, {}, [](const Str* name) -> std::string_view { return name->text; }).begin(),
              names.end());
  return names;
}

/// The kind of error that a suggestion is for.
enum class Kind : std::uint8_t { other, name, attribute, import };

Kind kind_of(const Vm& vm, const ExceptionObject& exception) {
  const auto is = [&](std::string_view type) { return exception.cls()->is_subclass_of(vm.exception_class(type)); };
  if (is("AttributeError")) return Kind::attribute;
  if (is("NameError")) return Kind::name;
  return is("ImportError") ? Kind::import : Kind::other;
}

bool can_import(const Vm& vm, std::string_view name) {
  if (vm.is_internal(name) || name.find('.') != std::string_view::npos) return false;
  const auto is_it = [&](const PreludeModule& module) { return module.name == name; };
  return name != "builtins" && name != "__main__" &&
         (vm.find_module(name) != nullptr || std::ranges::any_of(prelude_modules(), is_it));
}

std::optional<std::string> similar_name(Vm& vm, const ExceptionObject& exception, Kind kind, std::string_view wrong,
                                        bool has_traceback) {
  const FailedLookup& failed_lookup = *exception.failed_lookup;
  NameList names = *ElementSnapshot(vm, exception, failed_lookup.locals);
  if (kind == Kind::name) {
    if (!has_traceback || failed_lookup.globals == nullptr) return std::nullopt;
    if (failed_lookup.has_self) return "self." + std::string(wrong);
    add_names(names, failed_lookup.globals->names, true);
    add_names(names, vm.builtins->names, true);
    for (const char* constant : {"None", "True", "False"}) names.push_back(vm.intern(constant));
  } else if (kind == Kind::attribute) {
    names = names_of(vm, failed_lookup.object, wrong.starts_with('_') || (has_traceback && failed_lookup.has_self));
  } else {
    const auto* module_name = as<Str>(failed_lookup.name);
    Module* module = module_name != nullptr ? vm.find_module(module_name->text) : nullptr;
    if (module == nullptr) return std::nullopt;
    names = names_of(vm, Value(module), wrong.starts_with('_'));
  }
  const Str* closest = closest_name(names, wrong);
  return closest != nullptr ? std::optional(closest->text) : std::nullopt;
}

}  // namespace

const Str* closest_name(std::span<Str* const> known, std::string_view wrong) {
  if (known.size() >= most_candidates || wrong.size() > longest_name) return nullptr;
  const Str* closest = nullptr;
  std::size_t least = SIZE_MAX;
  for (const Str* name : known) {
    if (name->text == wrong) continue;
    // At most a third of the letters may differ.
    const std::size_t limit = std::min((wrong.size() + name->text.size() + 3) * move_cost / 6, least - 1);
    const std::size_t changes = distance(wrong, name->text, limit);
    if (changes > limit) continue;
    closest = name;
    least = changes;
  }
  return closest;
}

std::string suggestion(Vm& vm, const ExceptionObject& exception, bool has_traceback) {
  if (!exception.failed_lookup) return "";
  const Kind kind = kind_of(vm, exception);
  const auto* wrong = as<Str>(kind == Kind::import ? exception.failed_lookup->from_module : exception.failed_lookup->name);
  if (kind == Kind::other || wrong == nullptr) return "";
  std::string text;
  if (const auto similar = similar_name(vm, exception, kind, wrong->text, has_traceback))
    text = ". Did you mean: '" + *similar + "'?";
  if (kind == Kind::name && can_import(vm, wrong->text))
    text += (text.empty() ? ". Did" : " Or did") + (" you forget to import '" + wrong->text + "'?");
  return text;
}

void record_scope(Vm& vm, ExceptionObject& exception, const Frame& frame) {
  const CodeObject& code = *frame.code->code;
  FailedLookup& failed_lookup = *exception.failed_lookup;
  {
    const CriticalSection section(vm, exception);
    if (failed_lookup.globals != nullptr || is_prelude(code)) return;
  }
  const auto* wrong = as<Str>(failed_lookup.name);
  NameList locals;
  bool has_self = false;
  if (frame.names != nullptr) add_names(locals, *frame.names, true);
  for (std::size_t slot = 0; slot < code.slot_names.size(); ++slot) {
    const auto* cell = as<Cell>(frame.slots[slot]);
    const Value value = code.slot_is_cell[slot] && cell != nullptr ? Value(cell->value) : frame.slots[slot];
    if (value.is_undefined()) continue;
    locals.push_back(vm.intern(code.slot_names[slot]));
    if (code.slot_names[slot] != "self") continue;
    has_self = value == failed_lookup.object;
    if (wrong == nullptr || !failed_lookup.object.is_none()) continue;
    const NameList names = names_of(vm, value, true);
    has_self = std::ranges::any_of(names, [&](const Str* name) { return name->text == wrong->text; });
  }
  const bool inlined = code.name == "<listcomp>" || code.name == "<setcomp>" || code.name == "<dictcomp>";
  const CriticalSection section(vm, exception);
  failed_lookup.locals.insert(failed_lookup.locals.end(), locals.begin(), locals.end());
  failed_lookup.has_self = failed_lookup.has_self || has_self;
  if (!inlined) failed_lookup.globals = frame.module;  // A comprehension's names are followed by the enclosing function's.
}

void raise_failed_lookup(Vm& vm, std::string_view type, std::string message, FailedLookup failed_lookup) {
  ExceptionObject* exception = vm.make_exception(vm.exception_class(type), {vm.text(message)});
  exception->failed_lookup = std::make_unique<FailedLookup>(std::move(failed_lookup));
  throw Raised{Value(exception)};
}

void set_failed_lookup(Vm& vm, ExceptionObject& exception, const Tuple& names, std::span<const Value> values) {
  const Kind kind = kind_of(vm, exception);
  const std::string& type = exception.cls()->name->text;
  if (kind == Kind::other) vm.raise("TypeError", type + "() takes no keyword arguments");
  auto failed_lookup = std::make_unique<FailedLookup>();
  for (std::size_t i = 0; i < names.items.size(); ++i) {
    const std::string& name = as<Str>(names.items[i])->text;
    if (name == "name") failed_lookup->name = values[i];
    else if (name == "obj" && kind == Kind::attribute) failed_lookup->object = values[i];
    else if (name == "name_from" && kind == Kind::import) failed_lookup->from_module = values[i];
    else vm.raise("TypeError", type + "() got an unexpected keyword argument '" + name + "'");
  }
  exception.failed_lookup = std::move(failed_lookup);
}

Value failed_lookup_attribute(Vm& vm, const ExceptionObject& exception, std::string_view attribute) {
  static const FailedLookup nothing;
  const Kind kind = kind_of(vm, exception);
  const FailedLookup& failed_lookup = exception.failed_lookup ? *exception.failed_lookup : nothing;
  if (attribute == "name" && kind != Kind::other) return failed_lookup.name;
  if (attribute == "obj" && kind == Kind::attribute) return failed_lookup.object;
  return attribute == "name_from" && kind == Kind::import ? failed_lookup.from_module : Value::undefined();
}

}  // namespace threadbox::script
