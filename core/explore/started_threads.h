#pragma once

#include "explore/execution.h"
#include "explore/line_map.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace threadbox::explore {

/// A thread of a run, known by which thread started it, and as which one: its number may be another one in other runs.
struct StartedThread {
  ThreadId id = 0;
  std::string path;        ///< "1.2": the second one that the main thread started.
  std::uint32_t line = 0;  ///< Where it was started; 0: not known.
  std::string name;
};

/// Notes which threads a run starts. Threads: the run's. Errors: std::bad_alloc.
class StartedThreads {
 public:
  void see(script::ProgramRun& run, std::span<const TraceEvent> events);
  /// All so far, in the order of their starts; first the main thread.
  [[nodiscard]] const std::vector<StartedThread>& list() const noexcept { return list_; }
  /// 0: there is none.
  [[nodiscard]] ThreadId at(const std::string& path) const noexcept;
  /// Empty: there is none.
  [[nodiscard]] std::string path_of(ThreadId thread) const;

 private:
  std::vector<StartedThread> list_{{1, "1", 0, "MainThread"}};
  std::map<ThreadId, std::uint32_t> lines_;
  std::map<ThreadId, unsigned> counts_;  ///< How many each has started.
  std::map<ObjectId, std::string> names_;
};

/// For the path of each thread of an edited program that of the old program's thread that it is: by its name, its function, where it is started, or
/// the order of starts. Errors: std::bad_alloc.
std::map<std::string, std::string> match(const std::vector<StartedThread>& old, const std::vector<StartedThread>& edited,
                                         const LineMap& lines);

}  // namespace threadbox::explore
