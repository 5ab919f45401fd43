#include "explore/follow.h"

#include <algorithm>
#include <utility>

namespace threadbox::explore {

namespace {

class Following final : public Search {
 public:
  explicit Following(std::vector<ThreadId> choices) : choices_(std::move(choices)) {}

  std::optional<ThreadId> choose(const Point& point) override {
    while (at_ < choices_.size()) {
      const ThreadId thread = choices_[at_++];
      if (std::ranges::binary_search(point.able, thread)) return thread;
    }
    return std::ranges::binary_search(point.able, point.last) ? point.last : point.able.front();
  }
  void made(const Footprint&) override {}
  bool next_run(std::span<const StuckThread>) override { return false; }
  [[nodiscard]] bool is_exhaustive() const noexcept override { return false; }

 private:
  const std::vector<ThreadId> choices_;
  std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<Search> following_search(std::vector<ThreadId> choices) {
  return std::make_unique<Following>(std::move(choices));
}

}  // namespace threadbox::explore
