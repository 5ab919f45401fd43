#pragma once

#include "ui/kit/theme.h"
#include "ui/pacing.h"

struct SDL_Window;

namespace threadbox::ui {

class App;

/// The one window, or the one canvas of a page: SDL, OpenGL and the ImGui context.
/// Threads: the main thread only. Errors: std::runtime_error with SDL's message if there is no window or no OpenGL.
/// Owns: the window and the ImGui context.
class Window {
 public:
  Window(const char* title, int width, int height);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Passes input to ImGui, and pinches to the app. Returns whether there was any.
  bool handle_input(App& app);
  /// Enters text into the focused field, for input that does not come as key events.
  void type(const char* text);
  /// A frame: drains the session; if there is a reason to, draws and applies the commands of the user. Returns whether the model
  /// has changed.
  bool frame(App& app);
  /// Whether a frame is due soon. If not, the next one follows input or a change.
  [[nodiscard]] bool settling() const noexcept { return pacing_.settling(); }

  /// Tells that another caller has drained the session and the model has changed.
  void note_change() noexcept { pacing_.note_change(); }

  /// Sets the size in points. A page calls it when its layout changes; a desktop window knows its size.
  void resize(int width, int height);
  void set_theme(Theme theme);

  [[nodiscard]] bool closed() const noexcept { return closed_; }
  [[nodiscard]] std::uint64_t frames() const noexcept { return pacing_.frames(); }

 private:
  [[nodiscard]] float pixel_ratio() const;
  void begin_picture();
  static void upload_glyphs();
  void end_picture();

  SDL_Window* window_ = nullptr;
  void* gl_context_ = nullptr;
  float font_ratio_ = 0;
  Theme theme_ = Theme::dark;
  Pacing pacing_;
  bool closed_ = false;
};

}  // namespace threadbox::ui
