// The functions that the page calls. They run on the browser's main thread and never block; Python runs in workers, or between frames.
// Texts are UTF-8 and are passed by Arguments, structures as JSON. An exception becomes an answer to the page: see border.h.
#include "border.h"
#include "driving.h"
#include "page_glue.h"

#include "session/run_limits.h"
#include "session/session.h"
#include "session/snapshot.h"
#include "ui/app.h"
#include "ui/kit/recorder.h"
#include "ui/views/describe.h"
#include "ui/views/object_actions.h"
#include "ui/window.h"

#include <SDL.h>
#include <emscripten.h>
#include <emscripten/html5.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace threadbox::wasm {

namespace {

using nlohmann::json;

constexpr double rest_interval_ms = 50;  // Between two drains of an idle run.
constexpr double busy_interval_ms = 30;  // Between two drains while threads run without new events.

struct Page {
  session::Session session;
  ui::Window window{"Threadbox", 800, 600};
  ui::App app{session, {.toolbar = false}};  // The page has its own buttons.
  bool frame_is_due = false;
  std::string answer;  // Of the last call; the page copies it immediately.
  Arguments arguments;
  std::vector<script::GivenFile> files;  // Those that the next runs begin with.
};

Page* page = nullptr;

void schedule_frame();

/// Reports that the views ran out of memory; they go on.
void notify_failure() {
  if (page->app.take_failure()) glue::notify_error("out of memory");
}

/// Drains the session, and draws if there is a reason to. Schedules the next frame while there may be more events.
void frame() {
  page->frame_is_due = false;
  const bool live = page->session.live();  // Before the drain, since a run that ends after it still has events to show.
  const bool input = page->window.handle_input(page->app);
  const bool changed = page->window.frame(page->app);
  if (changed) glue::notify_change();
  if (const std::uint32_t line = page->app.take_line(); line != 0) glue::notify_line(line);
  if (page->session.has_waiting_statements()) glue::notify_modules();
  notify_failure();
  if (live) driving::keep_ready();
  if (input || changed || page->window.settling()) {
    schedule_frame();
  } else if (const double interval_s = page->app.interval_s(); live || std::isfinite(interval_s)) {
    const bool busy = interval_s * 1000 < rest_interval_ms;
    const double rest_ms = driving::rest_ms(busy ? busy_interval_ms : rest_interval_ms);
    emscripten_set_timeout([](void*) { schedule_frame(); }, rest_ms, nullptr);
  }
}

/// ImGui cannot continue after a frame that was abandoned half drawn.
EM_BOOL on_frame(double, void*) {
  try {
    frame();
  } catch (...) {
    glue::notify_death(reason_of(std::current_exception()));
  }
  return EM_FALSE;
}

void schedule_frame() {
  if (page->frame_is_due) return;
  page->frame_is_due = true;
  emscripten_request_animation_frame(on_frame, nullptr);
}

const char* give(std::string text) {
  page->answer = std::move(text);
  return page->answer.c_str();
}

/// Executes an export that returns an error sentence, or nothing.
const char* guarded(const auto& action) {
  return across_the_border([&] { return action(), ""; }, [](const char* reason) { return reason; });
}

/// The first or only text of this call.
std::string text_argument() {
  std::vector<std::string> texts = page->arguments.take();
  return texts.empty() ? std::string() : std::move(texts.front());
}

/// Fits the limits of a run into a memory of so many bytes: see docs/emscripten.md.
void fit(session::RunOptions& options, std::size_t memory_bytes) {
  constexpr std::size_t megabyte = std::size_t{1} << 20;
  constexpr std::size_t picture_bytes = 64 * megabyte;  // Fonts, frame buffer, snapshot of the model.
  constexpr std::size_t most_history_events = 1'000'000;
  constexpr std::size_t thread_bytes = 640 << 10;  // A stack, and the events of a full ring in the tracer's queues.
  options.max_threads = std::clamp<std::size_t>(memory_bytes / (4 * megabyte), 16, options.max_threads);
  options.output_limit_bytes = std::min(options.output_limit_bytes, memory_bytes / 16);
  options.history_events = std::min(most_history_events, memory_bytes / 16 / session::bytes_of_a_past_event);
  const std::size_t reserved = picture_bytes + session::bytes_beside_the_heap(options, thread_bytes);
  const std::size_t left = memory_bytes > reserved ? memory_bytes - reserved : 0;
  // Memory is fragmented, and a growing list exists twice for a moment.
  options.heap_limit_bytes = std::clamp<std::size_t>(left / 5 * 2, 8 * megabyte, options.heap_limit_bytes);
}

session::RunOptions run_options(const json& given) {
  session::RunOptions options;
  fit(options, given.value("memory_bytes", std::size_t{128} << 20));
#define OPTION(type, name, ...) options.name = given.value(#name, options.name);
#define SESSION_OPTION OPTION
#include "session/run_options.def"
  options.has_input = options.input_is_terminal = true;
  options.files = page->files;
  driving::choose(options);
  return options;
}

session::Command command(const json& given) {
  const std::string asked = given.at("kind");
#define STATEMENT(Type, kind, argument) \
  if (asked == #kind) return session::Type{given.at(#argument)};
#define CLICK(Type, kind, argument, origin) \
  if (asked == #kind) return session::Type{given.at(#argument), given.at(#origin)};
#define NUMBER(Type, kind, argument) \
  if (asked == #kind) return session::Type{given.at(#argument)};
#define BUTTON(Type, kind, label, tooltip) \
  if (asked == #kind) return session::Type{};
#include "session/commands.def"
  throw std::invalid_argument("There is no command '" + asked + "'.");
}

}  // namespace

}  // namespace threadbox::wasm

using namespace threadbox;
using namespace threadbox::wasm;

extern "C" {

/// @returns the memory for the next text of the next call, `bytes` long; null: out of memory
EMSCRIPTEN_KEEPALIVE char* tb_room(std::size_t bytes) {
  return across_the_border([&] { return page->arguments.room(bytes); }, nullptr);
}

/// Takes two texts: the program and its filename.
/// @returns a JSON array of problems with their places, as session/snapshot.def lists them; without an error among them, the program is loaded
EMSCRIPTEN_KEEPALIVE const char* tb_load() {
  return across_the_border(
      [&] {
        std::vector<std::string> texts = page->arguments.take();
        return give(session::problems_json(page->session.load(std::move(texts.at(0)), std::move(texts.at(1)))));
      },
      [](const char*) {
        return R"([{"type":"MemoryError","message":"the engine has no memory for this program","line":1,"column":1,"end_line":1,"end_column":1,"text":"","severity":"error"}])";
      });
}

/// @returns a JSON array of the names of modules that the program, or a statement that waits, imports and that are missing
EMSCRIPTEN_KEEPALIVE const char* tb_missing_modules() {
  return across_the_border([&] { return give(json(page->session.missing_modules()).dump()); }, "[]");
}

/// Takes two texts: the name and the text of a missing module. @returns 1 if it is one
EMSCRIPTEN_KEEPALIVE int tb_give_module() {
  return across_the_border(
      [&] {
        std::vector<std::string> texts = page->arguments.take();
        schedule_frame();
        return session::Session::give_module(texts.at(0), texts.at(1)) ? 1 : 0;
      },
      0);
}

/// Executes the statements that wait for modules, which could not be loaded.
EMSCRIPTEN_KEEPALIVE void tb_execute_waiting() {
  across_the_border([&] {
    page->session.execute_waiting();
    schedule_frame();
  });
}

/// Takes a text, JSON: the options of session/run_options.def, and memory_bytes (that the module may have); all may be absent.
/// @returns an error sentence, or nothing
EMSCRIPTEN_KEEPALIVE const char* tb_run() {
  return guarded([&] {
    if (!page->session.run(run_options(json::parse(text_argument())))) throw std::logic_error("No program is loaded.");
    schedule_frame();
  });
}

/// Lets the next runs begin without files.
EMSCRIPTEN_KEEPALIVE void tb_forget_files() {
  across_the_border([&] { page->files.clear(); });
}

/// Takes two texts, the name and the content of a file, with which the next runs begin, too. @returns 1 if there was memory for it
EMSCRIPTEN_KEEPALIVE int tb_give_file() {
  return across_the_border(
      [&] {
        std::vector<std::string> texts = page->arguments.take();
        page->files.push_back({std::move(texts.at(0)), std::move(texts.at(1))});
        return 1;
      },
      0);
}

/// @returns another number after each change of a file of the run
EMSCRIPTEN_KEEPALIVE double tb_file_changes() {
  return across_the_border([&] { return static_cast<double>(page->session.file_changes()); }, 0);
}

/// @returns a JSON array of the run's files: {path, bytes}
EMSCRIPTEN_KEEPALIVE const char* tb_files() {
  return across_the_border(
      [&] {
        json files = json::array();
        for (const script::RunFile& file : page->session.files()) files.push_back({{"path", file.path}, {"bytes", file.bytes}});
        return give(files.dump(-1, ' ', false, json::error_handler_t::replace));
      },
      "[]");
}

/// Takes the path of a file of the run. @returns its size; less than 0: there is no such file, or no memory. tb_answer() has its bytes
EMSCRIPTEN_KEEPALIVE double tb_file() {
  return across_the_border(
      [&] {
        std::optional<std::string> content = page->session.file(text_argument());
        if (!content) return -1.0;
        page->answer = std::move(*content);
        return static_cast<double>(page->answer.size());
      },
      -1.0);
}

/// @returns where the answer of the last call is, until the next call
EMSCRIPTEN_KEEPALIVE const char* tb_answer() { return page->answer.data(); }

/// Takes a text, JSON: {kind, argument}, as session/commands.def lists them.
/// @returns an error sentence, or nothing
EMSCRIPTEN_KEEPALIVE const char* tb_post() {
  return guarded([&] {
    page->session.post(command(json::parse(text_argument())));
    schedule_frame();
  });
}

/// @returns 1 while a thread of a run lives
EMSCRIPTEN_KEEPALIVE int tb_live() {
  return across_the_border([&] { return page->session.live() ? 1 : 0; }, 0);
}

/// @returns how many runs have begun
EMSCRIPTEN_KEEPALIVE double tb_runs() {
  return across_the_border([&] { return static_cast<double>(page->session.runs()); }, 0);
}

/// Drains the session without drawing, for a hidden page, which gets no frames.
EMSCRIPTEN_KEEPALIVE int tb_pump() {
  return across_the_border(
      [&] {
        const bool changed = page->app.update();
        if (changed) {
          glue::notify_change();
          page->window.note_change();
        }
        notify_failure();
        if (page->session.live()) driving::keep_ready();
        return changed ? 1 : 0;
      },
      0);
}

/// @returns the model as JSON, as session/snapshot.def lists it; nothing: out of memory
EMSCRIPTEN_KEEPALIVE const char* tb_snapshot() {
  return across_the_border(
      [&] { return give(session::snapshot_json(page->session.model(), page->session.steps(), page->session.findings())); }, "");
}

/// @returns the schedule of a stepped run so far, as text; nothing if none is stepped, or out of memory
EMSCRIPTEN_KEEPALIVE const char* tb_schedule() {
  return across_the_border([&] { return page->session.steps().active ? give(page->session.schedule().text()) : ""; }, "");
}

/// @returns the model of the moment that the user has chosen on the timeline, as JSON; nothing if that is the present, or out of memory
EMSCRIPTEN_KEEPALIVE const char* tb_moment() {
  return across_the_border(
      [&] {
        const session::Model& shown = page->app.shown();
        return shown.is_past ? give(session::snapshot_json(shown, page->app.shown_steps(), page->session.findings())) : "";
      },
      "");
}

/// @returns a JSON array of the primitives' cards in words, for screen readers: {id, text, statements}
EMSCRIPTEN_KEEPALIVE const char* tb_cards() {
  return across_the_border(
      [&] {
        json cards = json::array();
        for (ui::CardText& card : page->app.card_texts())
          cards.push_back({{"id", card.id}, {"text", std::move(card.text)}, {"statements", std::move(card.statements)}});
        return give(cards.dump(-1, ' ', false, json::error_handler_t::replace));
      },
      "[]");
}

/// @returns what threads did at a line of the program, as a JSON array: {text, is_there, first_ns, last_ns, first, last} for each;
/// empty: none was seen there
EMSCRIPTEN_KEEPALIVE const char* tb_line_story(double line) {
  return across_the_border(
      [&] {
        json story = json::array();
        for (const ui::LineStory& told : ui::line_story(page->session.model(), static_cast<std::uint32_t>(line)))
          story.push_back({{"text", told.text},
                           {"is_there", told.is_there},
                           {"first_ns", told.first_ns},
                           {"last_ns", told.last_ns},
                           {"first", told.first},
                           {"last", told.last}});
        return give(story.dump(-1, ' ', false, json::error_handler_t::replace));
      },
      "[]");
}

/// Lets the views show an earlier moment of the run, as a click on the time axis does.
EMSCRIPTEN_KEEPALIVE void tb_show_moment(double time_ns) {
  across_the_border([&] {
    page->app.show_moment(static_cast<TimeNs>(time_ns));
    page->window.note_change();
    schedule_frame();
  });
}

/// @returns what the timeline of the last frame shows, and without items its lanes out of sight, as JSON: {selected, lanes: [{thread, name, is_compared, items: [{text, x, y, width,
/// height, time_ns, line, is_bar, is_selected}]}]}; positions in CSS pixels, `selected` in words
EMSCRIPTEN_KEEPALIVE const char* tb_timeline() {
  return across_the_border(
      [&] {
        json lanes = json::array();
        for (ui::TimelineLane& lane : page->app.timeline_lanes()) {
          json items = json::array();
          for (ui::TimelineItem& item : lane.items)
            items.push_back({{"text", std::move(item.text)},
                             {"x", std::round(item.x)},
                             {"y", std::round(item.y)},
                             {"width", std::round(item.width)},
                             {"height", std::round(item.height)},
                             {"time_ns", item.time_ns},
                             {"line", item.line},
                             {"is_bar", item.is_bar},
                             {"is_selected", item.is_selected}});
          lanes.push_back({{"thread", lane.thread},
                           {"name", std::move(lane.name)},
                           {"is_compared", lane.is_compared},
                           {"items", std::move(items)}});
        }
        const json timeline = {{"selected", page->app.selected_text()}, {"lanes", std::move(lanes)}};
        return give(timeline.dump(-1, ' ', false, json::error_handler_t::replace));
      },
      "");
}

/// Selects a bar of the timeline, as a click on it does: the thread's that begins at `time_ns`; less than 0: the thread alone.
EMSCRIPTEN_KEEPALIVE void tb_select_span(double thread, double time_ns) {
  across_the_border([&] {
    page->app.select_span(static_cast<ObjectId>(thread),
                          time_ns < 0 ? std::nullopt : std::optional(static_cast<TimeNs>(time_ns)));
    page->window.note_change();
    schedule_frame();
  });
}

/// Scrolls the lane of a thread into sight; `compared` is 1 for the run that is compared with the current one, else 0.
EMSCRIPTEN_KEEPALIVE void tb_show_lane(double thread, double compared) {
  across_the_border([&] {
    page->app.show_lane(static_cast<ObjectId>(thread), compared != 0);
    page->window.note_change();
    schedule_frame();
  });
}

/// Takes a text: the views that are shown alone, "timeline,console" (ui/parts.h); an empty one shows all.
EMSCRIPTEN_KEEPALIVE void tb_view() {
  across_the_border([&] {
    page->app.show_only(ui::parts_of(text_argument()));
    page->window.note_change();
    schedule_frame();
  });
}

/// Sets how many steps a second a stepped run plays by the views' button and key.
EMSCRIPTEN_KEEPALIVE void tb_play_speed(double steps_a_second) {
  across_the_border([&] { page->app.set_play_speed(static_cast<std::uint64_t>(steps_a_second)); });
}

/// Sets the size of the canvas, in CSS pixels. SDL knows the device pixel ratio.
EMSCRIPTEN_KEEPALIVE void tb_resize(double width, double height) {
  across_the_border([&] {
    page->window.resize(static_cast<int>(width), static_cast<int>(height));
    schedule_frame();
  });
}

/// Takes {"theme": "light" | "dark", "colors": {name: 0xRRGGBB}}: the colours of the page, which replace those of the theme.
EMSCRIPTEN_KEEPALIVE void tb_theme() {
  across_the_border([&] {
    const json given = json::parse(text_argument());
    page->window.set_theme(given.at("theme") == "light" ? ui::Theme::light : ui::Theme::dark);
    for (const auto& [name, value] : given.at("colors").items())
      if (!ui::replace_color(name, value)) throw std::logic_error("The picture has no color '" + name + "'.");
    schedule_frame();
  });
}

/// @returns the number of frames drawn so far
EMSCRIPTEN_KEEPALIVE double tb_frames() {
  return across_the_border([&] { return static_cast<double>(page->window.frames()); }, 0);
}

/// Selects a thread or primitive, as a click on its row or card does.
EMSCRIPTEN_KEEPALIVE void tb_toggle(double object) {
  across_the_border([&] {
    page->app.toggle(static_cast<ObjectId>(object));
    page->window.note_change();
    schedule_frame();
  });
}

/// @returns the selected thread or primitive; 0: none
EMSCRIPTEN_KEEPALIVE double tb_selected() {
  return across_the_border([&] { return static_cast<double>(page->app.selected()); }, 0);
}

/// Takes a label, a context and a text: see ui::act_on_widget().
EMSCRIPTEN_KEEPALIVE void tb_act() {
  across_the_border([&] {
    std::vector<std::string> texts = page->arguments.take();
    if (texts.size() != 3) return;
    ui::act_on_widget(std::move(texts[0]), std::move(texts[1]), std::move(texts[2]));
    page->window.note_change();
    schedule_frame();
  });
}

/// @returns a JSON array of the widgets of the last frame: {label, context, x, y, width, height} in CSS pixels and, where it is so, {disabled,
/// on, text}; `text` of each field
EMSCRIPTEN_KEEPALIVE const char* tb_widgets() {
  return across_the_border(
      [&] {
        json places = json::array();
        for (const ui::WidgetPlace& place : ui::widgets()) {
          json widget = {{"label", place.label}, {"context", place.context}, {"x", place.x},
                         {"y", place.y},         {"width", place.width},     {"height", place.height}};
          if (place.disabled) widget["disabled"] = true;
          if (place.on) widget["on"] = *place.on;
          if (place.takes_text || !place.text.empty()) widget["text"] = place.text;
          places.push_back(std::move(widget));
        }
        return give(places.dump(-1, ' ', false, json::error_handler_t::replace));
      },
      "[]");
}

/// Takes a text that was typed, composed or dictated, for ImGui's focused field.
EMSCRIPTEN_KEEPALIVE void tb_text() {
  across_the_border([&] {
    page->window.type(text_argument().c_str());
    schedule_frame();
  });
}

/// Takes a text that was pasted from another application.
EMSCRIPTEN_KEEPALIVE void tb_paste() {
  across_the_border([&] {
    glue::paste(text_argument());
    schedule_frame();
  });
}

/// Takes a position in CSS pixels from the canvas's corner. @returns 1 if a tap there opens the on-screen keyboard
EMSCRIPTEN_KEEPALIVE int tb_text_field_at(double x, double y) {
  return across_the_border(
      [&] {
        for (const ui::WidgetPlace& place : ui::widgets())
          if (place.takes_text && x >= place.x && x < place.x + place.width && y >= place.y && y < place.y + place.height)
            return 1;
        return 0;
      },
      0);
}

/// For tests: lets the next call run out of memory.
EMSCRIPTEN_KEEPALIVE void tb_refuse_memory() { refuses_memory = true; }

}  // extern "C"

int main() {
  glue::prepare_canvas();
  glue::connect_glyphs();
  try {
    driving::prepare();
    page = new Page;  // Lives as long as the document.
  } catch (...) {
    glue::notify_failure(reason_of(std::current_exception()));
    return 1;
  }
  glue::remember_webgl_state();
  glue::connect_clipboard();
  glue::connect_text();
  ui::record_widgets();
  SDL_AddEventWatch(
      [](void*, SDL_Event* event) {
        // SDL's sentinel comes with every poll; counted as input, it would request a frame in every frame.
        if (event->type != SDL_POLLSENTINEL) schedule_frame();
        return 0;
      },
      nullptr);
  driving::keep_ready();
  schedule_frame();
  // If main() returned, the runtime would shut down and drop calls proxied from workers.
  emscripten_exit_with_live_runtime();
}
