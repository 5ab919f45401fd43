#include "script/machine/call_kinds.h"
#include "script/machine/file_handle.h"

namespace threadbox::script {

/// A change of a file may be seen by name, too: its size by os.stat().
void Accesses::file_call(Native kind, const Arguments& arguments) {
  const Place folders = Places::of_thread(0, Part::folders);
  const Value self = arguments.values.empty() ? Value::undefined() : arguments.get(0);
  if (kind == Native::folder_query) return read(folders);
  if (kind == Native::folder_change) return write(folders);
  if (kind == Native::file_open) {
    const auto *path = as<Str>(arguments.get(1)), *access = as<Str>(arguments.get(2));
    if (path == nullptr || access == nullptr) return write(folders);
    FileSystem::Entry entry;
    const bool exists = vm_.files->look(path->text, entry) == FileError::none;
    const bool truncates = access->text.find('w') != std::string_view::npos;
    if (exists && !truncates) return read(folders);
    write(folders);
    if (exists) write(Places::of_thread(static_cast<ThreadId>(entry.number), Part::file));
    return;
  }
  const auto* instance = as<Instance>(self);
  const auto* file = instance != nullptr ? dynamic_cast<const FileHandle*>(instance->payload()) : nullptr;
  if (file == nullptr) return;
  const Place place = Places::of_thread(static_cast<ThreadId>(file->node->number), Part::file);
  write(places_.of(*instance, Part::content));  // Its place in the file.
  if (kind == Native::file_read) return read(place);
  write(place);
  write(folders);
}

}  // namespace threadbox::script
