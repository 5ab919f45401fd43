#include "../fuzz/front_end.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

TEST_CASE("front end: whatever the fuzzer made up, there is code or a diagnostic with its place") {
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
