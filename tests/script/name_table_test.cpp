#include "script/values/inline_cache.h"
#include "script/values/name_table.h"
#include "script/values/str.h"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

using namespace threadbox::script;

namespace {

/// Interned names, which tables compare by address.
class InternedNames {
 public:
  Str* operator[](std::size_t index) {
    while (names_.size() <= index) {
      const std::string name = "name" + std::to_string(names_.size());
      names_.push_back(heap_.make_with_room<Str>(name.size(), nullptr, std::string_view(name)));
    }
    return names_[index];
  }

 private:
  Heap heap_{std::size_t{1} << 20, [](Marker&) {}};
  std::vector<Str*> names_;
};

}  // namespace

TEST_CASE("name table: a name is found at its place, in small and large tables") {
  InternedNames names;
  NameTable table;
  for (std::uint32_t i = 0; i < 100; ++i) {
    CHECK(table.find(names[i]) == nullptr);
    CHECK(table.set(names[i], Value::integer(i)));
    CHECK(table.size() == i + 1);
    for (std::uint32_t known = 0; known <= i; ++known) {
      REQUIRE(table.find(names[known]) == table.at(known));
      REQUIRE(table.get(names[known]) == Value::integer(known));
      REQUIRE(table.index_of(names[known]) == known);
    }
  }
  CHECK_FALSE(table.index_of(names[100]));
}

TEST_CASE("name table: a name keeps its place when it is deleted and added again") {
  InternedNames names;
  NameTable table;
  for (std::uint32_t i = 0; i < 20; ++i) table.set(names[i], Value::integer(i));
  const NameTable::Place* place = table.find(names[3]);
  CHECK(table.erase(names[3]));
  CHECK_FALSE(table.erase(names[3]));
  CHECK(table.get(names[3]).is_undefined());
  CHECK(table.set(names[3], Value::integer(33)));
  CHECK_FALSE(table.set(names[3], Value::integer(34)));
  CHECK(table.find(names[3]) == place);
  CHECK(table.size() == 20);
}

TEST_CASE("name table: entries are in the order in which names were added") {
  InternedNames names;
  NameTable table;
  for (std::uint32_t i = 0; i < 30; ++i) table.set(names[29 - i], Value::integer(i));
  std::uint32_t next = 0;
  for (const NameTable::Entry entry : table.entries()) {
    CHECK(entry.name == names[29 - next]);
    CHECK(entry.value == Value::integer(next++));
  }
  CHECK(next == 30);
}

TEST_CASE("name table: threads that add names concurrently lose none, and see all earlier names") {
  constexpr std::uint32_t threads = 4, of_each = 500, of_all = 100;
  fences_publication = true;  // As in a free-threaded run.
  InternedNames names;
  NameTable table;
  Str* before = names[of_all + threads * of_each];  // Makes all names before the threads start.
  table.set(before, Value::none());
  std::vector<std::thread> running;
  std::vector<int> missed(threads);
  for (std::uint32_t thread = 0; thread < threads; ++thread)
    running.emplace_back([&, thread] {
      for (std::uint32_t i = 0; i < of_each; ++i) {
        Str* own = names[of_all + thread * of_each + i];
        table.set(own, Value::integer(i));
        table.set(names[i % of_all], Value::integer(thread));
        const bool sees =
            table.get(own) == Value::integer(i) && table.get(before).is_none() && table.get(names[i % of_all]).is_int();
        missed[thread] += sees ? 0 : 1;
      }
    });
  for (std::thread& one : running) one.join();
  CHECK(missed == std::vector<int>(threads));
  CHECK(table.size() == 1 + of_all + threads * of_each);
  for (std::uint32_t i = 0; i < threads * of_each; ++i) REQUIRE(table.get(names[of_all + i]) == Value::integer(i % of_each));
}

TEST_CASE("inline cache: an instruction whose lookups keep changing stops caching") {
  InlineCache cache(2);
  CHECK(cache.at(0) == nullptr);
  std::uint32_t cached = 0;
  for (; cache.may_cache(0); ++cached) cache.put(0, {.kind = CachedLookup::Kind::method, .version = cached});
  CHECK(cached == 17);
  const CachedLookup* last = cache.at(0);
  cache.put(0, {.kind = CachedLookup::Kind::method, .version = 99});
  CHECK(cache.at(0) == last);
  CHECK(cache.at(1) == nullptr);
}
