#include "explore/started_threads.h"

#include <algorithm>
#include <array>
#include <functional>

namespace threadbox::explore {

namespace {

/// "Thread- (work)" for the name that the second thread with that function has by itself.
std::string without_number(const std::string& name) {
  constexpr std::string_view begin = "Thread-";
  if (!name.starts_with(begin)) return name;
  return std::string(begin) + name.substr(std::min(name.find_first_not_of("0123456789", begin.size()), name.size()));
}

using Threads = std::vector<const StartedThread*>;

Threads children_of(const std::vector<StartedThread>& all, const std::string& path) {
  Threads children;
  for (const StartedThread& each : all)
    if (each.path.starts_with(path + ".") && each.path.find('.', path.size() + 1) == std::string::npos) children.push_back(&each);
  return children;
}

}  // namespace

void StartedThreads::see(script::ProgramRun& run, std::span<const TraceEvent> events) {
  for (const TraceEvent& event : events) {
    if (event.kind == EventKind::line) lines_[event.thread] = event.detail;
    if (event.kind == EventKind::thread_create || event.kind == EventKind::thread_name) {
      names_[event.object] = run.tracer().texts().text(event.argument);
    }
    if (event.kind != EventKind::thread_start) continue;
    const std::string by = path_of(event.thread);
    if (by.empty()) continue;
    list_.push_back({static_cast<ThreadId>(event.argument), by + "." + std::to_string(++counts_[event.thread]),
                     lines_[event.thread], names_[event.object]});
  }
}

ThreadId StartedThreads::at(const std::string& path) const noexcept {
  const auto found = std::ranges::find(list_, path, &StartedThread::path);
  return found != list_.end() ? found->id : 0;
}

std::string StartedThreads::path_of(ThreadId thread) const {
  const auto found = std::ranges::find(list_, thread, &StartedThread::id);
  return found != list_.end() ? found->path : std::string();
}

std::map<std::string, std::string> match(const std::vector<StartedThread>& old, const std::vector<StartedThread>& edited,
                                         const LineMap& lines) {
  using Test = std::function<bool(const StartedThread&, const StartedThread&)>;
  const Test has_name = [](const auto& a, const auto& b) { return a.name == b.name && without_number(a.name) == a.name; };
  const Test has_function = [](const auto& a, const auto& b) { return without_number(a.name) == without_number(b.name); };
  const Test has_line = [&](const auto& a, const auto& b) {
    return a.line != 0 && lines.of_old(a.line) != 0 && lines.of_old(a.line) == lines.of_edited(b.line);
  };
  const Test has_both = [&](const auto& a, const auto& b) { return has_function(a, b) && has_line(a, b); };
  std::map<std::string, std::string> matches{{"1", "1"}};
  std::vector<std::string> open{"1"};
  while (!open.empty()) {
    const std::string parent = open.back();
    open.pop_back();
    Threads olds = children_of(old, matches.at(parent)), news = children_of(edited, parent);
    const auto pair = [&](const Test& are_same) {
      for (auto each = news.begin(); each != news.end();) {
        const auto same = std::ranges::find_if(olds, [&](const StartedThread* one) { return are_same(*one, **each); });
        if (same == olds.end()) {
          ++each;
          continue;
        }
        matches[(*each)->path] = (*same)->path;
        open.push_back((*each)->path);
        olds.erase(same);
        each = news.erase(each);
      }
    };
    for (const Test& test : {has_name, has_both, has_function, has_line}) pair(test);
    if (olds.size() == news.size()) pair([](const auto&, const auto&) { return true; });
  }
  return matches;
}

}  // namespace threadbox::explore
