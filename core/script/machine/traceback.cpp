#include "script/machine/interpreter.h"

#include "script/compile/diagnostic.h"
#include "script/machine/suggestions.h"
#include "script/values/held.h"
#include "script/values/operators.h"

namespace threadbox::script {

namespace {

constexpr std::size_t most_repeats = 3;

std::string place_text(const Vm& vm, const ExceptionObject::Place& place) {
  std::string text = "  File \"" + place.code->filename + "\", line " + std::to_string(place.line) + ", in " +
                     place.code->name + "\n";
  const auto source = vm.source(place.code->filename);
  if (source == nullptr) return text;
  std::string_view line = source_line(*source, place.line);
  const std::size_t first = line.find_first_not_of(" \t\f");
  if (first == std::string_view::npos) return text;
  line.remove_prefix(first);
  while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
  return text + "    " + std::string(line) + "\n";
}

/// The frames as CPython has them, innermost first: none of the prelude's, and none for a comprehension, which is part of
/// the function that it stands in, and gives that its line.
std::vector<ExceptionObject::Place> shown_places(const Vm& vm, const ExceptionObject& exception) {
  std::vector<ExceptionObject::Place> places;
  std::uint32_t line = 0;  // Of a comprehension in this frame; 0: there is none.
  for (ExceptionObject::Place place : Steady(vm, exception, exception.traceback)) {
    if (is_prelude(*place.code)) continue;
    const std::string& name = place.code->name;
    const bool inlined = name == "<listcomp>" || name == "<setcomp>" || name == "<dictcomp>";
    if (line != 0) place.line = line;
    line = inlined ? place.line : 0;
    if (inlined) continue;
    places.push_back(std::move(place));
  }
  return places;
}

}  // namespace

std::string call_stack_text(const VmThread& thread) {
  std::string text;
  for (const Frame* frame = thread.frame(); frame != nullptr; frame = frame->below) {
    const auto& code = frame->code->code;
    if (is_prelude(*code)) continue;
    const std::uint32_t next = frame->next;
    text = place_text(thread.vm, {code, code->positions[next > 0 ? next - 1 : 0].line}) + text;
  }
  return text;
}

std::string traceback_text(const Vm& vm, const ExceptionObject& exception) {
  std::string text;
  std::string last;
  std::size_t repeats = 0;
  const auto close_repeats = [&] {
    if (repeats > most_repeats) {
      const std::size_t more = repeats - most_repeats;
      text += "  [Previous line repeated " + std::to_string(more) + " more time" + (more == 1 ? "" : "s") + "]\n";
    }
  };
  const auto places = shown_places(vm, exception);
  for (auto place = places.rbegin(); place != places.rend(); ++place) {
    const std::string next = place_text(vm, *place);
    if (next != last) {
      close_repeats();
      repeats = 0;
      last = next;
    }
    if (++repeats <= most_repeats) text += next;
  }
  close_repeats();
  return text.empty() ? text : "Traceback (most recent call last):\n" + text;
}

namespace {

std::string last_line(Vm& vm, const ExceptionObject& exception) {
  const bool has_traceback = !exception.traceback.empty();
  const Class* cls = exception.cls();
  const std::string module = cls->module == "builtins" || cls->module == "__main__" ? "" : cls->module + ".";
  const Value value(const_cast<ExceptionObject*>(&exception));
  const std::string message = str(vm, value) + suggestion(vm, exception, has_traceback);
  if (!exception.attributes.get(vm.intern("__notes__")).is_undefined()) throw NeedsPython{};
  const auto* name = as<Str>(cls->names.get(vm.names.qualname));
  return module + (name != nullptr ? name->text : cls->name->text) + (message.empty() ? "" : ": " + message) + "\n";
}

std::string chain(Vm& vm, const ExceptionObject& exception, int depth) {
  std::string text;
  if (depth < 20) {
    const Value cause = exception.cause;
    const bool has_cause = !cause.is_none();
    const Value before = has_cause ? cause : exception.suppress_context ? Value::none() : exception.context.get();
    if (!before.is_none()) {
      text = chain(vm, *static_cast<ExceptionObject*>(before.object()), depth + 1);
      text += has_cause ? "\nThe above exception was the direct cause of the following exception:\n\n"
                        : "\nDuring handling of the above exception, another exception occurred:\n\n";
    }
  }
  return text + traceback_text(vm, exception) + last_line(vm, exception);
}

}  // namespace

Value traceback_of(Vm& vm, Value exception) {
  Traceback* outermost = nullptr;
  for (const ExceptionObject::Place& place : shown_places(vm, *as<ExceptionObject>(exception)))
    outermost = vm.heap().make<Traceback>(vm.classes.traceback, place, outermost);
  return outermost == nullptr ? Value::none() : Value(outermost);
}

std::string format_exception(Vm& vm, Value exception) {
  return chain(vm, *static_cast<ExceptionObject*>(exception.object()), 0);
}

}  // namespace threadbox::script
