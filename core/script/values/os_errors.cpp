#include "script/values/os_errors.h"

#include "script/values/integers.h"
#include "script/values/repr.h"
#include "script/values/universe.h"

#include <algorithm>
#include <string_view>

namespace threadbox::script {

namespace {

struct Numbered {
  std::int64_t number;
  std::string_view type;
};

// Linux's numbers on every platform, so that a program prints the same everywhere.
constexpr Numbered types[] = {
    {1, "PermissionError"},        {2, "FileNotFoundError"},  {3, "ProcessLookupError"}, {4, "InterruptedError"},
    {10, "ChildProcessError"},     {11, "BlockingIOError"},   {13, "PermissionError"},   {17, "FileExistsError"},
    {20, "NotADirectoryError"},    {21, "IsADirectoryError"}, {32, "BrokenPipeError"},   {103, "ConnectionAbortedError"},
    {104, "ConnectionResetError"}, {108, "BrokenPipeError"},  {110, "TimeoutError"},     {111, "ConnectionRefusedError"},
    {114, "BlockingIOError"},      {115, "BlockingIOError"},
};

bool has_number(std::span<const Value> arguments) noexcept { return arguments.size() >= 2 && arguments.size() <= 5; }

/// Whether the arguments are left to __init__: so if the class overrides __init__ but not __new__.
bool leaves_arguments_to_init(const Universe& universe, const Class& cls) {
  return as<Native>(cls.lookup(universe.names.init)) == nullptr && as<Native>(cls.lookup(universe.names.new_)) != nullptr;
}

/// Stores two to five arguments as the attributes of the exception; any other number only as `args`.
void set_os_error(Universe& universe, ExceptionObject& error, std::span<const Value> arguments) {
  SystemFailure& failure = *error.failure;
  if (has_number(arguments)) {
    failure.number = arguments[0];
    failure.text = arguments[1];
    if (arguments.size() > 2 && !arguments[2].is_none()) {
      failure.file = arguments[2];
      if (arguments.size() > 4) failure.second_file = arguments[4];
      arguments = arguments.first(2);
    }
  }
  error.arguments = universe.tuple({arguments.begin(), arguments.end()});
}

}  // namespace

ExceptionObject* make_os_error(Universe& universe, Class& cls, std::span<const Value> arguments) {
  Class* made_class = &cls;
  if (&cls == universe.exception_class("OSError") && has_number(arguments) && is_small(arguments[0])) {
    const auto* found = std::ranges::find(types, small(arguments[0]), &Numbered::number);
    if (found != std::end(types)) made_class = universe.exception_class(found->type);
  }
  auto* error = universe.heap().make<ExceptionObject>(made_class, universe.tuple({}));
  error->failure = std::make_unique<SystemFailure>();
  if (!leaves_arguments_to_init(universe, cls)) set_os_error(universe, *error, arguments);
  return error;
}

void init_os_error(Universe& universe, ExceptionObject& error, std::span<const Value> arguments) {
  if (leaves_arguments_to_init(universe, *error.cls())) set_os_error(universe, error, arguments);
}

std::string os_error_text(Universe& universe, const SystemFailure& failure) {
  const Value number = failure.number, text = failure.text, file = failure.file, second_file = failure.second_file;
  if (file.is_undefined() && (number.is_undefined() || text.is_undefined())) return "";
  const auto shown = [&](Value value) { return value.is_undefined() ? "None" : str(universe, value); };
  std::string made = "[Errno " + shown(number) + "] " + shown(text);
  if (!file.is_undefined()) made += ": " + repr(universe, file);
  if (!second_file.is_undefined()) made += " -> " + repr(universe, second_file);
  return made;
}

}  // namespace threadbox::script
