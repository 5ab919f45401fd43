#pragma once

#include "ui/kit/theme.h"
#include "ui/pacing.h"

struct SDL_Window;

namespace threadbox::ui {

class App;

/// The one window, or the one canvas of a page: SDL, OpenGL and the ImGui context.
/// Threads: the main one. Errors: std::runtime_error with SDL's words when there is no window or no OpenGL to be had.
class Window {
 public:
  Window(const char* title, int width, int height);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Gives what the user did to ImGui, and two fingers to the app. True when there was anything.
  bool handle_input(App& app);
  /// Gives text to the field that is being typed in: what no key event can tell.
  void type(const char* text);
  /// A frame: takes over what has happened; draws, and applies what the user asked for, when there is a reason to. True when the
  /// model has changed.
  bool frame(App& app);
  /// Whether a frame is due soon; when not, nothing but input or a change will bring one.
  [[nodiscard]] bool settling() const noexcept { return pacing_.settling(); }

  /// The model has changed, and another took note of it.
  void note_change() noexcept { pacing_.note_change(); }

  /// A size in points. A page says so when its layout changes; a desktop's window knows by itself.
  void resize(int width, int height);
  void set_theme(Theme theme);

  [[nodiscard]] bool closed() const noexcept { return closed_; }
  [[nodiscard]] std::uint64_t frames() const noexcept { return pacing_.frames(); }

 private:
  [[nodiscard]] float pixel_ratio() const;
  void begin_picture();
  void end_picture();

  SDL_Window* window_ = nullptr;
  void* gl_context_ = nullptr;
  float font_ratio_ = 0;
  Theme theme_ = Theme::dark;
  Pacing pacing_;
  bool closed_ = false;
};

}  // namespace threadbox::ui
