#include "explore/follow.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace threadbox::explore {

namespace {

class Following final : public Search {
 public:
  explicit Following(std::vector<ThreadId> choices) : choices_(std::move(choices)) {}

  std::optional<ThreadId> choose(const Point& point) override {
    while (at_ < choices_.size()) {
      const ThreadId thread = choices_[at_++];
      if (std::ranges::binary_search(point.able, thread)) return thread;
      fits_ = false;
    }
    return std::ranges::binary_search(point.able, point.last) ? point.last : point.able.front();
  }
  void made(const Footprint&) override {}
  bool next_run(std::span<const StuckThread>) override { return false; }
  [[nodiscard]] bool is_exhaustive() const noexcept override { return false; }

  [[nodiscard]] bool fits() const noexcept { return fits_ && at_ == choices_.size(); }

 private:
  const std::vector<ThreadId> choices_;
  std::size_t at_ = 0;
  bool fits_ = true;
};

std::vector<ThreadId> choices_of(std::string_view text, std::size_t most) {
  const auto parsed = script::Schedule::parse(text);
  if (const auto* wrong = std::get_if<std::string>(&parsed)) throw std::invalid_argument(*wrong + ".");
  std::vector<ThreadId> choices;
  for (const auto& [choice, count] : std::get<script::Schedule>(parsed).stretches())
    if (choice.kind == script::Choice::Kind::run)
      choices.insert(choices.end(), std::min<std::size_t>(count, most - std::min(most, choices.size())), choice.thread);
  return choices;
}

}  // namespace

std::unique_ptr<Search> following_search(std::vector<ThreadId> choices) {
  return std::make_unique<Following>(std::move(choices));
}

Followed follow(const Subject& subject, std::string_view schedule) {
  Following search(choices_of(schedule, subject.most_steps));
  bool again = false;
  Execution execution = execute(subject, search, again);
  return {std::move(execution.outcome), search.fits()};
}

}  // namespace threadbox::explore
