#include "script/natives/codec_natives.h"
#include "script/natives/file_work.h"
#include "script/text/utf8.h"
#include "script/values/conversion.h"
#include "script/values/octets.h"
#include "script/values/repr.h"

#include <algorithm>

namespace threadbox::script {

Progress FileWork::poll(Waiter& self) {
  if (std::exchange(was_polled_, true)) return Progress::done;
  self.unpark();
  Waiter::take_wakes();  // It has woken itself, and no other thread, which the log would tell.
  return Progress::pending;
}

namespace {

Value finish_work(VmThread& thread, Operation& operation) {
  const auto& work = static_cast<FileWork&>(operation);
  return work.make != nullptr ? work.make(thread, work) : work.result;
}

Value make_text(VmThread& thread, const FileWork& work) {
  const FileCodec& codec = *work.codec;
  return decode_octets(thread.vm, work.bytes, Value::undefined(), codec.has_mark ? "utf-8" : codec.encoding, codec.errors);
}

Value make_octets(VmThread& thread, const FileWork& work) { return make_bytes(thread.vm, work.bytes); }

}  // namespace

Value after_work(Call& call, OperationKind kind, Value result) { return call.thread.block<FileWork>(finish_work, kind, result); }

Value after_reading(Call& call, std::string bytes, std::shared_ptr<const FileCodec> codec) {
  const FileWork::Make make = codec != nullptr ? make_text : make_octets;
  return call.thread.block<FileWork>(finish_work, OperationKind::file_read, make, std::move(bytes), std::move(codec));
}

void check_file(Call& call, FileError error, std::size_t path_argument) {
  if (error == FileError::none) return;
  call.vm.raise_value("OSError", {Value::integer(static_cast<std::int64_t>(error)), call.vm.text(file_error_text(error)),
                                  call.arguments[path_argument]});
}

std::string path_argument(Call& call, std::size_t index) {
  const auto* text = as<Str>(call.arguments[index]);
  if (text == nullptr)
    call.vm.raise("TypeError", "expected str, bytes or os.PathLike object, not " + call.vm.type_name(call.arguments[index]));
  if (text->text.find('\0') != std::string_view::npos) call.vm.raise("ValueError", "embedded null byte");
  return text->text;
}

std::uint64_t file_time(Call& call) noexcept { return call.vm.runtime().clock().wall_ns(); }

FileHandle& open_file(Call& call, const char* closed) {
  auto& file = payload_as<FileHandle>(call, "file");
  if (file.closed) call.vm.raise("ValueError", closed);
  return file;
}

namespace {

/// Errors: io.UnsupportedOperation, with this message.
void check_access(Call& call, bool can, const char* message) {
  if (!can) call.vm.raise("UnsupportedOperation", message);
}

/// Reads text from an open file, from its place on.
class TextReader {
 public:
  TextReader(std::string_view content, FileHandle& file) noexcept
      : content_(content), at_(file.at), newlines_(file.newlines), is_single_byte_(file.codec->is_single_byte) {}

  /// Up to so many characters, or up to the end of a line.
  std::string read(std::size_t most, bool one_line) {
    std::string text;
    if (at_ >= content_.size()) return text;
    if (most == SIZE_MAX && take_plain(text, one_line)) return text;
    for (std::size_t count = 0; count < most && at_ < content_.size(); ++count)
      if (take_character(text) && one_line) break;
    return text;
  }

 private:
  /// If there are no ends of lines to translate, which is nearly always so.
  bool take_plain(std::string& text, bool one_line) {
    if (one_line && newlines_ >= NewLines::carriage_return) return false;
    std::string_view rest = content_.substr(at_);
    if (one_line) rest = rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
    const bool translates = newlines_ == NewLines::universal || (one_line && newlines_ == NewLines::untouched);
    if (translates && rest.find('\r') != std::string_view::npos) return false;
    text = rest;
    at_ += rest.size();
    return true;
  }

  /// True if it ends a line.
  bool take_character(std::string& text) {
    const char lead = content_[at_];
    if (lead == '\r' && newlines_ <= NewLines::untouched) {
      const bool pair = at_ + 1 < content_.size() && content_[at_ + 1] == '\n';
      at_ += pair ? 2 : 1;
      text += newlines_ == NewLines::universal ? "\n" : pair ? "\r\n" : "\r";
      return true;
    }
    const std::size_t length = is_single_byte_ ? 1 : std::min(code_point_length(content_, at_), content_.size() - at_);
    text += content_.substr(at_, length);
    at_ += length;
    if (lead == '\r') return newlines_ == NewLines::carriage_return;
    if (lead != '\n' || newlines_ == NewLines::carriage_return) return false;
    return newlines_ != NewLines::both || text.ends_with("\r\n");
  }

  const std::string_view content_;
  std::size_t& at_;
  const NewLines newlines_;
  const bool is_single_byte_;
};

std::string with_newlines(std::string_view text, std::string_view end) {
  std::string made;
  for (const char c : text) {
    if (c == '\n') made += end;
    else made += c;
  }
  return made;
}

/// The size that a read is limited to; SIZE_MAX: all.
std::size_t size_argument(Call& call) {
  if (!given(call, 1) || call.arguments[1].is_none()) return SIZE_MAX;
  const std::int64_t size = to_int(call.vm, call.arguments[1]);
  return size < 0 ? SIZE_MAX : static_cast<std::size_t>(size);
}

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Value read_text(Call& call, bool one_line) {
  FileHandle& file = open_file(call);
  check_access(call, file.reads, "not readable");
  const std::size_t size = size_argument(call);
  std::string bytes;
  const CriticalSection section(call.vm, *call.arguments[0].object());
  call.vm.files->read(*file.node, [&](std::string_view content) {
    if (size == SIZE_MAX && file.at < content.size()) call.vm.heap().check_room(content.size() - file.at);
    if (file.codec->has_mark && file.at == 0 && content.starts_with(byte_order_mark)) file.at = byte_order_mark.size();
    bytes = TextReader(content, file).read(size, one_line);
  });
  return after_reading(call, std::move(bytes), file.codec);
}

/// Reads octets: of a line, or all up to the size.
Value read_bytes(Call& call, bool one_line, const char* closed) {
  check_access(call, payload_as<FileHandle>(call, "file").reads, "read");
  FileHandle& file = open_file(call, closed);
  const std::size_t size = size_argument(call);
  std::string bytes;
  const CriticalSection section(call.vm, *call.arguments[0].object());
  call.vm.files->read(*file.node, [&](std::string_view content) {
    if (file.at >= content.size()) return;
    std::string_view taken = content.substr(file.at, size);
    if (one_line) taken = taken.substr(0, std::min(taken.find('\n'), taken.size() - 1) + 1);
    call.vm.heap().check_room(taken.size());
    bytes = taken;
    file.at += taken.size();
  });
  return after_reading(call, std::move(bytes), nullptr);
}

/// Writes at the file's place, of which the caller holds the critical section.
void put(Call& call, FileHandle& file, std::string_view bytes) {
  const std::size_t size = call.vm.files->size(*file.node);
  call.vm.heap().charge(bytes.size() + (file.at > size && !file.appends ? file.at - size : 0));
  file.at = call.vm.files->write(*file.node, file.at, bytes, file.appends, file_time(call));
}

/// The codec of open()'s arguments, of which the first is at `index`; null for a binary file: the encoding is None.
std::shared_ptr<const FileCodec> codec_argument(Call& call, std::size_t index) {
  const auto *encoding = as<Str>(call.arguments[index]), *errors = as<Str>(call.arguments[index + 1]);
  if (encoding == nullptr || errors == nullptr) return nullptr;
  const std::string name(encoding->text);
  const bool single = name == "ascii" || name == "latin-1";
  const bool has_mark = name == "utf-8-sig";
  return std::make_shared<const FileCodec>(
      FileCodec{name, std::string(errors->text), name == "utf-8" && errors->text == "strict", has_mark, single});
}

/// open(self, path, access, newlines, encoding, errors): makes `self` the open file. `access` contains the letters of open()'s mode.
Value open(Call& call) {
  const std::string path = path_argument(call, 1);
  const std::string access = str(call.vm, call.arguments[2]);
  const auto has = [&](char letter) { return access.find(letter) != std::string::npos; };
  FileSystem::NodePtr node;
  call.vm.heap().charge(sizeof(FileSystem::Node) + path.size());
  const FileSystem::Opening how{.creates = !has('r'), .is_new = has('x'), .truncates = has('w')};
  check_file(call, call.vm.files->open(path, how, file_time(call), node), 1);
  const bool appends = has('a'), updates = has('+');
  auto payload = std::make_unique<FileHandle>(std::move(node), has('r') || updates, !has('r') || updates, appends,
                                              static_cast<NewLines>(to_int(call.vm, call.arguments[3])));
  payload->codec = codec_argument(call, 4);
  if (appends) payload->at = call.vm.files->size(*payload->node);
  as<Instance>(call.arguments[0])->set_payload(std::move(payload));
  return after_work(call, OperationKind::file_open);
}

Value read(Call& call) { return read_text(call, false); }
Value read_line(Call& call) { return read_text(call, true); }
Value read_octets(Call& call) { return read_bytes(call, false, "read of closed file"); }
Value read_octet_line(Call& call) { return read_bytes(call, true, "readline of closed file"); }

Value write(Call& call) {
  FileHandle& file = open_file(call);
  const auto* text = as<Str>(call.arguments[1]);
  if (text == nullptr) call.vm.raise("TypeError", "write() argument must be str, not " + argument_type(call, 1));
  check_access(call, file.writes, "not writable");
  const FileCodec& codec = *file.codec;
  std::string made;
  std::string_view bytes = text->text;
  if (!codec.is_plain) bytes = made = encode_text(call.vm, *text, codec.has_mark ? "utf-8" : codec.encoding, codec.errors);
  if (file.newlines >= NewLines::carriage_return)
    bytes = made = with_newlines(bytes, file.newlines == NewLines::both ? "\r\n" : "\r");
  const CriticalSection section(call.vm, *call.arguments[0].object());
  if (codec.has_mark && call.vm.files->size(*file.node) == 0) bytes = made = std::string(byte_order_mark) + std::string(bytes);
  put(call, file, bytes);
  return after_work(call, OperationKind::file_write, Value::integer(static_cast<std::int64_t>(text->length())));
}

Value write_octets(Call& call) {
  check_access(call, payload_as<FileHandle>(call, "file").writes, "write");
  FileHandle& file = open_file(call, "write to closed file");
  const std::string bytes = octets_argument(call.vm, call.arguments[1]);
  const CriticalSection section(call.vm, *call.arguments[0].object());
  put(call, file, bytes);
  return after_work(call, OperationKind::file_write, Value::integer(static_cast<std::int64_t>(bytes.size())));
}

Value tell(Call& call) { return Value::integer(static_cast<std::int64_t>(open_file(call).at)); }

/// seek(self, place): in bytes; negative: from the end, of which -1 is the end itself.
Value seek(Call& call) {
  FileHandle& file = open_file(call);
  const std::int64_t place = to_int(call.vm, call.arguments[1]);
  const CriticalSection section(call.vm, *call.arguments[0].object());
  file.at = place < 0 ? call.vm.files->size(*file.node) + static_cast<std::size_t>(place + 1) : static_cast<std::size_t>(place);
  return Value::integer(static_cast<std::int64_t>(file.at));
}

Value truncate(Call& call) {
  FileHandle& file = open_file(call, "truncate of closed file");
  check_access(call, file.writes, "truncate");
  const std::int64_t wanted =
      given(call, 1) && !call.arguments[1].is_none() ? to_int(call.vm, call.arguments[1]) : static_cast<std::int64_t>(file.at);
  if (wanted < 0) {
    const auto error = FileError::invalid;
    call.vm.raise_value("OSError", {Value::integer(static_cast<std::int64_t>(error)), call.vm.text(file_error_text(error))});
  }
  const auto size = static_cast<std::size_t>(wanted), now = call.vm.files->size(*file.node);
  if (size > now) {
    call.vm.heap().check_room(size - now);
    call.vm.heap().charge(size - now);
  }
  call.vm.files->resize(*file.node, size, file_time(call));
  return after_work(call, OperationKind::file_write, Value::integer(wanted));
}

Value size_of(Call& call) { return Value::integer(static_cast<std::int64_t>(call.vm.files->size(*open_file(call).node))); }

/// copy(source, target): writes all of one file to another, which is empty.
Value copy(Call& call) {
  const auto* source = dynamic_cast<const FileHandle*>(as<Instance>(call.arguments[0])->payload());
  const auto* target = dynamic_cast<const FileHandle*>(as<Instance>(call.arguments[1])->payload());
  if (source == nullptr || target == nullptr) call.vm.raise("TypeError", "copy() takes open files");
  call.vm.heap().check_room(call.vm.files->size(*source->node));
  std::string bytes;
  call.vm.files->read(*source->node, [&](std::string_view content) { bytes = content; });
  call.vm.heap().charge(bytes.size());
  call.vm.files->write(*target->node, 0, bytes, false, file_time(call));
  return after_work(call, OperationKind::file_write);
}

Value close(Call& call) {
  auto* instance = as<Instance>(call.arguments[0]);
  if (auto* file = dynamic_cast<FileHandle*>(instance->payload())) file->closed = true;
  return Value::none();
}

Value is_closed(Call& call) {
  const auto* file = dynamic_cast<const FileHandle*>(as<Instance>(call.arguments[0])->payload());
  return Value::boolean(file == nullptr || file->closed);
}

}  // namespace

void install_files(Vm& vm) {
  Module* module = vm.module("_files");
  static constexpr NativeEntry entries[] = {
      {"open", open, {"self", "path", "access", "newlines", "encoding", "errors"}},
      {"read", read, {"self", "size", "/"}, 1},
      {"readline", read_line, {"self", "size", "/"}, 1},
      {"write", write, {"self", "text", "/"}},
      {"read_octets", read_octets, {"self", "size", "/"}, 1},
      {"read_octet_line", read_octet_line, {"self", "size", "/"}, 1},
      {"write_octets", write_octets, {"self", "buffer", "/"}},
      {"tell", tell, {"self", "/"}},
      {"seek", seek, {"self", "place"}},
      {"truncate", truncate, {"self", "pos", "/"}, 1},
      {"size", size_of, {"self"}},
      {"copy", copy, {"source", "target"}},
      {"close", close, {"self", "/"}},
      {"is_closed", is_closed, {"self"}},
  };
  define_all(vm, module, entries);
}

}  // namespace threadbox::script
