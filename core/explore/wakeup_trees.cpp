#include "explore/wakeup_trees.h"

#include <algorithm>

namespace threadbox::explore {

using script::Access;

namespace {

constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;

std::uint64_t hash_of(const Footprint& footprint) noexcept {
  std::uint64_t hash = footprint.size();
  for (const Access& access : footprint) hash = (hash ^ access.place ^ static_cast<std::uint64_t>(access.mode)) * odd;
  return hash;
}

/// Whether they conflict with the same.
bool are_equal(const Footprint& a, const Footprint& b) noexcept {
  return std::ranges::equal(a, b, [](const Access& x, const Access& y) { return x.place == y.place && x.mode == y.mode; });
}

}  // namespace

bool can_begin(ThreadId thread, const Footprint* next, std::uint64_t marks, std::span<const Planned> steps) noexcept {
  const auto own = std::ranges::find(steps, thread, &Planned::thread);
  if (own != steps.end()) {
    next = own->footprint;
    marks = own->marks;
  }
  if (next == nullptr) return false;
  return std::none_of(steps.begin(), own,
                      [&](const Planned& each) { return (each.marks & marks) != 0 && conflict(*each.footprint, *next); });
}

bool WakeupTrees::can_begin(Branch branch, std::span<const Planned> steps) const noexcept {
  const Node& node = nodes_[branch];
  const Known& known = footprints_[node.footprint];
  return explore::can_begin(node.thread, node.footprint == 0 ? nullptr : &known.footprint, known.marks, steps);
}

void WakeupTrees::insert(Branch& first, std::vector<Planned>& steps, std::uint64_t known_objects) {
  // Where the new branch is linked: the place itself may move when nodes are made.
  Branch parent = 0, last = 0;
  for (Branch branch = first; branch != 0;) {
    if (!can_begin(branch, steps)) {
      last = branch;
      branch = nodes_[branch].next;
      continue;
    }
    if (nodes_[branch].then == 0) return;
    const auto own = std::ranges::find(steps, nodes_[branch].thread, &Planned::thread);
    if (own != steps.end()) steps.erase(own);
    if (steps.empty()) return;
    parent = branch;
    last = 0;
    branch = nodes_[branch].then;
  }
  for (const Planned& each : steps) {
    const bool is_known =
        std::ranges::none_of(*each.footprint, [&](const Access& access) { return access.group > known_objects; });
    const Branch made = make(each.thread, is_known ? number_of(each) : 0);
    if (last != 0) nodes_[last].next = made;
    else if (parent != 0) nodes_[parent].then = made;
    else first = made;
    parent = made;
    last = 0;
  }
}

void WakeupTrees::insert(Branch& first, ThreadId thread) {
  Branch last = 0;
  for (Branch branch = first; branch != 0; branch = nodes_[branch].next) {
    if (nodes_[branch].thread == thread) return;
    last = branch;
  }
  const Branch made = make(thread, 0);
  (last != 0 ? nodes_[last].next : first) = made;
}

std::size_t WakeupTrees::count(Branch first) const noexcept {
  std::size_t count = 0;
  for (; first != 0; first = nodes_[first].next) ++count;
  return count;
}

WakeupTrees::Branch WakeupTrees::take(Branch& first) noexcept {
  const Branch taken = first, then = nodes_[taken].then;
  first = nodes_[taken].next;
  free(taken);
  return then;
}

void WakeupTrees::clear(Branch& first) {
  std::vector<Branch> left;
  while (first != 0 || !left.empty()) {
    if (first == 0) {
      first = left.back();
      left.pop_back();
    }
    if (const Branch then = take(first); then != 0) left.push_back(then);
  }
}

WakeupTrees::Branch WakeupTrees::make(ThreadId thread, FootprintNumber footprint) {
  Branch made = free_;
  if (made != 0) {
    free_ = nodes_[made].then;
  } else {
    made = static_cast<Branch>(nodes_.size());
    nodes_.emplace_back();
  }
  nodes_[made] = {thread, footprint, 0, 0};
  return made;
}

void WakeupTrees::free(Branch branch) noexcept {
  Node& node = nodes_[branch];
  if (node.footprint != 0 && --footprints_[node.footprint].uses == 0) {
    Known& known = footprints_[node.footprint];
    const auto [begin, end] = numbers_.equal_range(hash_of(known.footprint));
    numbers_.erase(std::find_if(begin, end, [&](const auto& each) { return each.second == node.footprint; }));
    known.footprint = {};
    free_footprints_.push_back(node.footprint);
  }
  node = {0, 0, free_, 0};
  free_ = branch;
}

WakeupTrees::FootprintNumber WakeupTrees::number_of(const Planned& step) {
  const std::uint64_t hash = hash_of(*step.footprint);
  const auto [begin, end] = numbers_.equal_range(hash);
  for (auto each = begin; each != end; ++each)
    if (are_equal(footprints_[each->second].footprint, *step.footprint)) {
      ++footprints_[each->second].uses;
      return each->second;
    }
  FootprintNumber number = 0;
  if (free_footprints_.empty()) {
    number = static_cast<FootprintNumber>(footprints_.size());
    footprints_.emplace_back();
    free_footprints_.reserve(footprints_.size());  // So that free() allocates nothing.
  } else {
    number = free_footprints_.back();
    free_footprints_.pop_back();
  }
  footprints_[number] = {*step.footprint, step.marks, 1};
  numbers_.emplace(hash, number);
  return number;
}

}  // namespace threadbox::explore
