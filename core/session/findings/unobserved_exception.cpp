#include "session/findings/telling.h"

#include <string_view>

namespace threadbox::session {

namespace {

/// Whether the interpreter has written this about an exception that nothing caught: what a hook of the program writes looks otherwise.
bool is_of_default_hook(std::string_view text) {
  return text.starts_with("Exception in thread ") || text.starts_with("Exception ignored in thread ");
}

/// A thread other than the main thread died of an exception that only the default hook has shown: the others go on as if it had worked.
/// The default hook writes to standard error, in the thread that died, right after its death.
class UnobservedException final : public Detector {
 public:
  UnobservedException() noexcept : Detector({}, {EventKind::thread_died, EventKind::output, EventKind::thread_end}) {}

  void after(const Scene& scene, Findings& findings) override {
    if (scene.event.kind == EventKind::thread_died) {
      dying_.push_back(scene.event.object);
    } else if (!dying_.empty() && scene.actor != nullptr && std::erase(dying_, scene.actor->object) > 0) {
      if (scene.event.kind == EventKind::output && !scene.model.console.empty() &&
          is_of_default_hook(scene.model.console.back().text))
        report(*scene.actor, scene, findings);
    }
  }

 private:
  static void report(const ThreadRow& thread, const Scene& scene, Findings& findings) {
    if (thread.is_main || thread.is_console) return;
    const std::uint32_t line = thread.exception_line != 0 ? thread.exception_line : thread.line;
    Finding finding{.kind = FindingKind::unobserved_exception, .level = FindingLevel::warning, .time_ns = scene.model.time_ns};
    finding.text =
        label(thread) + " ended by " + thread.exception + in_line(line) + ", and the other threads go on as if it had worked.";
    finding.evidence.push_back({thread.object, line, scene.event.sequence, scene.model.time_ns});
    findings.add(std::move(finding));
  }

  std::vector<ObjectId> dying_;
};

}  // namespace

std::unique_ptr<Detector> make_unobserved_exception() { return std::make_unique<UnobservedException>(); }

}  // namespace threadbox::session
