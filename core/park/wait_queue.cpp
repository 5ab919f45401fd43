#include <threadbox/park/detail/wait_queue.h>

#include <cassert>

namespace threadbox {

void WaitQueue::push_back(WaitNode& node, Waiter& waiter, TimeNs since_ns) noexcept {
  assert(!node.queued() && !node.granted());
  node.waiter_ = &waiter;
  node.since_ns_ = since_ns;
  node.previous_ = last_;
  node.next_ = nullptr;
  (last_ != nullptr ? last_->next_ : first_) = &node;
  last_ = &node;
  ++size_;
  node.state_.store(WaitNode::State::queued, std::memory_order_relaxed);
}

void WaitQueue::unlink(WaitNode& node) noexcept {
  (node.previous_ != nullptr ? node.previous_->next_ : first_) = node.next_;
  (node.next_ != nullptr ? node.next_->previous_ : last_) = node.previous_;
  --size_;
  sleep_again(node);
}

void WaitQueue::sleep_again(WaitNode& node) noexcept {
  if (!node.woken_) return;
  node.woken_ = false;
  --woken_;
}

void WaitQueue::wake_until(std::int64_t wanted) noexcept {
  guard_.assert_held();
  if (wanted > size_) wanted = size_;
  for (WaitNode* node = first_; woken_ < wanted; node = node->next_) {
    if (node->woken_) continue;
    node->woken_ = true;
    ++woken_;
    guard_.wake_later(node->waiter_->signal());
  }
}

void WaitQueue::remove(WaitNode& node) noexcept {
  if (!node.queued()) return;
  unlink(node);
  node.state_.store(WaitNode::State::idle, std::memory_order_relaxed);
}

void WaitQueue::grant_front(int message) noexcept {
  guard_.assert_held();
  assert(!empty());
  WaitNode& node = *first_;
  Waiter& waiter = *node.waiter_;
  unlink(node);
  node.message = message;
  // Signal before granting: a thread that sees the grant without taking the guard may return, end, and destroy its waiter, which
  // must not be touched after that. Release: such a thread sees `message` and what its waker did.
  Atomic<std::uint32_t>* const sleeper = waiter.signal();
  node.state_.store(WaitNode::State::granted, std::memory_order_release);
  guard_.wake_later(sleeper);
}

}  // namespace threadbox
