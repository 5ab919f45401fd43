#include "explore/notes.h"

#include "script/machine/output.h"
#include "script/runners/variables.h"
#include "script/values/iterators.h"

#include <threadbox/sync/sync_object.h>

#include <algorithm>
#include <span>
#include <string_view>

namespace threadbox::explore {

namespace {

using namespace script;

constexpr std::size_t most_elements = 64;

/// A verb, the noun for it, and the native functions of primitives that it is said of.
struct Verb {
  const char* verb;
  const char* noun;
  std::vector<std::string_view> natives;
};

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> all = {
      {"takes", "acquire of", {"acquire", "acquire_lock", "__enter__", "rlock_acquire"}},
      {"does not get", "attempt to get", {}},
      {"releases", "release of", {"release", "release_lock", "__exit__", "rlock_release", "rlock_exit"}},
      {"looks at",
       "look at",
       {"locked", "locked_lock", "semaphore_value", "event_is_set", "barrier_n_waiting", "barrier_broken", "thread_is_alive",
        "simple_queue_size", "condition_n_waiting", "is_set"}},
      {"takes a permit of", "acquire of", {"semaphore_acquire"}},
      {"gives a permit to", "release of", {"semaphore_release"}},
      {"waits for", "wait for", {"condition_wait", "event_wait", "wait"}},
      {"notifies", "notify of", {"condition_notify", "condition_notify_all", "notify", "notify_all"}},
      {"sets", "set of", {"event_set", "set"}},
      {"clears", "clear of", {"event_clear", "clear"}},
      {"arrives at", "arrival at", {"barrier_wait"}},
      {"aborts", "abort of", {"barrier_abort"}},
      {"resets", "reset of", {"barrier_reset"}},
      {"starts", "start of", {"thread_start"}},
      {"joins", "join of", {"thread_join"}},
      {"puts an item into", "put into", {"simple_queue_put"}},
      {"takes an item from", "get from", {"simple_queue_get"}},
      {"prints", "print of", {"print", "write_output", "write_error", "stream_write"}},
      {"reads", "read of", {}},
      {"writes", "write of", {}},
      {"deletes", "deletion of", {}},
      {"looks into", "look into", {}},
      {"calls", "call of", {}},
  };
  return all;
}

const char* verb_of_native(std::string_view name) {
  for (const Verb& each : verbs())
    if (std::ranges::find(each.natives, name) != each.natives.end()) return each.verb;
  return nullptr;
}

bool is_definition(Value value) noexcept {
  if (!value.is_object()) return false;
  const TypeTag tag = value.object()->type_tag();
  return tag == TypeTag::function || tag == TypeTag::native || tag == TypeTag::cls || tag == TypeTag::module;
}

bool is_same(Value value, const Object& object) noexcept { return value.is_object() && value.object() == &object; }

/// Describes one instruction.
class Reader {
 public:
  Reader(VmThread& thread, const Description& description)
      : vm_(thread.vm), frame_(*thread.frame()), program_(&frame_), description_(description) {
    while (program_ != nullptr && is_prelude(*program_->code->code)) program_ = program_->below;
  }

  std::optional<Note> read() {
    if (program_ == nullptr) return std::nullopt;
    const bool is_inner = program_ != &frame_;
    const std::uint32_t at = is_inner && program_->next > 0 ? program_->next - 1 : program_->next;
    note_.line = program_->code->code->lines[at];
    const Instruction instruction = frame_.code->start[frame_.next];
    if (is_inner) read_primitive(instruction);
    else read_own(instruction);
    if (note_.verb.empty()) return std::nullopt;
    for (const Access& access : description_.accesses) note_.places.push_back(access.place);
    return std::move(note_);
  }

 private:
  void say(const char* verb, std::string what, Value value = Value::undefined()) {
    note_.verb = verb;
    note_.what = std::move(what);
    note_.value = short_text(vm_, value);
  }

  /// A call in a module of Threadbox: the operation of a primitive.
  void read_primitive(Instruction instruction) {
    using enum Opcode;
    const std::uint32_t n = instruction.operand();
    const Value* top = frame_.top;
    if (instruction.opcode() == call_) read_native(top[-static_cast<std::ptrdiff_t>(n) - 2], operands(n, false), false);
    if (instruction.opcode() == call_kw_) read_native(top[-static_cast<std::ptrdiff_t>(n) - 3], operands(n, true), false);
    if (instruction.opcode() == call_ex_) {
      const Value* place = top - (n != 0 ? 4 : 3);
      const auto* given = as<Tuple>(place[2]);
      std::vector<Value> arguments;
      if (!place[1].is_undefined()) arguments.push_back(place[1]);
      if (given != nullptr) arguments.insert(arguments.end(), given->items.begin(), given->items.end());
      read_native(place[0], std::move(arguments), false);
    }
    if (instruction.opcode() == with_except_start_) {
      const Value self[] = {top[-3]};
      read_native(top[-4], {self, self + 1}, false);
    }
  }

  void read_own(Instruction instruction) {
    using enum Opcode;
    const std::uint32_t n = instruction.operand();
    const Value* top = frame_.top;
    switch (instruction.opcode()) {
      case load_cell_:
      case store_cell_:
      case delete_cell_: {
        const auto* cell = as<Cell>(frame_.slots[n]);
        const std::string& name = frame_.code->code->slot_names[n];
        if (cell == nullptr || (instruction.opcode() == load_cell_ && is_definition(cell->value))) break;
        if (instruction.opcode() == delete_cell_) say("deletes", name);
        else if (instruction.opcode() == load_cell_) say("reads", name, cell->value);
        else say("writes", name, top[-1]);
        break;
      }
      case load_global_: {
        const Value value = frame_.module->names.get(frame_.code->names[n]);
        if (!value.is_undefined() && !is_definition(value)) say("reads", name(n), value);
        break;
      }
      case store_global_: say("writes", name(n), top[-1]); break;
      case delete_global_: say("deletes", name(n)); break;
      case load_attr_:
      case load_method_: {
        NameTable* own = top[-1].is_object() ? top[-1].object()->own_attributes() : nullptr;
        const Value value = own != nullptr ? own->resolved().get(frame_.code->names[n]) : Value::undefined();
        if (!value.is_undefined() && !is_definition(value)) say("reads", named(top[-1]) + "." + name(n), value);
        break;
      }
      case store_attr_: say("writes", named(top[-1]) + "." + name(n), top[-2]); break;
      case delete_attr_: say("deletes", named(top[-1]) + "." + name(n)); break;
      case load_subscr_: say("reads", named(top[-2]) + "[" + short_text(vm_, top[-1]) + "]", item(top[-2], top[-1])); break;
      case store_subscr_: say("writes", named(top[-2]) + "[" + short_text(vm_, top[-1]) + "]", top[-3]); break;
      case delete_subscr_: say("deletes", named(top[-2]) + "[" + short_text(vm_, top[-1]) + "]"); break;
      case contains_op_: say("looks into", named(top[-1]) + " for " + short_text(vm_, top[-2])); break;
      case for_iter_: {
        const auto* any = as<Iterator>(top[-1]);
        if (any == nullptr || any->kind != Iterator::Kind::list) break;
        const auto& over = static_cast<const ListIterator&>(*any);
        if (over.at == ended) break;
        const bool has_item = over.at < over.list->items.size();
        say("reads", named(Value(over.list)) + "[" + std::to_string(over.at) + "]",
            has_item ? over.list->items[over.at] : Value::undefined());
        break;
      }
      case call_: read_native(top[-static_cast<std::ptrdiff_t>(n) - 2], operands(n, false), true); break;
      case call_kw_: read_native(top[-static_cast<std::ptrdiff_t>(n) - 3], operands(n, true), true); break;
      case with_except_start_: {
        const Value self[] = {top[-3]};
        read_native(top[-4], {self, self + 1}, true);
        break;
      }
      default:
        // What looks at a whole container: a test of its truth, a comparison, an iteration.
        // Of two, the one that has a name: the other is a literal.
        for (const bool may_be_literal : {false, true})
          for (const Value operand : {top[-1], frame_.depth() > 1 ? top[-2] : Value::undefined()}) {
            if (!note_.verb.empty() || !operand.is_object() || !is_container(operand)) continue;
            if (const std::string what = named(operand); may_be_literal || what != unnamed(operand)) say("reads", what, operand);
          }
    }
  }

  static bool is_container(Value value) noexcept {
    const TypeTag tag = value.object()->type_tag();
    return tag == TypeTag::list || tag == TypeTag::dict || tag == TypeTag::set || as<DictView>(value) != nullptr;
  }

  static std::size_t size_of(Value value) {
    if (const auto* list = as<List>(value)) return list->items.size();
    if (const auto* dict = as<Dict>(value)) return dict->size();
    if (const auto* set = as<Set>(value)) return set->size();
    return as<DictView>(value)->dict->size();
  }

  [[nodiscard]] std::vector<Value> operands(std::uint32_t n, bool named) const {
    const Value* place = frame_.top - n - (named ? 1 : 0) - 1;
    std::vector<Value> all;
    if (!place[0].is_undefined()) all.push_back(place[0]);
    all.insert(all.end(), place + 1, place + 1 + n);
    return all;
  }

  void read_native(Value callable, std::vector<Value> arguments, bool is_own) {
    if (const auto* method = as<BoundMethod>(callable)) {
      arguments.insert(arguments.begin(), method->self);
      callable = method->function;
    }
    const Value self = arguments.empty() ? Value::undefined() : arguments.front();
    if (const auto* function = as<Function>(callable)) {
      if (description_.stands_for_all) read_queue(function->name.get()->text, self, arguments);
      return;
    }
    const auto* native = as<script::Native>(callable);
    const std::string name = native != nullptr                ? native->name
                             : as<Class>(callable) != nullptr ? std::string(as<Class>(callable)->name.get()->text)
                                                              : std::string();
    if (name.empty()) return;
    const SyncObject* sync = self.is_object() ? self.object()->sync() : nullptr;
    const char* verb = verb_of_native(name);
    if (verb != nullptr && std::string_view(verb) == "prints") {
      note_.verb = verb;
      for (const Value argument : std::span(arguments).subspan(is_own ? 0 : 1))
        note_.what += (note_.what.empty() ? "" : " ") + short_text(vm_, argument);
      return;
    }
    if (verb != nullptr && sync != nullptr && sync->id() == 0) return;  // A module's own, which the log does not show.
    if (verb != nullptr && sync != nullptr) {
      const bool failed = std::string_view(verb) == "takes" && !description_.accesses.empty() &&
                          description_.accesses.front().mode == Access::Mode::read;
      note_.verb = failed ? "does not get" : verb;
      note_.object = sync->id();
      return;
    }
    if (!is_own || description_.accesses.empty()) return;
    const bool is_method =
        native != nullptr && self.is_object() &&
        (native->owner == class_name(self) || (native->owner.starts_with("_") && as<Instance>(self) != nullptr));
    if (is_method) {
      say("calls", named(self) + "." + name + "(" + listed(std::span(arguments).subspan(1)) + ")");
    } else if (name == "len" && self.is_object() && is_container(self)) {
      say("reads", "len(" + named(self) + ")", Value::integer(static_cast<std::int64_t>(size_of(self))));
    } else {
      std::string text;
      for (const Value argument : arguments)
        text += (text.empty() ? "" : ", ") +
                (argument.is_object() && is_container(argument) ? named(argument) : short_text(vm_, argument));
      say("calls", name + "(" + text + ")");
    }
  }

  void read_queue(std::string_view method, Value self, std::span<const Value> arguments) {
    if (method.starts_with("put") && arguments.size() > 1) say("puts an item into", named(self), arguments[1]);
    else if (method.starts_with("get")) say("takes an item from", named(self));
    else say("calls", named(self) + "." + std::string(method) + "()");
    if (self.is_object() && self.object()->sync() != nullptr) note_.object = self.object()->sync()->id();
  }

  std::string listed(std::span<const Value> values) {
    std::string text;
    for (const Value value : values) text += (text.empty() ? "" : ", ") + short_text(vm_, value);
    return text;
  }

  Value item(Value container, Value index) {
    try {
      if (const auto* list = as<List>(container); list != nullptr && index.is_int()) {
        const auto size = static_cast<std::int64_t>(list->items.size());
        const std::int64_t at = index.as_int() < 0 ? index.as_int() + size : index.as_int();
        return at >= 0 && at < size ? list->items[static_cast<std::size_t>(at)] : Value::undefined();
      }
      // A key whose __eq__ is in Python is not looked up.
      if (const auto* dict = as<Dict>(container); dict != nullptr && (index.is_int() || as<Str>(index) != nullptr))
        for (const Dict::Entry& entry : dict->entries())
          if (entry.live && (entry.key.word() == index.word() ||
                             (as<Str>(entry.key) != nullptr && as<Str>(index) != nullptr &&
                              std::string_view(as<Str>(entry.key)->text) == std::string_view(as<Str>(index)->text))))
            return entry.value;
    } catch (const Raised&) {}
    return Value::undefined();
  }

  [[nodiscard]] std::string class_name(Value value) const { return std::string(vm_.class_of(value)->name.get()->text); }
  [[nodiscard]] std::string name(std::uint32_t n) const { return std::string(frame_.code->names[n]->text); }

  // --- how the program reaches an object

  std::string named(Value value) {
    if (!value.is_object()) return short_text(vm_, value);
    const Object& object = *value.object();
    if (const auto* view = as<DictView>(value)) return named(Value(view->dict));
    if (const auto* module = as<Module>(value)) return module->name;
    if (const auto* cls = as<Class>(value)) return std::string(cls->name.get()->text);
    for (const NameTable::Entry& entry : vm_.main_module->names.in_order())
      if (is_same(entry.value, object)) return std::string(entry.name->text);
    for (const NameTable::Entry& entry : vm_.main_module->names.in_order())
      if (const std::string part = within(entry.value, object); !part.empty()) return std::string(entry.name->text) + part;
    const auto& slot_names = program_->code->code->slot_names;
    for (std::size_t i = 0; i < slot_names.size(); ++i) {
      Value local = program_->slots[i];
      if (const auto* cell = as<Cell>(local)) local = cell->value;
      if (is_same(local, object)) return slot_names[i];
    }
    for (std::size_t i = 0; i < slot_names.size(); ++i)
      if (const std::string part = within(program_->slots[i], object); !part.empty()) return slot_names[i] + part;
    return unnamed(value);
  }

  [[nodiscard]] std::string unnamed(Value value) const { return "a " + class_name(value); }

  /// ".balance" or "[0]" if the object is directly in the value; else empty.
  std::string within(Value value, const Object& object) {
    if (!value.is_object()) return {};
    if (const auto* list = as<List>(value)) {
      for (std::size_t i = 0; i < std::min(list->items.size(), most_elements); ++i)
        if (is_same(list->items[i], object)) return "[" + std::to_string(i) + "]";
    } else if (const auto* dict = as<Dict>(value)) {
      for (const Dict::Entry& entry : dict->entries())
        if (entry.live && is_same(entry.value, object)) return "[" + short_text(vm_, entry.key) + "]";
    } else if (const auto* instance = as<Instance>(value)) {
      for (const NameTable::Entry& entry : instance->attributes.in_order())
        if (is_same(entry.value, object)) return "." + std::string(entry.name->text);
    }
    return {};
  }

  Vm& vm_;
  const Frame& frame_;
  const Frame* program_;  ///< The innermost frame of the program; null: none.
  const Description& description_;
  Note note_;
};

}  // namespace

std::optional<Note> note_of(script::VmThread& thread, const script::Description& description) {
  return Reader(thread, description).read();
}

Standing standing_of(script::VmThread& thread, const script::Description* description) {
  Standing standing{.thread = thread.waiter().thread()};
  const Frame* frame = thread.frame();
  const bool is_inner = frame != nullptr && is_prelude(*frame->code->code);
  while (frame != nullptr && is_prelude(*frame->code->code)) frame = frame->below;
  if (frame == nullptr) return standing;
  const bool has_begun = is_inner || description == nullptr;
  standing.line = frame->code->code->lines[has_begun && frame->next > 0 ? frame->next - 1 : frame->next];
  if (description == nullptr) return standing;
  if (const std::optional<Note> note = note_of(thread, *description)) {
    standing.verb = note->verb;
    // An argument, an index or what is printed is a value.
    standing.what = note->verb == "prints" ? "" : note->what.substr(0, note->what.find_first_of("([ "));
  }
  return standing;
}

std::string phrase_of(const Note& note) {
  return note.verb + (note.what.empty() ? "" : " " + note.what) + (note.value.empty() ? "" : ": " + note.value);
}

std::string noun_of(const std::string& verb) {
  const auto found = std::ranges::find_if(verbs(), [&](const Verb& each) { return verb == each.verb; });
  return found != verbs().end() ? found->noun : verb;
}

}  // namespace threadbox::explore
