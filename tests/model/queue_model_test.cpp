#include "meetings.h"

#include <threadbox/concurrent/queue.h>
#include <threadbox/sync/simple_queue.h>

#include <algorithm>

using namespace threadbox;
using namespace threadbox::model;

namespace {

/// Counts the threads that are in a call; also if one is stopped in it.
class In {
 public:
  explicit In(int& count) : count_(count) { ++count_; }
  ~In() { --count_; }
  In(const In&) = delete;

 private:
  int& count_;
};

class Trading : public Market {
 public:
  explicit Trading(long long maxsize = 1) : queue(maxsize) {}
  void put(bool block = true, std::optional<Seconds> in_time = std::nullopt) {
    const In counted(putting);
    const int item = next_item++;
    if (attempt([&] {
          queue.put(item, block, in_time);
          return true;
        }))
      ++put_count;
  }
  bool get(bool block = true, std::optional<Seconds> in_time = std::nullopt) {
    const In counted(getting);
    const auto item = attempt([&] { return queue.get(block, in_time); });
    if (!item) return false;
    expect((seen & 1u << *item) == 0, "no item is got twice");
    seen |= 1u << *item;
    ++got_count;
    return true;
  }
  void get_and_report() {
    if (get()) queue.task_done();
  }
  void join() {
    const In counted(joining);
    attempt([&] {
      queue.join();
      return true;
    });
  }
  void shutdown(bool immediate) {
    if (immediate) emptied = true;
    queue.shutdown(immediate);
  }
  void judge() override {
    expect(emptied || queue.qsize() == put_count - got_count, "each item that was put is there or was got");
    expect(queue.empty() || getting == 0, "an item is there and a getter sleeps");
    expect(queue.full() || putting == 0, "there is room and a putter sleeps");
    expect(!queue.is_shutdown() || (getting == 0 && putting == 0), "the queue is shut down and a thread sleeps");
    expect(queue.unfinished_tasks() != 0 || joining == 0, "all tasks are done and a joiner sleeps");
  }

  Queue<int> queue;
  int next_item = 0, put_count = 0, got_count = 0, putting = 0, getting = 0, joining = 0;
  unsigned seen = 0;
  bool emptied = false;
};

const std::vector<Action<Trading>> actions{{"put", [](Trading& all) { all.put(); }},
                                           {"get", [](Trading& all) { all.get(); }},
                                           {"put twice", [](Trading& all) { all.put(), all.put(); }},
                                           {"get in time", [](Trading& all) { all.get(true, timeout); }},
                                           {"put in time", [](Trading& all) { all.put(true, timeout); }},
                                           {"interrupt", [](Trading& all) { all.interrupt_first(); }},
                                           {"stop", [](Trading& all) { all.stop_first(); }},
                                           {"shutdown", [](Trading& all) { all.shutdown(false); }},
                                           {"shutdown at once", [](Trading& all) { all.shutdown(true); }},
                                           {"get, task_done", [](Trading& all) { all.get_and_report(); }},
                                           {"join", [](Trading& all) { all.join(); }},
                                           {"set_maxsize", [](Trading& all) { all.queue.set_maxsize(2); }},
                                           {"try to get", [](Trading& all) { all.get(false); }},
                                           {"get twice", [](Trading& all) { all.get(), all.get(); }}};

class Passing : public Market {
 public:
  void get(std::optional<Seconds> in_time = std::nullopt) {
    const auto item = attempt([&] { return queue.get(true, in_time); });
    if (item) ++got_count;
  }
  void put() {
    ++put_count;
    queue.put(1);
  }
  void stop() {
    stopped = true;
    stop_first();
  }
  void judge() override {
    const long long missing = put_count - got_count - queue.qsize();
    expect(missing == 0 || (missing == 1 && stopped), "each item that was put is there, was got, or is a stopped thread's");
    expect(queue.empty() || sleeping() == 0, "an item is there and a thread sleeps");
  }

  SimpleQueue<int> queue;
  int put_count = 0, got_count = 0;
  bool stopped = false;
};

const std::vector<Action<Passing>> simple_actions{{"get", [](Passing& all) { all.get(); }},
                                                  {"put", [](Passing& all) { all.put(); }},
                                                  {"put twice", [](Passing& all) { all.put(), all.put(); }},
                                                  {"get in time", [](Passing& all) { all.get(timeout); }},
                                                  {"interrupt", [](Passing& all) { all.interrupt_first(); }},
                                                  {"stop", [](Passing& all) { all.stop(); }}};

/// Two items, in the order in which they were put.
class Ordered : public Meeting {
 public:
  Ordered() {
    thread([this] { queue.put(1), queue.put(2); });
    thread([this] {
      expect(queue.get() == 1, "first in, first out");
      expect(queue.get() == 2, "first in, first out");
    });
  }
  Queue<int> queue{1};
};

}  // namespace

TEST_CASE("model: a queue neither loses nor doubles an item, and no thread sleeps while it could put or get") {
  explore_all("queue", actions, 2);
  explore_all("queue", actions, 3);
  const Report ordered = explore([] { return std::make_unique<Ordered>(); });
  CHECK_MESSAGE(ordered.failure.empty(), ordered.failure, ": ", ordered.schedule);
  if (explores_all()) explore_all("queue", actions, 4);
}

TEST_CASE("model: an item of a simple queue is given to a thread that waits for it") {
  explore_all("simple queue", simple_actions, 2);
  explore_all("simple queue", simple_actions, 3);
  explore_one("simple queue", std::vector{simple_actions[0], simple_actions[0], simple_actions[0], simple_actions[2]});
  if (explores_all()) explore_all("simple queue", simple_actions, 4);
}
