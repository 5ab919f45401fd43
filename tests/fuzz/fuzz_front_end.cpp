#include "front_end.h"

#include <cstdio>
#include <cstdlib>

/// Called by libFuzzer with each text that it makes up.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string broken = threadbox::script::broken_law_of_front_end(std::string(data, data + size));
  if (!broken.empty()) {
    std::fprintf(stderr, "%s\n", broken.c_str());
    std::abort();
  }
  return 0;
}
