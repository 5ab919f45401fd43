#include "page_glue.h"

#include "ui/kit/glyphs.h"

#include <SDL.h>
#include <imgui.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

// Implemented in page_glue.js.
extern "C" {
void tb_prepare_texts();
void tb_prepare_canvas();
void tb_remember_webgl_state();
void tb_make_text_field();
void tb_want_text(int wanted, double x, double y, double height);
void tb_copy(const char* text);
void tb_draw_glyph(int character, double em, double ascent, int monospaced, float* metrics, unsigned char* pixels, int side);
void tb_notify_change();
void tb_notify_line(int line);
void tb_notify_modules();
void tb_notify_error(const char* sentence);
void tb_notify_death(const char* sentence);
void tb_notify_failure(const char* sentence);
}

namespace {

std::string clipboard;

}  // namespace

namespace threadbox::wasm::glue {

/// Stores the pasted text and sends the keys that make ImGui insert it.
void paste(std::string text) {
  clipboard = std::move(text);
  SDL_Event event{};
  event.type = SDL_KEYDOWN;
  event.key.keysym = {SDL_SCANCODE_V, SDLK_v, KMOD_CTRL, 0};
  event.key.state = SDL_PRESSED;
  SDL_PushEvent(&event);
  event.type = SDL_KEYUP;
  event.key.state = SDL_RELEASED;
  SDL_PushEvent(&event);
}

void prepare_canvas() {
  tb_prepare_texts();
  tb_prepare_canvas();
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
}

void remember_webgl_state() { tb_remember_webgl_state(); }

void connect_clipboard() {
  ImGuiIO& io = ImGui::GetIO();
  io.SetClipboardTextFn = [](void*, const char* text) {
    clipboard = text;
    tb_copy(text);
  };
  io.GetClipboardTextFn = [](void*) { return clipboard.c_str(); };
}

void connect_text() {
  tb_make_text_field();
  ImGui::GetIO().SetPlatformImeDataFn = [](ImGuiViewport*, ImGuiPlatformImeData* data) {
    tb_want_text(data->WantVisible ? 1 : 0, data->InputPos.x, data->InputPos.y, data->InputLineHeight);
  };
}

void connect_glyphs() {
  ui::set_glyph_source([](const ui::GlyphRequest& request) -> std::optional<ui::GlyphPicture> {
    const int side = static_cast<int>(request.em * 3);
    std::vector<ImU32> pixels(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    struct {
      float left, top, advance, width, height, colored;
    } metrics{};
    tb_draw_glyph(static_cast<int>(request.character), static_cast<double>(request.em), static_cast<double>(request.ascent),
                  request.monospaced ? 1 : 0, &metrics.left, reinterpret_cast<unsigned char*>(pixels.data()), side);
    const int width = static_cast<int>(metrics.width), height = static_cast<int>(metrics.height);
    pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    return ui::GlyphPicture{metrics.left, metrics.top, metrics.advance, width, height, metrics.colored != 0, std::move(pixels)};
  });
}

void notify_change() { tb_notify_change(); }

void notify_modules() { tb_notify_modules(); }

void notify_line(std::uint32_t line) { tb_notify_line(static_cast<int>(line)); }

void notify_error(const char* sentence) { tb_notify_error(sentence); }

void notify_death(const char* sentence) { tb_notify_death(sentence); }

void notify_failure(const char* sentence) { tb_notify_failure(sentence); }

}  // namespace threadbox::wasm::glue

// SDL looks up OpenGL's functions by name but does not need them; Dear ImGui calls them directly. Emscripten's table of names would
// link all of them.
extern "C" void (*eglGetProcAddress(const char*))() { return nullptr; }
