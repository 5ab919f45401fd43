#include "script/natives/file_work.h"
#include "script/values/conversion.h"

#include <vector>

namespace threadbox::script {

namespace {

// The functions of os over the run's files. Each releases the GIL, as in CPython.

Value make_folder(Call& call) {
  const std::string path = path_argument(call, 0);
  call.vm.heap().charge(sizeof(FileSystem::Node) + path.size());
  check_file(call, call.vm.files->make_folder(path, file_time(call)), 0);
  return after_work(call, OperationKind::files);
}

Value remove(Call& call) {
  check_file(call, call.vm.files->remove_file(path_argument(call, 0)), 0);
  return after_work(call, OperationKind::files);
}

Value remove_folder(Call& call) {
  check_file(call, call.vm.files->remove_folder(path_argument(call, 0)), 0);
  return after_work(call, OperationKind::files);
}

Value rename(Call& call) {
  const FileError error = call.vm.files->rename(path_argument(call, 0), path_argument(call, 1));
  if (error != FileError::none)
    call.vm.raise_value("OSError", {Value::integer(static_cast<std::int64_t>(error)), call.vm.text(file_error_text(error)),
                                    call.arguments[0], Value::none(), call.arguments[1]});
  return after_work(call, OperationKind::files);
}

/// list(path): the names, sorted, so that a program prints the same in every run.
Value list(Call& call) {
  std::vector<std::string> names;
  check_file(call, call.vm.files->list(path_argument(call, 0), names), 0);
  std::vector<Value> values;
  for (const std::string& name : names) values.push_back(call.vm.text(name));
  return Value(call.vm.list(std::move(values)));
}

Value change_folder(Call& call) {
  check_file(call, call.vm.files->change_folder(path_argument(call, 0)), 0);
  return Value::none();
}

Value folder(Call& call) { return call.vm.text(call.vm.files->folder()); }

Value described(Call& call, const FileSystem::Entry& entry) {
  return Value(call.vm.tuple({Value::boolean(entry.is_folder), Value::integer(static_cast<std::int64_t>(entry.size)),
                              Value::integer(static_cast<std::int64_t>(entry.modified_ns)),
                              Value::integer(static_cast<std::int64_t>(entry.number))}));
}

/// look(path): (is a folder, size, time of the last change in nanoseconds, number).
Value look(Call& call) {
  FileSystem::Entry entry;
  check_file(call, call.vm.files->look(path_argument(call, 0), entry), 0);
  return described(call, entry);
}

/// look_or_none(path): the same; None if there is nothing.
Value look_or_none(Call& call) {
  FileSystem::Entry entry;
  const auto* path = as<Str>(call.arguments[0]);
  if (path == nullptr || call.vm.files->look(path->text, entry) != FileError::none) return Value::none();
  return described(call, entry);
}

/// error_text(number): os.strerror().
Value error_text(Call& call) {
  const std::int64_t number = to_int(call.vm, call.arguments[0]);
  const std::string known = number >= 0 && number < 256 ? file_error_text(static_cast<FileError>(number)) : "";
  return call.vm.text(known.empty() ? "Unknown error " + std::to_string(number) : known);
}

/// end_process(status): ends the run at once, without one more line of any thread.
Value end_process(Call& call) {
  call.vm.end_process(static_cast<int>(to_int(call.vm, call.arguments[0]) & 0xFF));
  return after_work(call, OperationKind::files);  // The thread is stopped there.
}

}  // namespace

void install_folders(Vm& vm) {
  Module* module = vm.module("_files");
  static constexpr NativeEntry entries[] = {
      {"make_folder", make_folder, {"path"}},
      {"remove", remove, {"path"}},
      {"remove_folder", remove_folder, {"path"}},
      {"rename", rename, {"source", "target"}},
      {"list", list, {"path"}},
      {"change_folder", change_folder, {"path"}},
      {"folder", folder, {}},
      {"look", look, {"path"}},
      {"look_or_none", look_or_none, {"path"}},
      {"error_text", error_text, {"number"}},
      {"end_process", end_process, {"status"}},
  };
  define_all(vm, module, entries);
}

}  // namespace threadbox::script
