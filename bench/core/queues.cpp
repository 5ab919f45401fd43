#include "workload.h"

#include <threadbox/concurrent/queue.h>

#include <condition_variable>
#include <mutex>
#include <queue>

namespace bench {

namespace {

using OurQueue = threadbox::Queue<std::int64_t>;

class TheirQueue {
 public:
  void put(std::int64_t item) {
    {
      std::lock_guard held(mutex_);
      items_.push(item);
    }
    not_empty_.notify_one();
  }

  std::int64_t get() {
    std::unique_lock held(mutex_);
    not_empty_.wait(held, [this] { return !items_.empty(); });
    const std::int64_t item = items_.front();
    items_.pop();
    return item;
  }

 private:
  std::mutex mutex_;
  std::condition_variable not_empty_;
  std::queue<std::int64_t> items_;
};

/// An operation is one item that is put and got. There are as many consumers as producers.
template <typename Queue, int producers>
double hand_over(std::int64_t operations) {
  Queue queue;
  return timed_in_threads(2 * producers, [&](int number) {
    for (std::int64_t i = 0; i < operations / producers + 1; ++i) {
      if (number < producers) {
        queue.put(i);
      } else {
        queue.get();
      }
    }
  });
}

}  // namespace

void add_queue_workloads(std::vector<Workload>& workloads) {
  workloads.insert(workloads.end(), {
                                        {"queue, 1 to 1", "threadbox", &hand_over<OurQueue, 1>},
                                        {"queue, 1 to 1", "std::queue", &hand_over<TheirQueue, 1>},
                                        {"queue, 4 to 4", "threadbox", &hand_over<OurQueue, 4>},
                                        {"queue, 4 to 4", "std::queue", &hand_over<TheirQueue, 4>},
                                    });
}

}  // namespace bench
