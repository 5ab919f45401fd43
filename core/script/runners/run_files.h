#pragma once

#include <cstddef>
#include <string>

namespace threadbox::script {

/// A file that a run begins with, in the folder in which the program works.
struct GivenFile {
  std::string name;
  std::string content;
};

/// A file of a run, as it is now.
struct RunFile {
  std::string path;  ///< Without the folder in which the program works at first; absolute if the file is elsewhere.
  std::size_t bytes = 0;
};

}  // namespace threadbox::script
