#include "script/runners/variables.h"

#include "script/compile/diagnostic.h"
#include "script/machine/output.h"
#include "script/machine/vm.h"
#include "script/text/literals.h"
#include "script/values/big_integers.h"
#include "script/values/integers.h"
#include "script/values/iterators.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace threadbox::script {

namespace {

// What is left out is counted, so that a view can say "… 97 more".
constexpr std::size_t most_variables = 60, most_calls = 24, most_parts = 12, most_in_all = 600;
constexpr std::size_t longest_text = 60, longest_line = 48;
constexpr unsigned deepest = 2;

std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return std::string(text.substr(0, most)) + "…";
}

/// Whether the frame's next instruction is executed next, and it does not wait for the result of a call.
bool goes_on(VmThread& thread, const Frame& frame) noexcept { return &frame == thread.frame() && thread.operation() == nullptr; }

/// An element of a container, or an attribute.
struct Part {
  std::string name;
  Value value;
};

/// The parts that are shown of a value, and the number of all.
struct Parts {
  std::vector<Part> shown;
  std::size_t count = 0;
};

class VariableReader {
 public:
  /// `wanted`: the number of the variable to find; 0: none.
  explicit VariableReader(Vm& vm, std::uint32_t wanted = 0) noexcept : vm_(vm), wanted_(wanted), found_(Value::undefined()) {}

  Variables read() {
    Variables all;
    all.scopes.push_back(globals());
    for (const auto& thread : vm_.threads())
      for (const Frame* frame = thread->frame(); frame != nullptr; frame = frame->below) add_call(all, *thread, *frame);
    number_badges(all);
    return all;
  }

  [[nodiscard]] Value found() const noexcept { return found_; }
  std::string text_of(Value value) { return value.is_undefined() ? "" : variable({}, value, deepest - 1).text; }

 private:
  VariableScope globals() {
    VariableScope scope;
    for (const NameTable::Entry& entry : vm_.main_module->names.in_order())
      if (!entry.name->text.starts_with("__") && is_data(entry.value)) add(scope, std::string(entry.name->text), entry.value);
    return scope;
  }

  /// Whether it is worth a row, unlike the modules, functions and classes that the program's text shows.
  static bool is_data(Value value) noexcept {
    if (!value.is_object()) return !value.is_undefined();
    const TypeTag tag = value.object()->type_tag();
    return tag != TypeTag::module && tag != TypeTag::function && tag != TypeTag::native && tag != TypeTag::cls;
  }

  void add_call(Variables& all, VmThread& thread, const Frame& frame) {
    const CodeObject& code = *frame.code->code;
    if (code.kind != CodeObject::Kind::function || is_prelude(code)) return;
    if (all.scopes.size() > most_calls) {
      ++all.more;
      return;
    }
    VariableScope scope;
    scope.thread = thread.thread->waiter().thread();
    scope.function = shortened(code.qualified_name, longest_text);
    scope.line = code.lines[goes_on(thread, frame) || frame.next == 0 ? frame.next : frame.next - 1];
    for (std::size_t i = 0; i < code.slot_names.size(); ++i) {
      Value value = frame.slots[i];
      if (const auto* cell = as<Cell>(value)) value = cell->value;
      if (!value.is_undefined() && !code.slot_names[i].starts_with('.')) add(scope, code.slot_names[i], value);
    }
    all.scopes.push_back(std::move(scope));
  }

  void add(VariableScope& scope, std::string name, Value value) {
    if (scope.variables.size() < most_variables && left_ > 0)
      scope.variables.push_back(variable(shortened(name, longest_text), value, 0));
    else ++scope.more;
  }

  Variable variable(std::string name, Value value, unsigned depth) {
    --left_;
    Variable made;
    made.name = std::move(name);
    made.number = static_cast<std::uint32_t>(most_in_all - left_);
    if (made.number == wanted_) found_ = value;
    const auto* instance = as<Instance>(value);
    made.is_instance = instance != nullptr && is_of_program(*instance->cls());
    made.badge = note(value);
    const std::optional<Parts> parts = parts_of(value, most_parts);
    made.text = line_of(value, parts, depth);
    if (!made.text.empty()) return made;
    made.text = heading_of(value, parts->count);
    if (depth < deepest)
      for (const Part& part : parts->shown)
        if (left_ > 0) made.parts.push_back(variable(part.name, part.value, depth + 1));
    made.more = parts->count - made.parts.size();
    return made;
  }

  // --- identity

  /// Counts the object. Returns its index plus one, if its identity is worth showing.
  std::uint32_t note(Value value) {
    if (!value.is_object()) return 0;
    const TypeTag tag = value.object()->type_tag();
    const bool has_identity = tag == TypeTag::list || tag == TypeTag::dict || tag == TypeTag::set || tag == TypeTag::generator ||
                              tag == TypeTag::iterator || tag >= TypeTag::instance;
    if (!has_identity) return 0;
    const auto [place, is_new] = seen_.try_emplace(value.object(), static_cast<std::uint32_t>(counts_.size()));
    if (is_new) counts_.push_back(0);
    ++counts_[place->second];
    return place->second + 1;
  }

  /// Objects that appear more than once are numbered in the order of their first appearance.
  void number_badges(Variables& all) {
    std::uint32_t last = 0;
    for (std::uint32_t& count : counts_) count = count > 1 ? ++last : 0;
    for (VariableScope& scope : all.scopes) number_badges(scope.variables);
  }
  void number_badges(std::vector<Variable>& variables) {
    for (Variable& variable : variables) {
      if (variable.badge != 0) variable.badge = counts_[variable.badge - 1];
      number_badges(variable.parts);
    }
  }

  // --- texts

  /// The value in one line; empty if its parts must be listed.
  std::string line_of(Value value, const std::optional<Parts>& parts, unsigned depth) {
    if (!parts) return scalar(value);
    if (as<Instance>(value) != nullptr && as<ExceptionObject>(value) == nullptr)
      return parts->count == 0 ? heading_of(value, 0) : "";
    if (parts->count > parts->shown.size()) return "";
    std::string line;
    for (const Part& part : parts->shown) {
      if (parts_of(part.value, 1) && !(depth >= deepest)) return "";
      if (!line.empty()) line += ", ";
      if (as<Dict>(value) != nullptr) line += part.name.substr(1, part.name.size() - 2) + ": ";
      line += parts_of(part.value, 1) ? "…" : scalar(part.value);
      if (line.size() > longest_line) return "";
    }
    return bracketed(value, line, parts->count);
  }

  std::string bracketed(Value value, const std::string& line, std::size_t count) {
    switch (value.object()->type_tag()) {
      case TypeTag::list: return "[" + line + "]";
      case TypeTag::tuple: return "(" + line + (count == 1 ? ",)" : ")");
      case TypeTag::dict: return "{" + line + "}";
      case TypeTag::set: return count == 0 ? class_name(value) + "()" : "{" + line + "}";
      default: return class_name(value) + "(" + line + ")";
    }
  }

  std::string heading_of(Value value, std::size_t count) {
    const auto* instance = as<Instance>(value);
    const bool is_plain = instance != nullptr && (instance->payload() == nullptr || !instance->payload()->elements(1));
    return is_plain ? "<" + class_name(value) + " object>" : class_name(value) + " of " + std::to_string(count);
  }

  std::string class_name(Value value) { return shortened(vm_.class_of(value)->name->text, longest_text); }

  std::string scalar(Value value) {
    if (value.is_none()) return "None";
    if (value.is_bool()) return value.is_true() ? "True" : "False";
    if (value.is_int()) return std::to_string(value.as_int());
    switch (value.object()->type_tag()) {
      case TypeTag::str: return text_of_str(as<Str>(value)->text);
      case TypeTag::float_: return float_text(as<Float>(value)->value);
      case TypeTag::big_int: return bit_count(as<BigInt>(value)->value) < 256 ? int_text(vm_, value) : "<large int>";
      case TypeTag::range: {
        const auto& range = *as<Range>(value);
        if (range.wide != nullptr) break;
        return "range(" + std::to_string(range.start) + ", " + std::to_string(range.stop) +
               (range.step == 1 ? "" : ", " + std::to_string(range.step)) + ")";
      }
      case TypeTag::function: return "<function " + shortened(as<Function>(value)->name.get()->text, longest_text) + ">";
      case TypeTag::native: return "<function " + as<Native>(value)->name + ">";
      case TypeTag::bound_method: return "<method " + named(as<BoundMethod>(value)->function) + ">";
      case TypeTag::cls: return "<class " + shortened(as<Class>(value)->name.get()->text, longest_text) + ">";
      case TypeTag::module: return "<module " + as<Module>(value)->name + ">";
      case TypeTag::generator: return "<generator " + shortened(as<NamedGenerator>(value)->name->text, longest_text) + ">";
      default: break;
    }
    return "<" + class_name(value) + " object>";
  }

  static std::string named(Value function) {
    if (const auto* in_python = as<Function>(function)) return shortened(in_python->name.get()->text, longest_text);
    const auto* native = as<Native>(function);
    return native != nullptr ? native->name : "?";
  }

  static std::string text_of_str(std::string_view text) {
    const std::string shown = shortened(text, longest_line);
    return shown.size() == text.size() ? quoted(text) : quoted(text.substr(0, shown.size() - std::string_view("…").size())) + "…";
  }

  // --- parts

  static Parts elements(std::size_t count, std::size_t most, const auto& at) {
    Parts parts{{}, count};
    for (std::size_t i = 0; i < std::min(count, most); ++i) parts.shown.push_back({"[" + std::to_string(i) + "]", at(i)});
    return parts;
  }

  /// None if the value has no parts that are shown.
  std::optional<Parts> parts_of(Value value, std::size_t most) {
    if (!value.is_object()) return std::nullopt;
    switch (value.object()->type_tag()) {
      case TypeTag::list: return elements(as<List>(value)->items.size(), most, [&](auto i) { return as<List>(value)->items[i]; });
      case TypeTag::tuple:
        return elements(as<Tuple>(value)->items.size(), most, [&](auto i) { return as<Tuple>(value)->items[i]; });
      case TypeTag::exception: {
        const auto& items = as<ExceptionObject>(value)->arguments.get()->items;
        return elements(items.size(), most, [&](auto i) { return items[i]; });
      }
      case TypeTag::dict: return entries(*as<Dict>(value), most);
      case TypeTag::set: {
        Parts parts{{}, as<Set>(value)->size()};
        for (const Set::Entry& entry : as<Set>(value)->entries())
          if (!entry.key.is_undefined() && parts.shown.size() < most) parts.shown.push_back({"", entry.key});
        return parts;
      }
      case TypeTag::instance: return attributes(*as<Instance>(value), most);
      default: return std::nullopt;
    }
  }

  Parts entries(const Dict& dict, std::size_t most) {
    Parts parts{{}, dict.size()};
    for (const Dict::Entry& entry : dict.entries()) {
      if (!entry.live || parts.shown.size() == most) continue;
      parts.shown.push_back({"[" + (parts_of(entry.key, 1) ? "…" : scalar(entry.key)) + "]", entry.value});
    }
    return parts;
  }

  /// Those of an instance of one of the program's classes; the elements of a deque.
  std::optional<Parts> attributes(const Instance& instance, std::size_t most) {
    if (instance.payload() != nullptr) {
      if (const auto found = instance.payload()->elements(most)) {
        Parts parts = elements(found->first.size(), most, [&](auto i) { return found->first[i]; });
        parts.count = found->second;
        return parts;
      }
    }
    if (!is_of_program(*instance.cls())) return std::nullopt;
    // The private attributes of threading.Thread and the like are not the program's.
    const bool hides_private = std::ranges::any_of(
        instance.cls()->mro, [&](const Class* cls) { return cls != vm_.classes.object && !is_of_program(*cls); });
    Parts parts;
    for (const NameTable::Entry& entry : instance.attributes.in_order()) {
      if (hides_private && entry.name->text.starts_with('_')) continue;
      if (++parts.count <= most) parts.shown.push_back({"." + shortened(entry.name->text, longest_text), entry.value});
    }
    return parts;
  }

  bool is_of_program(const Class& cls) const {
    const auto* module = as<Str>(cls.names.get(vm_.names.module));
    return module != nullptr && std::string_view(module->text) == "__main__";
  }

  Vm& vm_;
  const std::uint32_t wanted_;
  Value found_;
  std::size_t left_ = most_in_all;
  std::unordered_map<const Object*, std::uint32_t> seen_;  ///< The objects' places in counts_.
  std::vector<std::uint32_t> counts_;                      ///< How often each appears; at the end, its badge.
};

/// Returns whether any of them has changed.
bool mark(std::vector<Variable>& now, const std::vector<Variable>* before) {
  bool any = false;
  for (std::size_t i = 0; i < now.size(); ++i) {
    Variable& variable = now[i];
    const Variable* old = nullptr;
    if (before != nullptr) {
      // The elements of a set have no names, and are found by their texts.
      const auto same = [&](const Variable& each) {
        return each.name == variable.name && (!each.name.empty() || each.text == variable.text);
      };
      const auto found = i < before->size() && same((*before)[i]) ? before->begin() + static_cast<std::ptrdiff_t>(i)
                                                                  : std::ranges::find_if(*before, same);
      if (found != before->end()) old = &*found;
    }
    variable.changed = mark(variable.parts, old != nullptr ? &old->parts : nullptr) || old == nullptr ||
                       old->text != variable.text || old->more != variable.more || old->parts.size() != variable.parts.size();
    any = any || variable.changed;
  }
  return any;
}

}  // namespace

Variables read_variables(Vm& vm) { return VariableReader(vm).read(); }

std::string short_text(Vm& vm, Value value) { return VariableReader(vm).text_of(value); }

Value find_variable(Vm& vm, std::uint32_t number) {
  VariableReader reader(vm, number);
  reader.read();
  return reader.found();
}

void mark_changes(Variables& now, const Variables& before) {
  // The calls of a thread are listed innermost first, so that they are counted from the end.
  const auto depth_of = [](const Variables& all, const VariableScope& scope) {
    return std::ranges::count_if(std::span(&scope, all.scopes.data() + all.scopes.size()),
                                 [&](const VariableScope& each) { return each.thread == scope.thread; });
  };
  for (VariableScope& scope : now.scopes) {
    const std::vector<Variable>* old = nullptr;
    for (const VariableScope& each : before.scopes)
      if (each.thread == scope.thread && each.function == scope.function && depth_of(before, each) == depth_of(now, scope))
        old = &each.variables;
    mark(scope.variables, old);
  }
}

bool is_begin(const CodeObject& code, std::size_t instruction) noexcept {
  return code.instructions[instruction].opcode() == Opcode::begin_program_;
}

bool is_at_begin(const Vm& vm) noexcept {
  const Frame* frame = vm.threads().front()->frame();
  return frame != nullptr && is_begin(*frame->code->code, frame->next);
}

ThreadPlace place_in(const Vm& vm, const CodeObject& code, std::size_t instruction) {
  ThreadPlace place{.thread = 1, .line = code.lines[instruction]};
  const std::shared_ptr<const std::string> source = code.source != nullptr ? code.source : vm.source(code.filename);
  std::string_view text = source != nullptr ? source_line(*source, place.line) : std::string_view();
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  place.text = shortened(text, 2 * longest_text);
  return place;
}

std::vector<ThreadPlace> read_places(Vm& vm) {
  std::vector<ThreadPlace> places;
  for (const auto& thread : vm.threads()) {
    const Frame* frame = program_frame(*thread);
    ThreadPlace place;
    if (frame != nullptr) {
      const bool in_call = !goes_on(*thread, *frame);
      place = place_in(vm, *frame->code->code, in_call && frame->next > 0 ? frame->next - 1 : frame->next);
      place.in_call = in_call;
    }
    place.thread = thread->waiter().thread();
    places.push_back(std::move(place));
  }
  return places;
}

}  // namespace threadbox::script
