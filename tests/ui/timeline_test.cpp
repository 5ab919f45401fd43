#include "models.h"
#include "stage.h"

#include "ui/views/timeline_bars.h"
#include "ui/views/timeline_details.h"
#include "ui/views/timeline_items.h"
#include "ui/views/timeline_scale.h"
#include "ui/views/views.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace threadbox;
using namespace threadbox::session;
using namespace threadbox::ui;

namespace {

constexpr TimeNs ms = 1'000'000;
constexpr double second = 1e9;

/// A thread that runs and waits in turn, each for `length_ns`.
std::vector<Span> busy_spans(std::size_t count, TimeNs length_ns) {
  std::vector<Span> spans;
  for (std::size_t i = 0; i < count; ++i) {
    const auto begin = static_cast<TimeNs>(i) * length_ns;
    const bool runs = i % 2 == 0;
    spans.push_back(
        {begin, begin + length_ns, runs ? ThreadState::running : ThreadState::waiting, OperationKind::lock_acquire, 9});
  }
  return spans;
}

/// Fifty threads with twenty thousand spans each: a million.
Model million_model() {
  Model model = small_model();
  model.threads.clear();
  for (ObjectId i = 1; i <= 50; ++i) {
    ThreadRow row = thread_row(i, "worker-" + std::to_string(i));
    row.spans = busy_spans(20'000, 100'000);
    for (std::size_t mark = 0; mark < 20'000; ++mark)
      row.marks.push_back({static_cast<TimeNs>(mark) * 100'000, EventKind::output, 0});
    for (std::size_t hold = 0; hold < 20'000; ++hold)
      row.past_holds.push_back({9, static_cast<TimeNs>(hold) * 100'000, static_cast<TimeNs>(hold) * 100'000 + 50'000});
    model.threads.push_back(row);
  }
  model.time_ns = 2000 * ms;
  return model;
}

/// Draws the timeline alone in a window of 800 × 300.
void draw_in_window(const Model& model, TimelineState& state, Focus& focus) {
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({800, 300});
  ImGui::Begin("view", nullptr, ImGuiWindowFlags_NoDecoration);
  draw_timeline(model, state, focus);
  ImGui::End();
}

}  // namespace

TEST_CASE("timeline: time and place are each other's inverse") {
  const TimeWindow window{5 * second, 2 * second};
  for (const double x : {0.0, 1.0, 333.0, 999.0}) CHECK(window.x(window.time_ns(x, 1000), 1000) == doctest::Approx(x));
  CHECK(window.x(6 * second, 1000) == doctest::Approx(500));
}

TEST_CASE("timeline: a short run fills the width, a long one shows what happened last") {
  const TimelineState state;
  const TimeWindow brief = window_of(state, 0.4 * second);
  CHECK(brief.begin_ns == 0);
  CHECK(brief.x(0.4 * second, 1000) > 950);
  CHECK(brief.x(0.4 * second, 1000) < 1000);
  const TimeWindow longer = window_of(state, 60 * second);
  CHECK(longer.length_ns == doctest::Approx(10 * second));
  CHECK(longer.x(60 * second, 1000) > 950);
}

TEST_CASE("timeline: zoom keeps the moment under the mouse, and follows on while it follows") {
  TimelineState state;
  const double now = 8 * second;
  const double under = window_of(state, now).time_ns(300, 1000);
  zoom(state, now, 0.5, 0.3);
  CHECK(window_of(state, now).x(under, 1000) == doctest::Approx(300));
  follow(state, now);
  zoom(state, now, 0.5, 0.3);
  CHECK(state.mode == TimelineState::Mode::follow);
  CHECK(window_of(state, 20 * second).x(20 * second, 1000) > 950);
}

TEST_CASE("timeline: a pan leaves now, never goes before the beginning, nor past everything") {
  TimelineState state;
  const double now = 30 * second;
  pan(state, now, -0.5);
  CHECK(state.mode == TimelineState::Mode::free);
  CHECK(window_of(state, now).end_ns() < now);
  for (int i = 0; i < 50; ++i) pan(state, now, -0.5);
  CHECK(window_of(state, now).begin_ns == 0);
  for (int i = 0; i < 50; ++i) pan(state, now, 0.5);
  CHECK(window_of(state, now).begin_ns < now);
  fit(state);
  CHECK(window_of(state, now).begin_ns == 0);
  CHECK(window_of(state, now).end_ns() > now);
}

TEST_CASE("timeline: ticks are round and say as much as their distance asks") {
  CHECK(tick_distance_ns(90e6) == doctest::Approx(100e6));
  CHECK(tick_distance_ns(110e6) == doctest::Approx(200e6));
  CHECK(tick_text(0, 100e6) == "0 s");
  CHECK(tick_text(200e6, 100e6) == "200 ms");
  CHECK(tick_text(1.2e9, 200e6) == "1.2 s");
  CHECK(tick_text(2e9, 1e9) == "2 s");
  CHECK(tick_text(50e3, 10e3) == "50 µs");
  CHECK(tick_text(1.00005e9, 10e3) == "1.00005 s");
}

TEST_CASE("timeline: wide spans are bars of their own, with their ends where their times are") {
  const auto spans = busy_spans(10, 100 * ms);
  std::vector<Bar> bars;
  visible_bars(spans, 1000 * ms, {0, 1000.0 * ms}, 1000, bars);
  REQUIRE(bars.size() == 10);
  CHECK(bars[3].from == doctest::Approx(300));
  CHECK(bars[3].to == doctest::Approx(400));
  CHECK(bars[3].span == &spans[3]);
}

TEST_CASE("timeline: the last span reaches to now") {
  const auto spans = busy_spans(2, 100 * ms);
  std::vector<Bar> bars;
  visible_bars(spans, 900 * ms, {0, 1000.0 * ms}, 1000, bars);
  CHECK(bars.back().to == doctest::Approx(900));
}

TEST_CASE("timeline: however many spans there are, bars are no more than places, and none is lost") {
  const auto spans = busy_spans(20'000, 100'000);
  std::vector<Bar> bars;
  for (const TimeWindow window :
       {TimeWindow{0, 2000.0 * ms}, TimeWindow{0, 200.0 * ms}, TimeWindow{700.0 * ms, 50.0 * ms}, TimeWindow{0, 20'000.0 * ms}}) {
    const std::size_t visited = visible_bars(spans, 2000.0 * ms, window, 800, bars);
    CHECK(bars.size() <= 800);
    CHECK(visited < 16'000);
    std::size_t shown = 0;
    float end = 0;
    for (const Bar& bar : bars) {
      CHECK(bar.from >= end - 1.6F);  // Side by side, without a hole.
      CHECK(bar.from <= end + 1.6F);
      CHECK(bar.to > bar.from);
      end = bar.to;
      shown += bar.spans;
    }
    const double in_sight = std::min(window.end_ns(), 2000.0 * ms) - window.begin_ns;
    CHECK(static_cast<double>(shown) >= in_sight / 100'000 - 1);
  }
}

TEST_CASE("timeline: of many spans in a place, the longest is what it looks like") {
  std::vector<Span> spans = busy_spans(2, 1);
  spans[0].end_ns = spans[1].begin_ns = 900;
  spans[1].end_ns = 1000;
  std::vector<Bar> bars;
  visible_bars(spans, 1000, {0, 1e9}, 1000, bars);
  REQUIRE(bars.size() == 1);
  CHECK(bars[0].spans == 2);
  CHECK(bars[0].span == &spans[0]);
}

TEST_CASE("timeline: marks in one place are one, and the gravest shows") {
  const std::vector<Mark> marks = {
      {10, EventKind::output, 0}, {11, EventKind::barrier_broken, 7}, {12, EventKind::output, 0}, {900, EventKind::event_set, 8}};
  std::vector<MarkPlace> places;
  visible_marks(marks, {0, 1000}, 1000, places);
  REQUIRE(places.size() == 2);
  CHECK(places[0].marks == 3);
  CHECK(places[0].mark->kind == EventKind::barrier_broken);
}

TEST_CASE("timeline: a hold that ends out of sight is seen from where it began") {
  const std::vector<Hold> holds = {{1, 0, 10}, {2, 100, 200}, {1, 50, 2000}};
  std::vector<HoldPlace> places;
  visible_holds(holds, {0, 1000}, 1000, places);
  REQUIRE(places.size() == 3);
  CHECK(places[2].from == doctest::Approx(50));
  CHECK(places[2].to == doctest::Approx(1000));
}

TEST_CASE("timeline: a million spans cost what the pixels cost") {
  const Model model = million_model();
  TimelineState state;
  Focus focus;
  const auto view = [&] {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({1280, 400});
    ImGui::Begin("view", nullptr, ImGuiWindowFlags_NoDecoration);
    draw_timeline(model, state, focus);
    ImGui::End();
  };
  Stage stage(view);
  for (int step = 0; step < 12; ++step) {
    stage.frame();
    CAPTURE(step);
    // Some 14 lanes are in sight, each with at most 900 places for bars and half as many for holds and marks.
    CHECK(ImGui::GetDrawData()->TotalVtxCount < 400'000);
    CHECK(ImGui::GetDrawData()->TotalVtxCount > 1'000);
    zoom(state, static_cast<double>(model.time_ns), 0.5, 0.4);
  }
}

TEST_CASE("timeline: time counts from the program's begin, and what was before is not seen") {
  constexpr TimeNs importing = 60 * ms;
  const Model at_once = small_model();
  Model later = small_model();
  later.begin_ns = importing;
  later.time_ns += importing;
  for (ThreadRow& thread : later.threads) {
    for (Span& span : thread.spans) {
      if (span.begin_ns > 0) span.begin_ns += importing;  // The others began before the program.
      span.end_ns += importing;
    }
    for (Mark& mark : thread.marks) mark.time_ns += importing;
    thread.marks.insert(thread.marks.begin(), {importing / 2, EventKind::interrupt, 0});
  }
  const auto vertices = [](const Model& model, const auto& act) {
    TimelineState state;
    Focus focus;
    Stage stage([&] { draw_in_window(model, state, focus); });
    act(stage);
    std::vector<float> all;
    for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
      for (const ImDrawVert& vertex : list->VtxBuffer)
        all.insert(all.end(), {vertex.pos.x, vertex.pos.y, vertex.uv.x, vertex.uv.y});
    return all;
  };
  const auto look = [&](const auto& act) {
    const std::vector<float> expected = vertices(at_once, act), seen = vertices(later, act);
    REQUIRE(seen.size() == expected.size());
    for (std::size_t i = 0; i < seen.size(); ++i) CHECK(seen[i] == doctest::Approx(expected[i]).epsilon(0.001));
  };
  look([](Stage&) {});
  look([](Stage& stage) { stage.click("Show everything"); });
  look([](Stage& stage) {
    const WidgetPlace lanes = stage.get("##lanes");
    stage.move_to({lanes.x + lanes.width / 4, lanes.y + 10});  // A tooltip with times.
    stage.settle();
  });
  look([](Stage& stage) {
    stage.move_to({stage.get("##lanes").x + 100, stage.get("##lanes").y + 60});
    stage.wheel(3);
    for (int i = 0; i < 20; ++i) stage.drag({300, 100}, {500, 100});  // Not before the begin.
  });
}

TEST_CASE("timeline: wheel, drag, keys and buttons move it") {
  const Model model = small_model();
  TimelineState state;
  Focus focus;
  Stage stage([&] { draw_in_window(model, state, focus); });
  const auto now = static_cast<double>(model.time_ns);
  const WidgetPlace lanes = stage.get("##lanes");
  const ImVec2 middle{lanes.x + lanes.width / 2, lanes.y + 60};
  stage.move_to(middle);
  stage.wheel(3);
  const TimeWindow zoomed = window_of(state, now);
  CHECK(zoomed.length_ns < 0.8 * second);
  stage.drag(middle, {middle.x - 100, middle.y});
  CHECK(window_of(state, now).begin_ns > zoomed.begin_ns);
  const TimeWindow dragged = window_of(state, now);
  stage.press(ImGuiKey_LeftArrow);
  CHECK(window_of(state, now).begin_ns < dragged.begin_ns);
  stage.press(ImGuiKey_RightArrow);
  CHECK(window_of(state, now).begin_ns == doctest::Approx(dragged.begin_ns));
  stage.press(ImGuiKey_Minus);
  CHECK(window_of(state, now).length_ns > dragged.length_ns);
  stage.press(ImGuiKey_Home);
  CHECK(window_of(state, now).begin_ns == 0);
  stage.press(ImGuiKey_End);
  CHECK(state.mode == TimelineState::Mode::follow);
  stage.click("Show everything");
  CHECK(window_of(state, now).begin_ns == 0);
  stage.click("Zoom in");
  CHECK(window_of(state, now).length_ns < second);
  stage.click("Follow now");
  CHECK(state.mode == TimelineState::Mode::follow);
}

TEST_CASE("timeline: a click on a lane selects its thread in all views, a drag does not") {
  const Model model = small_model();
  TimelineState state;
  Focus focus;
  Stage stage([&] {
    focus.begin_frame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({800, 300});
    ImGui::Begin("view", nullptr, ImGuiWindowFlags_NoDecoration);
    draw_timeline(model, state, focus);
    ImGui::End();
  });
  const WidgetPlace lanes = stage.get("##lanes");
  const ImVec2 second_lane{lanes.x + 100, lanes.y + 39};
  stage.drag(second_lane, {second_lane.x + 50, second_lane.y});
  CHECK(focus.selected() == 0);
  stage.click_at(second_lane);
  CHECK(focus.selected() == worker_object);
  CHECK(focus.hovered() == worker_object);
  const WidgetPlace with_details = stage.get("##lanes");
  CHECK(with_details.height < lanes.height);
  stage.click_at({second_lane.x, with_details.y + with_details.height - 4});
  CHECK(focus.selected() == 0);
}

TEST_CASE("timeline: a selected wait says why, for how long, and which thread ended it") {
  Model model = small_model();
  ThreadRow& worker = *model.threads.find(worker_object);
  worker.spans.back().end_ns = 700 * ms;
  worker.spans.push_back({700 * ms, 700 * ms, ThreadState::running});
  model.threads[0].id = 1;
  TimelineState state;
  state.selected = SelectedSpan{worker_object, 500 * ms};
  CHECK(selected_text(model, state) == "worker: gate.wait(), 200 ms, from 500 ms.");
  state.wake_up = WakeUp{true, WaitOutcome::done, 12, 1, EventKind::barrier_opened, 690 * ms, 31};
  CHECK(selected_text(model, state) ==
        "worker: gate.wait() (line 12), 200 ms, from 500 ms. MainThread came as the last (line 31) at 690 ms.");
  state.wake_up->outcome = WaitOutcome::timed_out;
  CHECK(selected_text(model, state) == "worker: gate.wait() (line 12), 200 ms, from 500 ms. Its timeout ended the wait.");
  state.selected->begin_ns = 1;  // No span begins there.
  CHECK(selected_text(model, state).empty());
}

TEST_CASE("timeline: a wait that goes on is selected with the time so far") {
  Model model = small_model();
  TimelineState state;
  state.selected = SelectedSpan{worker_object, 500 * ms};
  state.wake_up = WakeUp{.line = 12};
  CHECK(selected_text(model, state) == "worker: gate.wait() (line 12) for 500 ms so far, from 500 ms.");
}

TEST_CASE("timeline: the times of a range are those of its spans, cut at its ends") {
  Model model = small_model();
  const auto times = times_in(model, {400e6, 300e6}, 1e9);
  REQUIRE(times.size() == 2);
  CHECK(times[1].thread->object == worker_object);
  CHECK(times[1].running_ns == doctest::Approx(100e6));
  CHECK(times[1].waiting_ns == doctest::Approx(200e6));
  CHECK(times[1].ready_ns == 0);
  CHECK(times_in(model, {2e9, 1e9}, 1e9).empty());
}

TEST_CASE("timeline: a click selects a bar, a second one nothing, and a drag with Shift marks a range") {
  Model model = small_model();
  TimelineState state;
  Focus focus;
  Stage stage([&] {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({1000, 400});
    ImGui::Begin("timeline", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
    draw_timeline(model, state, focus);
    ImGui::End();
  });
  const WidgetPlace lanes = stage.get("##lanes");
  const ImVec2 bar{lanes.x + lanes.width * 0.7F, lanes.y + 39};
  stage.click_at(bar);
  REQUIRE(state.selected);
  CHECK(*state.selected == SelectedSpan{worker_object, 500 * ms});
  CHECK(focus.is_selected(worker_object));
  stage.click_at(bar);
  CHECK_FALSE(state.selected);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  stage.drag({lanes.x + lanes.width * 0.2F, bar.y}, {lanes.x + lanes.width * 0.6F, bar.y});
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  stage.settle();
  REQUIRE(state.range);
  CHECK(state.range->length_ns == doctest::Approx(0.4 * 1e9 * 1.03).epsilon(0.02));
  CHECK(state.mode == TimelineState::Mode::automatic);  // It was not moved.
  stage.click_at(bar);
  CHECK_FALSE(state.range);
}

TEST_CASE("timeline: a double click on a bar goes to its line and leaves it selected; Enter goes there again") {
  Model model = small_model();
  ThreadRow& worker = *model.threads.find(worker_object);
  worker.line = worker.spans.back().line = 12;
  worker.spans.front().line = 9;
  TimelineState state;
  Focus focus;
  Stage stage([&] { draw_in_window(model, state, focus); });
  const WidgetPlace lanes = stage.get("##lanes");
  const auto double_click = [&](float share, float y) {
    for (int i = 0; i < 20; ++i) stage.frame();  // Else it would be a third and fourth click.
    stage.move_to({lanes.x + lanes.width * share, lanes.y + y});
    for (const bool down : {true, false, true, false}) {
      ImGui::GetIO().AddMouseButtonEvent(0, down);
      stage.frame();
    }
    stage.settle();
  };
  double_click(0.7F, 39);
  CHECK(focus.take_line() == 12);
  CHECK(state.selected == SelectedSpan{worker_object, 500 * ms});
  stage.press(ImGuiKey_Enter);
  CHECK(focus.take_line() == 12);
  double_click(0.7F, 39);
  CHECK(focus.take_line() == 12);
  CHECK(state.selected == SelectedSpan{worker_object, 500 * ms});
  double_click(0.2F, 39);
  CHECK(focus.take_line() == 9);  // Of what is over, the line at which it began.
  state.mode = TimelineState::Mode::all;
  double_click(0.7F, 13);  // Main's line is not known.
  CHECK(focus.take_line() == 0);
  CHECK(state.mode == TimelineState::Mode::automatic);
}

TEST_CASE("timeline: its items are described in words, at the places where they are drawn") {
  Model model = small_model();
  ThreadRow& worker = *model.threads.find(worker_object);
  worker.spans.front().line = 9;
  worker.line = worker.spans.back().line = 12;
  worker.marks = {{250 * ms, EventKind::timer_fire, 0}};
  worker.past_holds = {{gate_id, 100 * ms, 400 * ms}};
  TimelineState state;
  Focus focus;
  CHECK(timeline_lanes(model, state).empty());  // Nothing has been drawn.
  Stage stage([&] { draw_in_window(model, state, focus); });
  const std::vector<TimelineLane> lanes = timeline_lanes(model, state);
  REQUIRE(lanes.size() == 3);
  CHECK(lanes[0].name == "GIL");
  CHECK(lanes[1].thread == main_object);
  REQUIRE(lanes[2].thread == worker_object);
  const std::vector<TimelineItem>& items = lanes[2].items;
  REQUIRE(items.size() == 4);
  CHECK(items[0].text == "worker: running, 0 s to 500 ms, line 9");
  CHECK(items[1].text == "worker: waiting in gate.wait(), since 500 ms, line 12");
  CHECK(items[2].text.starts_with("worker: holds gate, 100 ms to 400 ms"));
  CHECK(items[3].text.ends_with("at 250 ms"));
  CHECK(items[1].line == 12);

  // A click in the middle of the item's place selects it, as select_span() does.
  const auto middle = [](const TimelineItem& item) { return ImVec2{item.x + item.width / 2, item.y + item.height / 3}; };
  stage.click_at(middle(items[1]));
  REQUIRE(state.selected);
  CHECK(*state.selected == SelectedSpan{worker_object, items[1].time_ns});
  CHECK(timeline_lanes(model, state)[2].items[1].is_selected);
  select_span(state, focus, worker_object, items[1].time_ns);
  CHECK_FALSE(state.selected);
  CHECK_FALSE(focus.is_selected(worker_object));
  select_span(state, focus, worker_object, items[0].time_ns);
  CHECK(timeline_lanes(model, state)[2].items[0].is_selected);
}

TEST_CASE("timeline: however long the run is, the items are few, and none is out of sight") {
  const Model model = million_model();
  TimelineState state;
  state.mode = TimelineState::Mode::all;
  Focus focus;
  Stage stage([&] { draw_in_window(model, state, focus); });
  std::size_t bars = 0;
  const std::vector<TimelineLane> lanes = timeline_lanes(model, state);
  const auto in_sight = std::ranges::count_if(lanes, [](const TimelineLane& lane) { return !lane.items.empty(); });
  CHECK(in_sight > 5);
  CHECK(in_sight < 20);
  REQUIRE(lanes.size() > 20);  // Those out of sight have names alone.
  CHECK(lanes.back().items.empty());
  state.sought = lanes.back().thread;
  for (int frame = 0; frame < 3; ++frame) stage.frame();
  const std::vector<TimelineLane> scrolled = timeline_lanes(model, state);
  CHECK_FALSE(scrolled.back().items.empty());
  CHECK(scrolled[1].items.empty());
  state.sought = scrolled[1].thread;
  for (int frame = 0; frame < 3; ++frame) stage.frame();
  CHECK_FALSE(timeline_lanes(model, state)[1].items.empty());
  for (const TimelineLane& lane : lanes)
    for (const TimelineItem& item : lane.items) {
      if (item.text.find("short stretches") != std::string::npos) ++bars;
      CHECK(item.x >= state.drawn->left - 6);
      CHECK(item.x + item.width <= state.drawn->left + state.drawn->width + 6);
    }
  CHECK(bars > 0);
  CHECK(bars < 450);
}
