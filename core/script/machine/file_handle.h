#pragma once

#include "script/machine/file_system.h"
#include "script/values/instances.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace threadbox::script {

/// Which ends of lines a text file knows, and what becomes of them: the `newline` of open().
enum class NewLines : std::uint8_t {
  universal,   ///< None: "\n", "\r" and "\r\n" are read as "\n".
  untouched,   ///< "": all three end a line.
  line_feed,   ///< "\n"
  carriage_return,  ///< "\r"; it is also written for "\n".
  both,             ///< "\r\n"; likewise.
};

/// How a text file is encoded.
struct FileCodec {
  std::string encoding;
  std::string errors;
  bool is_plain;       ///< UTF-8, and malformed text is an error.
  bool has_mark;       ///< It begins with U+FEFF: utf-8-sig.
  bool is_single_byte; ///< Each character is one byte.
};

/// An open file. Its place is guarded by the critical section of its object.
class FileHandle final : public Payload {
 public:
  FileHandle(FileSystem::NodePtr opened, bool can_read, bool can_write, bool at_end, NewLines ends) noexcept
      : node(std::move(opened)), reads(can_read), writes(can_write), appends(at_end), newlines(ends) {}
  const FileSystem::NodePtr node;
  const bool reads, writes, appends;
  const NewLines newlines;
  std::shared_ptr<const FileCodec> codec;  ///< Of a text file; set before other threads know the file.
  std::size_t at = 0;
  bool closed = false;
};

}  // namespace threadbox::script
