#include "sync/served.h"

#include <threadbox/concurrent/future.h>
#include <threadbox/concurrent/queue.h>

#include <doctest/doctest.h>

using namespace threadbox;

namespace {

/// A queue of one place: each get makes room for the next put.
struct QueueRound {
  bool wait() {
    try {
      queue.put(1, true, deadline);
      return true;
    } catch (const Error&) {
      return false;
    }
  }
  void serve() {
    for (int i = 0; i < waiters; ++i) queue.get();
  }
  Queue<int> queue{1};
};

struct FutureRound {
  bool wait() {
    try {
      return future.result(deadline) == 1;
    } catch (const Error&) {
      return false;
    }
  }
  void serve() { future.state().set_result(1); }
  Future<int> future;
};

}  // namespace

TEST_CASE("stress: no thread sleeps while a queue has room, or when a future has its result") {
  CHECK_MESSAGE(all_are_served<QueueRound>(), "Queue");
  CHECK_MESSAGE(all_are_served<FutureRound>(), "Future");
}
