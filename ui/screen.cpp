#include "ui/screen.h"

#include "ui/kit/recorder.h"
#include "ui/kit/widgets.h"
#include "ui/views/describe.h"
#include "ui/views/timeline_details.h"
#include "ui/views/timeline_moment.h"
#include "ui/views/variables_view.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace threadbox::ui {

using namespace session;

namespace {

constexpr float tabs_below = 640, columns_from = 1120;  // In points of width.
constexpr float short_below = 500;                      // In points of height.
constexpr float gap = 8;
constexpr float compared_share = 0.6F;  // Of the height, for the timelines of two runs that are compared.

/// The height of the spawn form with the space above it.
float spawn_part(const Model& model, float width) { return spawn_height(model, width) + 2 * ImGui::GetStyle().ItemSpacing.y + 1; }

}  // namespace

double Screen::interval_s(const Model& model, bool live, const Steps& steps) {
  if (steps.active) return steps.speed > 0 ? 0.016 : std::numeric_limits<double>::infinity();
  if (!live || at_rest(model)) return std::numeric_limits<double>::infinity();
  const bool time_tells = std::ranges::any_of(model.threads, [](const ThreadRow& thread) {
    return thread.state == ThreadState::running || thread.state == ThreadState::ready || thread.state == ThreadState::starting ||
           (thread.state == ThreadState::waiting && thread.wait.deadline_ns);
  });
  return time_tells ? 0.04 : 1.0;
}

double Screen::passing_s() const noexcept {
  const double flash_s = threads_.flash_until_s - ImGui::GetTime();
  return flash_s > 0 ? std::min(answers_.interval_s(), flash_s) : answers_.interval_s();
}

void Screen::pinch(const Model& model, double factor, float x) {
  const float width = std::max(ImGui::GetIO().DisplaySize.x, 1.0F);
  zoom(timeline_, elapsed_ns(model), factor, std::clamp(x / width, 0.0F, 1.0F));
}

void Screen::draw(const Model& now, const Model& shown, bool live, const CommandSink& send, const Steps& steps,
                  const Steps* past) {
  now_ = &now;
  steps_ = &steps;
  past_ = past;
  timeline_.drawn.reset();
  compared_timeline_.drawn.reset();
  focus_.begin_frame();
  if (now.event_count < last_event_count_ &&
      (!steps.active || steps.revision <= 1)) {  // A new run: reset the state of the views.
    focus_.clear();
    timeline_ = {};
    answers_ = {};
    forget_acts();
    objects_.filter.clear();
    objects_.values.clear();
    threads_ = {};
    console_seen_ns_ = 0;
    deaths_seen_ = 0;
  }
  last_event_count_ = now.event_count;
  answers_.update(now, ImGui::GetTime());
  if (ImGui::IsKeyPressed(ImGuiKey_Escape) && !ImGui::GetIO().WantTextInput) {
    focus_.clear();
    leave_moment(timeline_);
    timeline_.selected.reset();
    timeline_.range.reset();
  }

  // Their keys would also move ImGui's highlight, on which Space clicks.
  ImGuiConfigFlags& config = ImGui::GetIO().ConfigFlags;
  config = steps.active ? config & ~ImGuiConfigFlags_NavEnableKeyboard : config | ImGuiConfigFlags_NavEnableKeyboard;
  if (std::exchange(stepped_run_, steps.run) != steps.run) {
    console_.text = {};
    console_.selection = {};
  }
  if (std::exchange(stepped_to_, steps.position) != steps.position) leave_moment(timeline_);  // The user wants to see the step.
  timeline_.takes_arrows = !steps.active;
  timeline_.first_ns = now.simulated ? 20e3 : 20e6;  // In virtual time a step takes a microsecond.
  if (steps.active) handle_step_keys(steps, stepping_, send);

  const ImGuiViewport* viewport = ImGui::GetMainViewport();
  const bool for_thumbs = viewport->Size.x < tabs_below;
  set_density(for_thumbs);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, for_thumbs ? ImVec2{10, 7} : ImGui::GetStyle().FramePadding);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, for_thumbs ? ImVec2{8, 8} : ImVec2{gap, gap});
  ImGui::SetNextWindowPos(viewport->Pos);
  ImGui::SetNextWindowSize(viewport->Size);
  constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::Begin("Threadbox", nullptr, flags);
  ImGui::PopStyleVar(2);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, for_thumbs ? ImVec2{8, 7} : ImGui::GetStyle().WindowPadding);
  if (options_.toolbar) draw_toolbar(now, live, send);
  if (now.state == RunState::empty) {
    draw_welcome();
  } else {
    draw_notices(now, focus_);  // Those of the present, so that the timeline stays where it is.
    draw_panels(shown, send);
  }
  ImGui::End();
  ImGui::PopStyleVar(2);
}

void Screen::draw_panels(const Model& model, const CommandSink& send) {
  if (steps_->active)
    steps_panel(model, ImGui::GetContentRegionAvail().y * (ImGui::GetContentRegionAvail().x < tabs_below ? 0.42F : 0.32F), send);
  const ImVec2 space = ImGui::GetContentRegionAvail();
  if (!parts_.empty()) return draw_parts(model, send);
  if (draw_full(model, send)) return;
  if (space.x < tabs_below) draw_tabs(model, send);
  else if (space.y < short_below) draw_short(model, send);
  else if (space.x < columns_from) draw_stacked(model, send);
  else draw_columns(model, send);
}

/// Draws the panel that fills the window. False if there is none.
bool Screen::draw_full(const Model& model, const CommandSink& send) {
  const ImVec2 space = ImGui::GetContentRegionAvail();
  form_shown_ = form_wanted_.value_or(true);
  if (timeline_panel_.full) return timeline_panel(space), true;
  if (middle_panel().full) return draw_middle(model, space, send), true;
  if (objects_panel_.full) return objects_panel(model, space, send), true;
  if (console_panel_.full) return console_panel(model, space, send), true;
  return false;
}

/// Decides whether the form for a new thread is shown: if the user wants it, or else if all panels fit with it. Returns its height.
float Screen::form_part(const Model& model, float width, float wanted, float available) {
  const float form = spawn_part(model, width);
  form_shown_ = !steps_->active && form_wanted_.value_or(wanted + form <= available);
  return form_shown_ ? form : 0;
}

/// The height that the panel of primitives wants. The wait-for graph gets it, so that it is bounded.
float Screen::objects_part(const Model& model, float width) const {
  const float extra = panel_extra_height(true);
  if (!shows_graph_) return objects_height(model, objects_, width) + extra;
  return std::min(graph_height(model, width) + extra, ImGui::GetWindowHeight() / 2);
}

/// Panels one below the other: each as high as it needs, and the console gets the rest.
void Screen::draw_stacked(const Model& model, const CommandSink& send) {
  const ImVec2 space = ImGui::GetContentRegionAvail();
  const float between = ImGui::GetStyle().ItemSpacing.y, extra = panel_extra_height(true);
  const bool stepped = steps_->active;
  std::array slots = {PanelSlot{&timeline_panel_, timelines_height() + extra},
                      PanelSlot{&middle_panel(), stepped ? space.y * 0.3F : threads_height(model, space.x) + extra},
                      PanelSlot{&objects_panel_, objects_part(model, space.x)},
                      PanelSlot{&console_panel_, std::clamp(space.y * 0.2F, 130.0F, 240.0F)}};
  float wanted = 3 * between;
  for (const PanelSlot& slot : slots) wanted += slot.want;
  slots[1].want += form_part(model, space.x, wanted, space.y);
  if (compared_ != nullptr) {
    slots[0].want = std::min(slots[0].want, space.y * compared_share);
    make_room(slots, 0, space.y);
  }
  if (shows_graph_) make_room(slots, 2, space.y);
  const std::vector<float> heights = stack_heights(slots, space.y);
  float top = ImGui::GetCursorScreenPos().y;
  const auto edge = [&](const char* name, std::size_t i) {
    lower_edge(name, top, heights[i], *slots[i].state, *slots[i + 1].state);
    top += heights[i] + between;
  };
  timeline_panel({0, heights[0]});
  edge("Timeline", 0);
  draw_middle(model, {0, heights[1]}, send);
  edge("Threads", 1);
  objects_panel(model, {0, heights[2]}, send);
  edge("Primitives", 2);
  console_panel(model, {0, heights[3]}, send);
}

/// Draws the timeline at the full width. Returns the height that is left below it.
float Screen::draw_upper() {
  const float space = ImGui::GetContentRegionAvail().y, top = ImGui::GetCursorScreenPos().y;
  const float most = space * (compared_ != nullptr ? compared_share : 0.42F);
  const std::array slots = {PanelSlot{&timeline_panel_, std::min(timelines_height() + panel_extra_height(true), most)},
                            PanelSlot{&lower_panel_, space}};
  const std::vector<float> heights = stack_heights(slots, space);
  timeline_panel({0, heights[0]});
  lower_edge("Timeline", top, heights[0], timeline_panel_, lower_panel_);
  return heights[1];
}

/// The timeline at the full width; below it threads and primitives, and the console beside them.
void Screen::draw_columns(const Model& model, const CommandSink& send) {
  const ImVec2 space = ImGui::GetContentRegionAvail();
  const float extra = panel_extra_height(true), height = draw_upper();
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const bool beside = !console_panel_.folded;  // Else its title is below.
  const float left = beside ? std::floor((space.x - gap) * left_share_) : space.x;
  ImGui::BeginGroup();
  std::vector slots = {PanelSlot{&middle_panel(), steps_->active ? height : threads_height(model, left) + extra},
                       PanelSlot{&objects_panel_, objects_part(model, left)}};
  slots[0].want += form_part(model, left, slots[0].want + slots[1].want + gap, height);
  if (!beside) slots.push_back({&console_panel_, 0});
  if (shows_graph_) make_room(slots, 1, height);
  const std::vector<float> heights = stack_heights(slots, height);
  draw_middle(model, {left, heights[0]}, send);
  lower_edge("Threads", corner.y, heights[0], middle_panel(), objects_panel_);
  objects_panel(model, {left, heights[1]}, send);
  if (!beside) console_panel(model, {left, heights[2]}, send);
  ImGui::EndGroup();
  if (!beside) return;
  ImGui::SameLine(0, gap);
  console_panel(model, {0, height}, send);
  const float moved = side_edge("columns", {corner.x + left, corner.y}, {gap, height});
  if (moved != 0) left_share_ = std::clamp((left + moved) / (space.x - gap), 0.35F, 0.75F);
}

/// The timeline above, the other views in tabs.
void Screen::draw_tabs(const Model& model, const CommandSink& send) {
  draw_upper();
  draw_tab_views(model, send);
}

/// The timeline at the left, the other views in tabs at the right.
void Screen::draw_short(const Model& model, const CommandSink& send) {
  timeline_panel({std::floor(ImGui::GetContentRegionAvail().x * 0.5F), 0});
  ImGui::SameLine(0, gap);
  ImGui::BeginGroup();
  draw_tab_views(model, send);
  ImGui::EndGroup();
}

/// The colour of the mark on a tab in which something has arrived since it was last shown; 0: nothing has.
ImU32 Screen::news_of(std::size_t tab) {
  const Model& model = *now_;
  if (tab == 0) {
    if (tab_ == 0 && !model.console.empty()) console_seen_ns_ = model.console.back().time_ns;
    ImU32 news = 0;
    for (auto line = model.console.rbegin(); line != model.console.rend() && line->time_ns > console_seen_ns_; ++line) {
      if (line->stream == OutputStream::err) return palette().error;
      if (line->stream == OutputStream::out) news = palette().accent;
    }
    return news;
  }
  if (tab != 1) return 0;
  const std::ptrdiff_t deaths = std::ranges::count(model.threads, ThreadState::failed, &ThreadRow::state);
  if (tab_ == 1) deaths_seen_ = deaths;
  return deaths > deaths_seen_ ? palette().error : 0;
}

void Screen::draw_tab_views(const Model& model, const CommandSink& send) {
  std::array<std::string, 4> titles = {"Console", "Threads " + std::to_string(model.threads.size() + model.ended_threads),
                                       "Primitives " + std::to_string(known_objects(model)),
                                       steps_->active ? "Variables" : "New thread"};
  float padding = 7, width = 0;
  for (const std::string& title : titles) width += ImGui::CalcTextSize(title.c_str()).x + 2 * padding;
  const float tools = ImGui::GetFrameHeight() + ImGui::GetStyle().ItemSpacing.x;
  if (width > ImGui::GetContentRegionAvail().x - tools) {
    titles = {"Console", "Threads", "Primitives", steps_->active ? "Variables" : "New"};
    padding = 5;
  }
  const Palette& colors = palette();
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const bool chosen = tab_ == static_cast<int>(i);
    if (i > 0) ImGui::SameLine(0, 0);
    ImGui::PushID(static_cast<int>(i));
    ImGui::PushStyleColor(ImGuiCol_Button, 0);
    ImGui::PushStyleColor(ImGuiCol_Border, 0);
    ImGui::PushStyleColor(ImGuiCol_Text, chosen ? colors.text : colors.muted);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {padding, ImGui::GetStyle().FramePadding.y});
    // The id stays the same when the number in the label changes.
    if (ImGui::Button((titles[i] + "###tab").c_str())) tab_ = static_cast<int>(i);
    note_state(chosen);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor(3);
    ImGui::PopID();
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    if (chosen)
      ImGui::GetWindowDrawList()->AddRectFilled({low.x + padding, high.y - 2}, {high.x - padding, high.y}, colors.accent, 1);
    if (const ImU32 news = news_of(i); news != 0)
      ImGui::GetWindowDrawList()->AddCircleFilled({high.x - padding + 3, low.y + 6}, 3, news, 12);
  }
  if (tab_ == 0) {
    ImGui::SameLine();
    draw_console_tools(console_of(model));
  }
  const Panel panel("tab", "", ImGui::GetContentRegionAvail());
  switch (tab_) {
    case 0: draw_console(model, console_of(model), focus_, send); break;
    case 1: draw_threads(model, threads_, answers_, focus_, send); break;
    case 2:
      draw_objects_header(model);
      if (shows_graph_) draw_graph(model, focus_);
      else draw_objects(model, objects_, answers_, focus_, send);
      break;
    default:
      if (steps_->active) draw_variables(model, *steps_, past_, send);
      else draw_spawn(model, spawn_, answers_, send);
      break;
  }
}

void Screen::steps_panel(const Model& model, float most, const CommandSink& send) {
  const Panel panel("steps-panel", "", {0, std::min(steps_height(*steps_, past_, stepping_) + panel_extra_height(false), most)});
  draw_steps(model, *steps_, past_, stepping_, focus_, send);
}

void Screen::variables_panel(const Model& model, ImVec2 size, const CommandSink& send) {
  const Panel panel("variables-panel", "Variables", size, &variables_panel_);
  if (variables_panel_.folded) return;
  if (!steps_->active) return ImGui::TextWrapped("%s", "A run that is stepped shows its variables: see Options, Threads.");
  draw_variables(model, *steps_, past_, send);
}

/// Between the timeline and the primitives: the threads or, in a stepped run, whose buttons say what they do, the variables.
void Screen::draw_middle(const Model& model, ImVec2 size, const CommandSink& send) {
  if (steps_->active) variables_panel(model, size, send);
  else threads_panel(model, size, send);
}

void Screen::timeline_panel(ImVec2 size) {
  const Panel panel("timeline-panel", "Timeline", size, &timeline_panel_);
  if (timeline_panel_.folded) return;
  timeline_.least_ns = compared_ != nullptr ? elapsed_ns(*compared_) : 0;
  if (compared_ == nullptr) return draw_timeline(*now_, timeline_, focus_);
  // Both show the same interval of time, whichever the user moves.
  TimelineState& other = compared_timeline_;
  other.least_ns = elapsed_ns(*now_);
  const float header = ImGui::GetFrameHeightWithSpacing();
  const float first = timeline_height(*compared_) + header, second = timeline_height(*now_) + header;
  const float space = ImGui::GetContentRegionAvail().y - ImGui::GetStyle().ItemSpacing.y;
  const float height = std::floor(space * first / (first + second));
  if (ImGui::BeginChild("##compared", {0, height}, ImGuiChildFlags_None, ImGuiWindowFlags_NavFlattened)) {
    const WidgetContext context("with the GIL");
    show_same_interval(other, timeline_);
    other.has_history = false;
    draw_timeline(*compared_, other, focus_, "with the GIL: ");
  }
  ImGui::EndChild();
  if (ImGui::BeginChild("##current", {0, 0}, ImGuiChildFlags_None, ImGuiWindowFlags_NavFlattened)) {
    show_same_interval(timeline_, other);
    draw_timeline(*now_, timeline_, focus_, "without the GIL: ");
  }
  ImGui::EndChild();
}

/// The height that shows every lane, also those of the run that is compared, and what is selected in words.
float Screen::timelines_height() const {
  const double now_ns = static_cast<double>(now_->begin_ns) + elapsed_ns(*now_);
  const float width = ImGui::GetContentRegionAvail().x - 2 * ImGui::GetStyle().WindowPadding.x;
  const float height = timeline_height(*now_) + details_height(*now_, timeline_, now_ns, width);
  if (compared_ == nullptr) return height;
  return timeline_height(*compared_) + height + 2 * ImGui::GetFrameHeightWithSpacing() + ImGui::GetStyle().ItemSpacing.y;
}

void Screen::threads_panel(const Model& model, ImVec2 size, const CommandSink& send) {
  const Panel panel("threads-panel", "Threads", size, &threads_panel_);
  if (threads_panel_.folded) return;
  constexpr const char* open_form = "New thread…";
  ImGui::SameLine(ImGui::GetContentRegionMax().x - small_button_width(open_form));
  if (small_button(open_form, form_shown_)) form_wanted_ = !form_shown_;
  const ImVec2 space = ImGui::GetContentRegionAvail();
  const float form = form_shown_ ? spawn_part(model, space.x + 24) : 0;
  if (ImGui::BeginChild("table", {0, std::max(space.y - form, 60.0F)}, ImGuiChildFlags_None, ImGuiWindowFlags_NavFlattened))
    draw_threads(model, threads_, answers_, focus_, send);
  ImGui::EndChild();
  if (!form_shown_) return;
  ImGui::Dummy({0, 1});
  draw_spawn(model, spawn_, answers_, send);
}

void Screen::objects_panel(const Model& model, ImVec2 size, const CommandSink& send) {
  PanelState& state = shows_graph_ && !parts_.empty() ? graph_panel_ : objects_panel_;
  const Panel panel(&state == &graph_panel_ ? "graph-panel" : "objects-panel", shows_graph_ ? "Waits" : "Primitives", size,
                    &state);
  if (state.folded) return;
  ImGui::SameLine();
  draw_objects_header(model);
  if (shows_graph_) draw_graph(model, focus_);
  else draw_objects(model, objects_, answers_, focus_, send);
}

/// At the right end of the line: the switch between the cards and the wait-for graph, and the one for internals.
void Screen::draw_objects_header(const Model& model) {
  if (!parts_.empty()) {
    if (!shows_graph_) draw_objects_tools(model, objects_, 0);
    return ImGui::NewLine();
  }
  const char* other = shows_graph_ ? "Cards" : "Who waits for whom";
  const float width = small_button_width(other);
  if (!shows_graph_) draw_objects_tools(model, objects_, width + ImGui::GetStyle().ItemSpacing.x);
  ImGui::SetCursorPosX(ImGui::GetContentRegionMax().x - width);
  if (small_button(other)) shows_graph_ = !shows_graph_;
}

void Screen::console_panel(const Model& model, ImVec2 size, const CommandSink& send) {
  const Panel panel("console-panel", "Console", size, &console_panel_);
  if (console_panel_.folded) return;
  ImGui::SameLine();
  draw_console_tools(console_of(model));
  draw_console(model, console_of(model), focus_, send);
}

}  // namespace threadbox::ui
