#pragma once

#include "script/machine/file_handle.h"
#include "script/natives/native_arguments.h"
#include "script/values/critical_section.h"

#include <threadbox/park/operation.h>

#include <memory>
#include <string>
#include <utility>

namespace threadbox::script {

/// What a thread waits in while it works on a file: it has released the GIL, and goes on as soon as it gets it back. The work itself
/// is done when the operation is made.
class FileWork final : public Operation {
 public:
  /// How the result is made of `bytes`.
  using Make = Value (*)(VmThread&, const FileWork&);

  FileWork(OperationKind kind, Value its_result) noexcept : Operation(kind, nullptr), result(its_result) {}
  FileWork(OperationKind kind, Make its_make, std::string its_bytes, std::shared_ptr<const FileCodec> its_codec)
      : Operation(kind, nullptr), make(its_make), bytes(std::move(its_bytes)), codec(std::move(its_codec)) {}
  Progress poll(Waiter& self) override;
  Progress cancel(Waiter&, CancelReason) override { return Progress::done; }

  const Value result = Value::none();  ///< No object of the heap: nothing marks it.
  const Make make = nullptr;
  const std::string bytes;
  const std::shared_ptr<const FileCodec> codec;  ///< Null: they are no text.

 private:
  bool was_polled_ = false;
};

/// Has the thread wait until it gets the GIL back; then the call returns the result.
Value after_work(Call& call, OperationKind kind, Value result = Value::none());
Value after_reading(Call& call, std::string bytes, std::shared_ptr<const FileCodec> codec);

/// Errors: OSError, the class that belongs to the number; nothing if there is no error.
void check_file(Call& call, FileError error, std::size_t path_argument);
/// The text of a path. Errors: TypeError; ValueError "embedded null byte".
std::string path_argument(Call& call, std::size_t index);
/// The time on the wall, for st_mtime.
std::uint64_t file_time(Call& call) noexcept;

/// The open file of a call's first argument. Errors: ValueError `closed`, if the file is.
FileHandle& open_file(Call& call, const char* closed = "I/O operation on closed file.");

}  // namespace threadbox::script
