#include "sync/world.h"

#include <threadbox/concurrent/local.h>

#include <doctest/doctest.h>

#include <atomic>

using namespace threadbox;

namespace {

struct Counted {
  explicit Counted(std::atomic<int>& living) : living(&living) { living.fetch_add(1); }
  Counted(Counted&& other) noexcept : living(other.living), number(other.number) { living->fetch_add(1); }
  ~Counted() { living->fetch_sub(1); }
  std::atomic<int>* living;
  int number = 0;
};

}  // namespace

TEST_CASE("local: each thread has its own value, made at its first access") {
  World world;
  std::atomic<int> made{0};
  Local<int> local([&] { return 10 * ++made; });
  CHECK_FALSE(local.has_value());
  local.get() = 1;
  world.run(4, [&](int number) {
    if (!local.has_value()) local.get();
    local.get() += number;
    if (*local % 10 != number) made.store(-1000);
  });
  CHECK(local.get() == 1);
  CHECK(made.load() == 5);
  local.reset();
  CHECK(*local == 60);
}

TEST_CASE("local: a value goes with its thread, all of them with the local") {
  World world;
  std::atomic<int> living{0};
  {
    Local<Counted> local([&] { return Counted(living); });
    local->number = 1;
    world.run(3, [&](int number) { local->number = number; });
    CHECK(local.size() == 1);
    CHECK(living.load() == 1);
  }
  CHECK(living.load() == 0);
}

TEST_CASE("local: a local may go before the threads that used it") {
  World world;
  std::atomic<int> living{0};
  world.run(2, [&](int) {
    Local<Counted> mine([&] { return Counted(living); });
    mine->number = 1;
  });
  CHECK(living.load() == 0);
}
