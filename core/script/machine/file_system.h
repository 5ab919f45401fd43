#pragma once

#include <threadbox/park/detail/guard.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace threadbox::script {

/// Why the file system refuses something: Linux's numbers on every platform, so that a program prints the same everywhere.
enum class FileError : std::uint8_t {
  none = 0,
  not_found = 2,
  bad_descriptor = 9,
  busy = 16,
  exists = 17,
  not_folder = 20,
  is_folder = 21,
  invalid = 22,
  not_empty = 39,
};

/// strerror() in English.
const char* file_error_text(FileError error) noexcept;

/// The files of one run, in memory. The disk of the machine is never touched.
/// Threads:  any; each function is atomic.
/// Errors:   those returned; std::bad_alloc.
/// Units:    bytes. Paths are Linux's, relative to the current folder.
/// Owns:     the contents; a file that was removed lives until the last handle to it ends.
class FileSystem {
 public:
  class Node;
  using NodePtr = std::shared_ptr<Node>;

  /// What is known about a path.
  struct Entry {
    std::string path;  ///< Absolute.
    bool is_folder = false;
    std::size_t size = 0;
    std::uint64_t modified_ns = 0;
    std::uint64_t number = 0;  ///< Of the file, in the order of their creation; st_ino.
  };

  /// How a file is opened.
  struct Opening {
    bool creates = false;    ///< If it does not exist.
    bool is_new = false;     ///< It must not exist.
    bool truncates = false;
  };

  /// The folders that there are at first; the program works in the first one.
  static constexpr std::string_view home = "/sandbox", temporary = "/tmp";

  FileSystem();
  FileSystem(const FileSystem&) = delete;
  FileSystem& operator=(const FileSystem&) = delete;

  /// Puts a file in, and the folders on the way to it. Called before the run starts.
  void give(const std::string& name, std::string_view content);

  FileError open(std::string_view path, Opening how, std::uint64_t now_ns, NodePtr& into);
  FileError look(std::string_view path, Entry& into);
  FileError make_folder(std::string_view path, std::uint64_t now_ns);
  FileError remove_file(std::string_view path);
  FileError remove_folder(std::string_view path);
  FileError rename(std::string_view from, std::string_view to);
  /// The names in a folder, sorted.
  FileError list(std::string_view path, std::vector<std::string>& into);
  FileError change_folder(std::string_view path);
  [[nodiscard]] std::string folder();

  [[nodiscard]] std::size_t size(const Node& node);
  /// Writes at a place, which may be after the end: then zeros fill the gap. Returns the place after it. `appends`: writes at the end.
  std::size_t write(Node& node, std::size_t at, std::string_view bytes, bool appends, std::uint64_t now_ns);
  void resize(Node& node, std::size_t size, std::uint64_t now_ns);
  /// Calls `visit` with the content, while no other thread can change it.
  void read(const Node& node, const auto& visit) {
    GuardLock guarded(guard_);
    visit(std::string_view(content_of(node)));
  }

  /// The files, without the folders, in the order of their paths.
  [[nodiscard]] std::vector<Entry> files();
  /// The content of the file at a path. None: there is no such file.
  [[nodiscard]] std::optional<std::string> content(std::string_view path);
  /// Grows with each change of a file or folder.
  [[nodiscard]] std::uint64_t changes() const noexcept { return changes_.load(std::memory_order_relaxed); }

  /// The memory that the contents use.
  [[nodiscard]] std::size_t bytes() noexcept;

 private:
  using Nodes = std::map<std::string, NodePtr, std::less<>>;

  static const std::string& content_of(const Node& node) noexcept;
  static Entry entry_of(const std::string& path, const Node& node);
  FileError resolve(std::string_view path, std::string& absolute) THREADBOX_REQUIRES(guard_);
  Node* find(std::string_view absolute) THREADBOX_REQUIRES(guard_);
  /// Both, for what must exist.
  FileError look_up(std::string_view path, std::string& absolute, const Node*& found) THREADBOX_REQUIRES(guard_);
  void add(const std::string& absolute, bool is_folder, std::uint64_t now_ns) THREADBOX_REQUIRES(guard_);
  void note_change() noexcept { changes_.fetch_add(1, std::memory_order_relaxed); }
  /// The first path inside a folder.
  Nodes::iterator first_inside(const std::string& folder) THREADBOX_REQUIRES(guard_);
  static bool is_inside(std::string_view path, std::string_view folder) noexcept;

  Guard guard_;
  Nodes nodes_ THREADBOX_GUARDED_BY(guard_);
  std::string folder_ THREADBOX_GUARDED_BY(guard_);
  std::uint64_t last_number_ THREADBOX_GUARDED_BY(guard_) = 0;
  std::atomic<std::uint64_t> changes_{0};
};

/// A file or folder. Its fields are guarded by the file system, but for its number.
class FileSystem::Node {
 public:
  Node(bool folder, std::uint64_t own_number, std::uint64_t now_ns) noexcept
      : is_folder(folder), number(own_number), modified_ns(now_ns) {}
  const bool is_folder;
  const std::uint64_t number;

 private:
  friend class FileSystem;
  std::string content;
  std::uint64_t modified_ns;
};

}  // namespace threadbox::script
