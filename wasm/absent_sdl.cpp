// What is called of the parts of SDL that the page does without: game controllers, with their tables of all that there are, and SDL's own
// renderer. Together they are more than the rest of SDL.
#include <SDL_gamecontroller.h>
#include <SDL_render.h>

extern "C" {

SDL_GameController* SDL_GameControllerOpen(int) { return nullptr; }
Uint8 SDL_GameControllerGetButton(SDL_GameController*, SDL_GameControllerButton) { return 0; }
Sint16 SDL_GameControllerGetAxis(SDL_GameController*, SDL_GameControllerAxis) { return 0; }

/// Only asked by Dear ImGui if it draws by SDL's renderer.
int SDL_GetRendererOutputSize(SDL_Renderer*, int*, int*) { return -1; }
SDL_Renderer* SDL_GetRenderer(SDL_Window*) { return nullptr; }
/// SDL's own; called by SDL_DestroyWindow for the renderer of a window that has one.
void SDL_DestroyRendererWithoutFreeing(SDL_Renderer*) {}
}
