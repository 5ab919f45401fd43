#include "ui/window.h"

#include "ui/app.h"
#include "ui/kit/glyphs.h"
#include "ui/kit/recorder.h"

#include <SDL.h>
#ifdef __EMSCRIPTEN__
#include <SDL_opengles2.h>
#else
#include <SDL_opengl.h>
#endif
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>

#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace threadbox::ui {

namespace {

#ifdef __EMSCRIPTEN__
constexpr const char* shader_version = "#version 300 es";
#else
constexpr const char* shader_version = "#version 130";
#endif

double now_s() { return static_cast<double>(SDL_GetPerformanceCounter()) / static_cast<double>(SDL_GetPerformanceFrequency()); }

void choose_open_gl() {
#ifdef __EMSCRIPTEN__
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
#else
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
#endif
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
}

}  // namespace

Window::Window(const char* title, int width, int height) {
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) throw std::runtime_error(SDL_GetError());
  choose_open_gl();
  constexpr Uint32 flags = SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
  window_ = SDL_CreateWindow(title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width, height, flags);
  if (window_ == nullptr) throw std::runtime_error(SDL_GetError());
  gl_context_ = SDL_GL_CreateContext(window_);
  if (gl_context_ == nullptr) throw std::runtime_error(std::string("OpenGL: ") + SDL_GetError());

  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigInputTextCursorBlink = false;  // A blinking cursor would need frames for ever.
  ImGui_ImplSDL2_InitForOpenGL(window_, gl_context_);
  ImGui_ImplOpenGL3_Init(shader_version);
  set_theme(theme_);
}

Window::~Window() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplSDL2_Shutdown();
  ImGui::DestroyContext();
  SDL_GL_DeleteContext(gl_context_);
  SDL_DestroyWindow(window_);
  SDL_Quit();
}

bool Window::handle_input(App& app) {
  bool any = false;
  SDL_Event event;
  while (SDL_PollEvent(&event) != 0) {
    ImGui_ImplSDL2_ProcessEvent(&event);
    if (event.type == SDL_QUIT) closed_ = true;
    // The change of the fingers' distance relative to the window; a hand's full spread is about half of it.
    if (event.type == SDL_MULTIGESTURE && event.mgesture.numFingers == 2)
      app.pinch(std::exp(-4.0 * static_cast<double>(event.mgesture.dDist)), event.mgesture.x * ImGui::GetIO().DisplaySize.x);
    any = true;
  }
  if (any) pacing_.note_input();
  return any;
}

void Window::type(const char* text) {
  ImGui::GetIO().AddInputCharactersUTF8(text);
  pacing_.note_input();
}

bool Window::frame(App& app) {
  bool changed = app.update();
  if (changed) pacing_.note_change();
  const double now = now_s();
  if (!pacing_.wants_frame(now, app.interval_s())) return changed;
  begin_picture();
  if (app.draw()) changed = true;
  app.apply();
  end_picture();
  pacing_.note_frame(now);
  if (app.settling() || wants_glyphs()) pacing_.note_change();
  return changed;
}

void Window::resize(int width, int height) {
  SDL_SetWindowSize(window_, width, height);
  pacing_.note_input();
}

void Window::set_theme(Theme theme) {
  theme_ = theme;
  apply_theme(theme);
  pacing_.note_input();
}

float Window::pixel_ratio() const {
  int points = 0, pixels = 0, unused = 0;
  SDL_GetWindowSize(window_, &points, &unused);
  SDL_GL_GetDrawableSize(window_, &pixels, &unused);
  if (points <= 0 || pixels <= 0) return 1;
  // Rounded, so that fractions of a pixel in a page do not require a new atlas.
  return std::round(static_cast<float>(pixels) / static_cast<float>(points) * 8) / 8;
}

void Window::begin_picture() {
  if (const float ratio = pixel_ratio(); ratio != font_ratio_) {
    font_ratio_ = ratio;
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    load_fonts(ratio);
  }
  ImGui_ImplOpenGL3_NewFrame();
  upload_glyphs();
  ImGui_ImplSDL2_NewFrame();
  begin_widgets();
  ImGui::NewFrame();
}

/// Draws the characters that the previous frame lacked into the atlas' texture.
void Window::upload_glyphs() {
  if (!wants_glyphs()) return;
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(ImGui::GetIO().Fonts->TexID)));
  for (const AtlasPart& part : add_glyphs())
    glTexSubImage2D(GL_TEXTURE_2D, 0, part.x, part.y, part.width, part.height, GL_RGBA, GL_UNSIGNED_BYTE, part.pixels.data());
}

void Window::end_picture() {
  ImGui::Render();
  int width = 0, height = 0;
  SDL_GL_GetDrawableSize(window_, &width, &height);
  glViewport(0, 0, width, height);
  const ImVec4 ground = ImGui::GetStyleColorVec4(ImGuiCol_WindowBg);
  glClearColor(ground.x, ground.y, ground.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  SDL_GL_SwapWindow(window_);
}

}  // namespace threadbox::ui
