#include "script/machine/file_system.h"

#include <algorithm>
#include <utility>

namespace threadbox::script {

const char* file_error_text(FileError error) noexcept {
  switch (error) {
    case FileError::none: return "Success";
    case FileError::not_found: return "No such file or directory";
    case FileError::bad_descriptor: return "Bad file descriptor";
    case FileError::busy: return "Device or resource busy";
    case FileError::exists: return "File exists";
    case FileError::not_folder: return "Not a directory";
    case FileError::is_folder: return "Is a directory";
    case FileError::invalid: return "Invalid argument";
    case FileError::not_empty: return "Directory not empty";
  }
  return "";
}

FileSystem::FileSystem() : folder_(home) {
  GuardLock guarded(guard_);
  add("/", true, 0);
  for (const std::string_view folder : {home, temporary}) add(std::string(folder), true, 0);
}

const std::string& FileSystem::content_of(const Node& node) noexcept { return node.content; }

FileSystem::Entry FileSystem::entry_of(const std::string& path, const Node& node) {
  return {path, node.is_folder, node.content.size(), node.modified_ns, node.number};
}

/// The absolute path, without "." and "..". All that is before its last part must be folders.
FileError FileSystem::resolve(std::string_view path, std::string& absolute) {
  if (path.empty()) return FileError::not_found;
  absolute = path.front() == '/' ? "/" : folder_;
  const bool needs_folder = path.back() == '/';
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    begin = end + 1;
    if (part.empty() || part == ".") continue;
    const Node* parent = find(absolute);
    if (parent == nullptr) return FileError::not_found;
    if (!parent->is_folder) return FileError::not_folder;
    if (part == "..") absolute.resize(std::max<std::size_t>(1, absolute.rfind('/')));
    else absolute.append(absolute.size() > 1 ? "/" : "").append(part);
  }
  const Node* last = find(absolute);
  return needs_folder && last != nullptr && !last->is_folder ? FileError::not_folder : FileError::none;
}

FileSystem::Node* FileSystem::find(std::string_view absolute) {
  const auto found = nodes_.find(absolute);
  return found == nodes_.end() ? nullptr : found->second.get();
}

FileError FileSystem::look_up(std::string_view path, std::string& absolute, const Node*& found) {
  if (const FileError wrong = resolve(path, absolute); wrong != FileError::none) return wrong;
  found = find(absolute);
  return found == nullptr ? FileError::not_found : FileError::none;
}

void FileSystem::add(const std::string& absolute, bool is_folder, std::uint64_t now_ns) {
  nodes_[absolute] = std::make_shared<Node>(is_folder, ++last_number_, now_ns);
  note_change();
}

FileSystem::Nodes::iterator FileSystem::first_inside(const std::string& folder) {
  return nodes_.upper_bound(folder == "/" ? folder : folder + "/");
}

bool FileSystem::is_inside(std::string_view path, std::string_view folder) noexcept {
  return folder == "/" || (path.starts_with(folder) && path.substr(folder.size()).starts_with('/'));
}

void FileSystem::give(const std::string& name, std::string_view content) {
  for (std::size_t slash = name.find('/', 1); slash != std::string::npos; slash = name.find('/', slash + 1))
    make_folder(name.substr(0, slash), 0);
  NodePtr node;
  if (open(name, {.creates = true, .truncates = true}, 0, node) == FileError::none) write(*node, 0, content, false, 0);
}

FileError FileSystem::open(std::string_view path, Opening how, std::uint64_t now_ns, NodePtr& into) {
  GuardLock guarded(guard_);
  std::string absolute;
  if (const FileError wrong = resolve(path, absolute); wrong != FileError::none) return wrong;
  const Node* found = find(absolute);
  if (found != nullptr && how.is_new) return FileError::exists;
  if (found != nullptr ? found->is_folder : how.creates && path.back() == '/') return FileError::is_folder;
  if (found == nullptr && !how.creates) return FileError::not_found;
  if (found == nullptr) add(absolute, false, now_ns);
  into = nodes_.find(absolute)->second;
  if (how.truncates && !into->content.empty()) {
    std::string().swap(into->content);
    into->modified_ns = now_ns;
    note_change();
  }
  return FileError::none;
}

FileError FileSystem::look(std::string_view path, Entry& into) {
  GuardLock guarded(guard_);
  std::string absolute;
  const Node* found = nullptr;
  if (const FileError wrong = look_up(path, absolute, found); wrong != FileError::none) return wrong;
  into = entry_of(absolute, *found);
  return FileError::none;
}

FileError FileSystem::make_folder(std::string_view path, std::uint64_t now_ns) {
  GuardLock guarded(guard_);
  std::string absolute;
  const FileError wrong = resolve(path, absolute);
  if (wrong == FileError::not_folder && find(absolute) != nullptr && path.back() == '/') return FileError::exists;
  if (wrong != FileError::none) return wrong;
  if (find(absolute) != nullptr) return FileError::exists;
  add(absolute, true, now_ns);
  return FileError::none;
}

FileError FileSystem::remove_file(std::string_view path) {
  GuardLock guarded(guard_);
  std::string absolute;
  const Node* found = nullptr;
  if (const FileError wrong = look_up(path, absolute, found); wrong != FileError::none) return wrong;
  if (found->is_folder) return FileError::is_folder;
  nodes_.erase(nodes_.find(absolute));
  note_change();
  return FileError::none;
}

FileError FileSystem::remove_folder(std::string_view path) {
  GuardLock guarded(guard_);
  std::string absolute;
  const Node* found = nullptr;
  if (const FileError wrong = look_up(path, absolute, found); wrong != FileError::none) return wrong;
  if (!found->is_folder) return FileError::not_folder;
  if (absolute == "/" || absolute == folder_) return FileError::busy;
  const auto inside = first_inside(absolute);
  if (inside != nodes_.end() && is_inside(inside->first, absolute)) return FileError::not_empty;
  nodes_.erase(nodes_.find(absolute));
  note_change();
  return FileError::none;
}

FileError FileSystem::rename(std::string_view from, std::string_view to) {
  GuardLock guarded(guard_);
  std::string source, target;
  if (const FileError wrong = resolve(from, source); wrong != FileError::none) return wrong;
  if (const FileError wrong = resolve(to, target); wrong != FileError::none) return wrong;
  const Node *moved = find(source), *replaced = find(target);
  if (moved == nullptr) return FileError::not_found;
  if (source == target) return FileError::none;
  if (moved->is_folder && is_inside(target, source)) return FileError::invalid;
  if (source == "/" || target == "/" || is_inside(folder_, source) || source == folder_) return FileError::busy;
  if (replaced != nullptr && moved->is_folder != replaced->is_folder)
    return replaced->is_folder ? FileError::is_folder : FileError::not_folder;
  if (!moved->is_folder && to.back() == '/') return FileError::not_folder;
  if (replaced != nullptr && replaced->is_folder) {
    const auto inside = first_inside(target);
    if (inside != nodes_.end() && is_inside(inside->first, target)) return FileError::not_empty;
  }
  if (replaced != nullptr) nodes_.erase(nodes_.find(target));
  std::vector<std::string> paths{source};
  for (auto at = first_inside(source); at != nodes_.end() && is_inside(at->first, source); ++at) paths.push_back(at->first);
  for (const std::string& path : paths) {
    auto taken = nodes_.extract(nodes_.find(path));
    taken.key() = target + path.substr(source.size());
    nodes_.insert(std::move(taken));
  }
  note_change();
  return FileError::none;
}

FileError FileSystem::list(std::string_view path, std::vector<std::string>& into) {
  GuardLock guarded(guard_);
  std::string absolute;
  const Node* found = nullptr;
  if (const FileError wrong = look_up(path, absolute, found); wrong != FileError::none) return wrong;
  if (!found->is_folder) return FileError::not_folder;
  const std::size_t begin = absolute == "/" ? 1 : absolute.size() + 1;
  for (auto at = first_inside(absolute); at != nodes_.end() && is_inside(at->first, absolute); ++at)
    if (at->first.find('/', begin) == std::string::npos) into.push_back(at->first.substr(begin));
  std::ranges::sort(into);
  return FileError::none;
}

FileError FileSystem::change_folder(std::string_view path) {
  GuardLock guarded(guard_);
  std::string absolute;
  const Node* found = nullptr;
  if (const FileError wrong = look_up(path, absolute, found); wrong != FileError::none) return wrong;
  if (!found->is_folder) return FileError::not_folder;
  folder_ = absolute;
  return FileError::none;
}

std::string FileSystem::folder() {
  GuardLock guarded(guard_);
  return folder_;
}

std::size_t FileSystem::size(const Node& node) {
  GuardLock guarded(guard_);
  return node.content.size();
}

std::size_t FileSystem::write(Node& node, std::size_t at, std::string_view bytes, bool appends, std::uint64_t now_ns) {
  GuardLock guarded(guard_);
  std::string& content = node.content;
  if (appends) at = content.size();
  if (at > content.size()) content.resize(at);
  content.replace(at, std::min(bytes.size(), content.size() - at), bytes);
  node.modified_ns = now_ns;
  note_change();
  return at + bytes.size();
}

void FileSystem::resize(Node& node, std::size_t size, std::uint64_t now_ns) {
  GuardLock guarded(guard_);
  node.content.resize(size);
  node.modified_ns = now_ns;
  note_change();
}

std::vector<FileSystem::Entry> FileSystem::files() {
  GuardLock guarded(guard_);
  std::vector<Entry> found;
  for (const auto& [path, node] : nodes_)
    if (!node->is_folder) found.push_back(entry_of(path, *node));
  return found;
}

std::optional<std::string> FileSystem::content(std::string_view path) {
  GuardLock guarded(guard_);
  std::string absolute;
  if (resolve(path, absolute) != FileError::none) return std::nullopt;
  const Node* found = find(absolute);
  return found == nullptr || found->is_folder ? std::nullopt : std::optional(found->content);
}

std::size_t FileSystem::bytes() noexcept {
  GuardLock guarded(guard_);
  std::size_t sum = 0;
  for (const auto& [path, node] : nodes_) sum += sizeof(Node) + path.size() + node->content.capacity();
  return sum;
}

}  // namespace threadbox::script
