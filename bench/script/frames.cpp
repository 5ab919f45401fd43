// The CPU time of a frame without a window: draining, folding and drawing, with a long log of many threads.
#include "session/session.h"
#include "ui/app.h"
#include "ui/kit/theme.h"

#include <imgui.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using namespace threadbox;

constexpr int threads = 32, frames = 400;

/// Threads that record so many events together, each by itself, and then take turns at a lock every millisecond.
std::string program(std::uint64_t events) {
  return "import threading, time\nlock = threading.Lock()\ndef work():\n    mine = threading.Lock()\n    for _ in range(" +
         std::to_string(events / threads / 2 + 1) +
         "):\n        mine.acquire()\n        mine.release()\n    while True:\n        with lock:\n            "
         "time.sleep(0.001)\n"
         "for _ in range(" +
         std::to_string(threads) + "):\n    threading.Thread(target=work).start()\n";
}

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point begin) { return std::chrono::duration<double, std::milli>(Clock::now() - begin).count(); }

/// Draws frames of a run with so many events; `act` gives the input of each.
void measure(const char* name, std::uint64_t events, const auto& act) {
  session::Session session;
  session.load(program(events));
  session.run({});
  while (session.model().event_count < events) session.drain();
  ui::App app(session, {.toolbar = false});
  std::vector<double> times;
  for (int i = 0; i < frames; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(16));
    act(i);
    const auto begin = Clock::now();
    app.update();
    ImGui::NewFrame();
    app.draw();
    ImGui::Render();
    app.apply();
    times.push_back(ms_since(begin));
  }
  std::ranges::sort(times);
  std::printf("%s: median %.2f ms, 95 %% %.2f ms, longest %.2f ms\n", name, times[frames / 2], times[frames * 95 / 100],
              times.back());
  session.stop();
  while (session.live()) session.drain();
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view only = argc > 1 ? argv[1] : "";
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = {1440, 900};
  io.DeltaTime = 1.0F / 60;
  ui::load_fonts(1);
  unsigned char* pixels = nullptr;
  int width = 0, height = 0;
  io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
  ui::apply_theme(ui::Theme::dark);
  if (only != "pan") measure("32 threads, 100,000 events", 100'000, [](int) {});
  if (only != "log") {
    io.AddMousePosEvent(700, 150);
    measure("panning and zooming 1,000,000 events", 1'000'000, [&](int i) {
      const float there = i % 80 < 40 ? 1.0F : -1.0F;
      if (i % 40 < 10) io.AddMouseWheelEvent(there, 0);
      else io.AddMouseWheelEvent(0, there);
    });
  }
  ImGui::DestroyContext();
}
