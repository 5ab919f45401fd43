#include "../fuzz/front_end.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

TEST_CASE("front end: every input from the fuzzer results in code or in a diagnostic with a position") {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(THREADBOX_FUZZ_CORPUS)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    INFO(entry.path().filename().string());
    CHECK(threadbox::script::broken_law_of_front_end(text) == "");
    ++count;
  }
  CHECK(count > 0);
}
