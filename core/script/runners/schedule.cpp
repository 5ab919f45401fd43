#include "script/runners/schedule.h"

#include <charconv>
#include <limits>

namespace threadbox::script {

namespace {

constexpr std::string_view version = "1";

/// Removes a positive number from the front of `text` and returns it; 0 if there is none, or it is too large.
std::uint32_t take_number(std::string_view& text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return 0;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

char letter_of(Preemption preemption) noexcept {
  return preemption == Preemption::line ? 'l' : preemption == Preemption::bytecode ? 'b' : 'a';
}

bool take(std::string_view& text, std::string_view what) {
  if (!text.starts_with(what)) return false;
  text.remove_prefix(what.size());
  return true;
}

}  // namespace

void Schedule::add(Choice choice) {
  if (!stretches_.empty() && stretches_.back().choice == choice &&
      stretches_.back().count < std::numeric_limits<std::uint32_t>::max()) {
    ++stretches_.back().count;
  } else {
    stretches_.push_back({choice, 1});
  }
}

std::string Schedule::text() const {
  std::string text(version);
  text += letter_of(preemption_);
  for (const Stretch& stretch : stretches_) {
    text += stretch.choice.kind == Choice::Kind::expire ? ".e" : ".";
    text += std::to_string(stretch.choice.thread);
    if (stretch.count > 1) text += "x" + std::to_string(stretch.count);
  }
  return text;
}

std::variant<Schedule, std::string> Schedule::parse(std::string_view text) {
  const std::string_view whole = text;
  const auto wrong = [&](const std::string& what) {
    return "a schedule " + what + " (at character " + std::to_string(whole.size() - text.size() + 1) + ")";
  };
  if (!take(text, version)) return wrong("begins with its version, and this Threadbox reads version 1: '1l…', '1b…' or '1a…'");
  Schedule schedule(text.starts_with('b') ? Preemption::bytecode : text.starts_with('a') ? Preemption::access : Preemption::line);
  if (!take(text, "l") && !take(text, "b") && !take(text, "a"))
    return wrong("says after its version where threads are switched: 'l', 'b' or 'a'");
  while (!text.empty()) {
    if (!take(text, ".")) return wrong("has a '.' before each choice");
    Stretch stretch;
    if (take(text, "e")) stretch.choice.kind = Choice::Kind::expire;
    stretch.choice.thread = take_number(text);
    if (stretch.choice.thread == 0) return wrong("names a thread by its number, from 1");
    if (take(text, "x") && (stretch.count = take_number(text)) == 0) return wrong("repeats a choice a positive number of times");
    schedule.stretches_.push_back(stretch);
  }
  return schedule;
}

}  // namespace threadbox::script
