#include "sync/world.h"

#include <threadbox/concurrent/completions.h>

#include <doctest/doctest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

using namespace threadbox;

namespace {

template <typename Call>
ErrorType error_of(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.type();
  }
  FAIL("no error");
  return ErrorType::RuntimeError;
}

std::exception_ptr failure() { return std::make_exception_ptr(std::runtime_error("failed")); }

}  // namespace

TEST_CASE("future: it goes from pending over running to finished") {
  Future<int> future;
  CHECK_FALSE(future.done());
  CHECK(future.state().set_running_or_notify_cancel());
  CHECK(future.running());
  CHECK_FALSE(future.cancel());
  future.state().set_result(7);
  CHECK(future.done());
  CHECK(future.result() == 7);
  CHECK(future.exception() == nullptr);
  CHECK_FALSE(future.cancel());
  CHECK(error_of([&] { future.state().set_result(8); }) == ErrorType::InvalidStateError);
  CHECK(error_of([&] { future.state().set_exception(failure()); }) == ErrorType::InvalidStateError);
  CHECK(error_of([&] { future.state().set_running_or_notify_cancel(); }) == ErrorType::RuntimeError);
}

TEST_CASE("future: a cancelled one is done, and its result raises CancelledError") {
  Future<int> future;
  CHECK(future.cancel());
  CHECK(future.cancel());
  CHECK(future.cancelled());
  CHECK(future.done());
  CHECK(error_of([&] { future.result(); }) == ErrorType::CancelledError);
  CHECK(error_of([&] { future.exception(); }) == ErrorType::CancelledError);
  CHECK_FALSE(future.state().set_running_or_notify_cancel());
  CHECK(error_of([&] { future.state().set_result(1); }) == ErrorType::InvalidStateError);
}

TEST_CASE("future: result throws what the call threw; exception returns it") {
  Future<void> future;
  future.state().set_exception(failure());
  CHECK_THROWS_WITH_AS(future.result(), "failed", std::runtime_error);
  CHECK(future.exception() != nullptr);
}

TEST_CASE("future: a result that does not come in time raises TimeoutError") {
  Future<int> future;
  CHECK(error_of([&] { future.result(Seconds{0}); }) == ErrorType::TimeoutError);
  CHECK(error_of([&] { future.result(Seconds{0.001}); }) == ErrorType::TimeoutError);
  CHECK(error_of([&] { future.exception(Seconds{-1}); }) == ErrorType::TimeoutError);
}

TEST_CASE("future: a time-out that comes too late is a success") {
  Simulated threads;
  Future<int> future;
  FutureBase::Result wait(future.state(), Seconds{1});
  CHECK(wait.poll(threads.a) == Progress::pending);
  future.state().set_result(1);
  CHECK(threads.a.take_signal());
  CHECK(wait.cancel(threads.a, CancelReason::timeout) == Progress::done);
}

TEST_CASE("future: callbacks are called once, in their order, at once when it is done") {
  Future<int> future;
  std::string called;
  future.add_done_callback([&](const Future<int>& done) { called += "a" + std::to_string(done.result()); });
  future.add_done_callback([&](const Future<int>&) { called += "b"; });
  CHECK(called.empty());
  future.state().set_result(1);
  CHECK(called == "a1b");
  future.add_done_callback([&](const Future<int>&) { called += "c"; });
  CHECK(called == "a1bc");
  Future<int> cancelled;
  cancelled.add_done_callback([&](const Future<int>& done) { called += done.cancelled() ? "d" : "?"; });
  cancelled.cancel();
  CHECK(called == "a1bcd");
}

TEST_CASE("future: what a callback throws stops neither the others nor the one that sets the result") {
  Future<int> future;
  int called = 0;
  future.add_done_callback([](const Future<int>&) { throw 1; });
  future.add_done_callback([&](const Future<int>&) { ++called; });
  future.state().set_result(1);
  future.add_done_callback([](const Future<int>&) { throw std::runtime_error("ignored"); });
  CHECK(called == 1);
}

TEST_CASE("future: a result that cannot be copied is moved out of a temporary") {
  Future<std::unique_ptr<int>> future;
  future.state().set_result(std::make_unique<int>(5));
  CHECK(*future.result() == 5);
  const std::unique_ptr<int> taken = Future(future).result();
  CHECK(*taken == 5);
}

TEST_CASE("futures: wait returns at the first, at the first exception, or when all are complete") {
  std::vector<Future<int>> futures(3);
  futures.push_back(futures[0]);
  CHECK(wait(futures, Seconds{0}).done.empty());
  futures[1].state().set_result(1);
  auto first = wait(futures, std::nullopt, ReturnWhen::first_completed);
  CHECK(first.done == std::vector{futures[1]});
  CHECK(first.not_done == std::vector{futures[0], futures[2]});
  CHECK(wait(futures, Seconds{0.001}, ReturnWhen::first_exception).done.size() == 1);
  futures[2].state().set_exception(failure());
  CHECK(wait(futures, std::nullopt, ReturnWhen::first_exception).done.size() == 2);
  CHECK(wait(futures, Seconds{0}).not_done.size() == 1);
  futures[0].state().set_result(0);
  CHECK(wait(futures).done.size() == 3);
  CHECK(wait(std::vector<Future<int>>{}).done.empty());
}

TEST_CASE("futures: a cancelled one is complete once a worker has come upon it") {
  std::vector<Future<int>> futures(1);
  futures[0].cancel();
  CHECK(wait(futures, Seconds{0}).done.empty());
  CHECK_FALSE(futures[0].state().set_running_or_notify_cancel());
  CHECK(wait(futures).done.size() == 1);
}

TEST_CASE("futures: a completion wakes the thread that waits for it") {
  Simulated threads;
  std::vector<Future<int>> futures(2);
  Completions completions({futures[0].state().shared_from_this(), futures[1].state().shared_from_this()});
  Completions::Wait all(completions, ReturnWhen::all_completed, std::nullopt);
  CHECK(all.poll(threads.a) == Progress::pending);
  futures[1].state().set_result(1);
  CHECK(threads.a.take_signal());
  CHECK(all.poll(threads.a) == Progress::pending);
  futures[0].state().set_result(1);
  CHECK(threads.a.take_signal());
  CHECK(all.poll(threads.a) == Progress::done);
}

TEST_CASE("futures: as_completed yields each once, in the order of completion") {
  std::vector<Future<int>> futures(3);
  futures.push_back(futures[2]);
  futures[2].state().set_result(2);
  futures[0].state().set_result(0);
  futures[1].state().set_exception(failure());
  std::vector<Future<int>> seen;
  for (const Future<int>& future : as_completed(futures)) seen.push_back(future);
  REQUIRE(seen.size() == 3);
  CHECK(std::ranges::count(seen, futures[2]) == 1);
}

TEST_CASE("futures: as_completed says how many are unfinished when time is over") {
  std::vector<Future<int>> futures(3);
  futures[1].state().set_result(1);
  AsCompleted<int> all = as_completed(futures, Seconds{0.001});
  CHECK(*all.next() == futures[1]);
  CHECK_THROWS_WITH_AS(all.next(), "2 (of 3) futures unfinished", Error);
}
