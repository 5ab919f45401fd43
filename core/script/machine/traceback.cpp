#include "script/machine/traceback.h"

#include "script/compile/diagnostic.h"
#include "script/machine/output.h"
#include "script/machine/suggestions.h"
#include "script/machine/vm.h"
#include "script/text/utf8.h"
#include "script/values/critical_section.h"
#include "script/values/repr.h"
#include "script/values/syntax_errors.h"

#include <algorithm>
#include <utility>

namespace threadbox::script {

namespace {

constexpr std::size_t most_repeats = 3;

std::string place_text(const Vm& vm, const ExceptionObject::Place& place) {
  const CodeObject& code = *place.code->code;
  std::string text = "  File \"" + code.filename + "\", line " + std::to_string(place.line) + ", in " + code.name + "\n";
  std::shared_ptr<const std::string> source;
  const std::string_view line = place_line(vm, place, source);
  return line.empty() ? text : text + "    " + std::string(line) + "\n";
}

/// Selects the frames that CPython's traceback would have, innermost first: without the prelude's, and without a comprehension's, which is
/// part of its enclosing function there and determines that frame's line.
std::vector<ExceptionObject::Place> shown_places(const std::vector<ExceptionObject::Place>& all) {
  std::vector<ExceptionObject::Place> places;
  std::uint32_t line = 0;  // The line in a comprehension of this frame; 0 if there is none.
  for (ExceptionObject::Place place : all) {
    if (is_prelude(*place.code->code)) continue;
    const std::string& name = place.code->code->name;
    const bool inlined = name == "<listcomp>" || name == "<setcomp>" || name == "<dictcomp>";
    if (line != 0) place.line = line;
    line = inlined ? place.line : 0;
    if (!inlined) places.push_back(place);
  }
  return places;
}

/// The frames that the exception has left, outermost first.
std::vector<ExceptionObject::Place> places_of(const Vm& vm, const ExceptionObject& exception) {
  std::vector<ExceptionObject::Place> places;
  const Traceback* further_in = nullptr;
  {
    const CriticalSection section(vm, exception);
    places = shown_places(exception.traceback);
    further_in = exception.traceback_object;
  }
  std::ranges::reverse(places);
  for (; further_in != nullptr; further_in = further_in->next) places.push_back(further_in->place);
  return places;
}

}  // namespace

std::string_view place_line(const Vm& vm, const ExceptionObject::Place& place, std::shared_ptr<const std::string>& source) {
  const CodeObject& code = *place.code->code;
  source = code.source != nullptr ? code.source : vm.source(code.filename);
  if (source == nullptr) return {};
  std::string_view line = source_line(*source, place.line);
  const std::size_t first = line.find_first_not_of(" \t\f");
  if (first == std::string_view::npos) return {};
  line.remove_prefix(first);
  while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
  return line;
}

std::string call_stack_text(const VmThread& thread) {
  std::string text;
  for (const Frame* frame = thread.frame(); frame != nullptr; frame = frame->below) {
    const CodeObject& code = *frame->code->code;
    if (is_prelude(code)) continue;
    const std::uint32_t next = frame->next;
    text = place_text(thread.vm, {frame->code, code.lines[next > 0 ? next - 1 : 0]}) + text;
  }
  return text;
}

std::vector<std::string> traceback_texts(const Vm& vm, const ExceptionObject& exception) {
  std::vector<std::string> texts = {"Traceback (most recent call last):\n"};
  std::string last;
  std::size_t repeats = 0;
  const auto close_repeats = [&] {
    if (repeats <= most_repeats) return;
    const std::size_t more = repeats - most_repeats;
    texts.push_back("  [Previous line repeated " + std::to_string(more) + " more time" + (more == 1 ? "" : "s") + "]\n");
  };
  for (const ExceptionObject::Place& place : places_of(vm, exception)) {
    std::string next = place_text(vm, place);
    if (next != last) {
      close_repeats();
      repeats = 0;
      last = next;
    }
    if (++repeats <= most_repeats) texts.push_back(std::move(next));
  }
  close_repeats();
  if (texts.size() == 1) texts.clear();
  return texts;
}

namespace {

std::string last_line(Vm& vm, const ExceptionObject& exception) {
  const bool has_traceback = !exception.traceback.empty() || exception.traceback_object.get() != nullptr;
  const Class* cls = exception.cls();
  // The program may have set it to something that is not a string.
  const Value given = cls->names.get(vm.names.module);
  if (!given.is_undefined() && as<Str>(given) == nullptr) throw NeedsFallback{};
  const std::string_view named = given.is_undefined() ? std::string_view(cls->module) : std::string_view(as<Str>(given)->text);
  const std::string module = named == "builtins" || named == "__main__" ? "" : std::string(named) + ".";
  const Value value(const_cast<ExceptionObject*>(&exception));
  std::string place, message;
  if (is_syntax_error(vm, exception)) {
    place = syntax_error_place(vm, exception);
    message = syntax_error_message(vm, exception);
  } else {
    message = str(vm, value) + suggestion(vm, exception, has_traceback);
  }
  if (!exception.attributes.get(vm.intern("__notes__")).is_undefined()) throw NeedsFallback{};
  const auto* name = as<Str>(cls->names.get(vm.names.qualname));
  return place + module + (name != nullptr ? name->text : cls->name->text) + (message.empty() ? "" : ": " + message) + "\n";
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
  for (const std::string& part : traceback_texts(vm, exception)) text += part;
  return text + last_line(vm, exception);
}

}  // namespace

Value traceback_of(Vm& vm, Value value) {
  auto& exception = *as<ExceptionObject>(value);
  while (true) {
    const auto [left, further_in] = [&] {
      const CriticalSection section(vm, exception);
      return std::pair(exception.traceback, exception.traceback_object.get());
    }();
    Traceback* outermost = further_in;
    for (const ExceptionObject::Place& place : shown_places(left))
      outermost = vm.heap().make<Traceback>(vm.classes.traceback, place, outermost);
    const CriticalSection section(vm, exception);
    // Another thread may have raised the exception, or made its traceback, meanwhile.
    if (exception.traceback.size() != left.size() || exception.traceback_object.get() != further_in) continue;
    exception.traceback.clear();
    exception.traceback_object = outermost;
    return outermost == nullptr ? Value::none() : Value(outermost);
  }
}

void set_traceback(Vm& vm, ExceptionObject& exception, Value traceback) {
  auto* object = as<Traceback>(traceback);
  if (object == nullptr && !traceback.is_none()) vm.raise("TypeError", "__traceback__ must be a traceback or None");
  const CriticalSection section(vm, exception);
  exception.traceback.clear();
  exception.traceback_object = object;
}

RaisedLine raised_line(Vm& vm, const ExceptionObject& exception) {
  constexpr std::size_t longest = 200;
  RaisedLine result{exception.cls()->name->text, 0};
  try {
    result.text = last_line(vm, exception);
    if (is_syntax_error(vm, exception)) result.text.erase(0, syntax_error_place(vm, exception).size());
  } catch (const NeedsFallback&) {
    // The type's name remains.
  } catch (const Raised&) {
    // Likewise.
  }
  result.text.resize(std::min(result.text.find('\n'), result.text.size()));
  if (result.text.size() > longest) result.text = result.text.substr(0, code_point_before(result.text, longest)) + "…";
  const std::vector<ExceptionObject::Place> places = places_of(vm, exception);
  if (!places.empty()) result.line = places.back().line;
  return result;
}

std::string format_exception(Vm& vm, Value exception) { return chain(vm, *static_cast<ExceptionObject*>(exception.object()), 0); }

}  // namespace threadbox::script
