#pragma once

#include <string>

namespace threadbox::script {

/// A file that a run begins with, in the folder in which the program works.
struct GivenFile {
  std::string name;
  std::string content;
};

}  // namespace threadbox::script
