#include "cli/given_files.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace threadbox::cli {

std::optional<std::vector<script::GivenFile>> read_given_files(const std::vector<std::string>& paths) {
  std::vector<script::GivenFile> files;
  for (const std::string& path : paths) {
    std::ifstream file(path, std::ios::binary);
    if (!file || std::filesystem::is_directory(path)) {
      std::cerr << "threadbox: can't open file '" << path << "'\n";
      return std::nullopt;
    }
    files.push_back({std::filesystem::path(path).filename().string(), {std::istreambuf_iterator<char>(file), {}}});
  }
  return files;
}

}  // namespace threadbox::cli
