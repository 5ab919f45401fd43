#include <threadbox/concurrent/timer.h>

#include <threadbox/sync/runtime.h>

namespace threadbox {

Timer::Timer(Runtime& runtime, Seconds interval, std::function<void()> function)
    : interval_(interval), finished_(std::make_shared<Event>(&runtime)) {
  Thread::Options options;
  options.body = [interval, finished = finished_, function = std::move(function)] {
    finished->wait(interval);
    if (!finished->is_set()) function();
    finished->set();
  };
  thread_ = Thread::create(runtime, this_waiter(), std::move(options));
}

void Timer::start() { thread_->start(); }

void Timer::cancel() { finished_->set(); }

void Timer::join(std::optional<Seconds> timeout) { thread_->join(timeout); }

}  // namespace threadbox
