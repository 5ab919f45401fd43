# Third-party code, of which the repository contains none. tools/setup keeps the sources in the user's cache; without it they are
# fetched from upstream, at the same versions.
include(FetchContent)

foreach(name imgui sdl2)
  string(TOUPPER ${name} upper)
  string(JSON ${name}_version GET "${versions}" ${name})
  set(kept ${THREADBOX_CACHE}/${name}-${${name}_version})
  if(EXISTS ${kept} AND NOT FETCHCONTENT_SOURCE_DIR_${upper})
    set(FETCHCONTENT_SOURCE_DIR_${upper} ${kept} CACHE PATH "" FORCE)
  endif()
endforeach()
FetchContent_Declare(imgui GIT_REPOSITORY https://github.com/ocornut/imgui GIT_TAG v${imgui_version})
FetchContent_Declare(sdl2 GIT_REPOSITORY https://github.com/libsdl-org/SDL GIT_TAG release-${sdl2_version})

FetchContent_GetProperties(imgui)
if(NOT imgui_POPULATED)
  FetchContent_Populate(imgui)
endif()

if(EMSCRIPTEN)
  # SDL's configure step takes minutes; its own configuration for Emscripten makes it needless. These are the parts
  # that a window with a keyboard and a mouse needs; what is not called, the linker leaves out. wasm/absent_sdl.cpp stands for
  # what Dear ImGui and SDL call of the other parts.
  FetchContent_GetProperties(sdl2)
  if(NOT sdl2_POPULATED)
    FetchContent_Populate(sdl2)
  endif()
  set(sdl_sources "")
  set(sdl_threads pthread)
  if(THREADBOX_SINGLE_THREAD)
    set(sdl_threads generic)
  endif()
  foreach(folder . atomic audio cpuinfo dynapi events file filesystem/emscripten libm loadso/dlopen locale locale/emscripten misc misc/emscripten power power/emscripten
      stdlib thread thread/${sdl_threads} timer timer/unix video video/emscripten video/yuv2rgb)
    file(GLOB found ${sdl2_SOURCE_DIR}/src/${folder}/*.c)
    list(APPEND sdl_sources ${found})
  endforeach()
  add_library(sdl2 STATIC ${sdl_sources})
  target_compile_options(sdl2 PRIVATE -w -Oz)
  target_compile_definitions(sdl2 PRIVATE SDL_AUDIO_DISABLED SDL_JOYSTICK_DISABLED SDL_HAPTIC_DISABLED SDL_SENSOR_DISABLED SDL_RENDER_DISABLED
    SDL_LEAN_AND_MEAN=1)
  target_include_directories(sdl2 SYSTEM PUBLIC ${sdl2_SOURCE_DIR}/include)
else()
  find_package(SDL2 REQUIRED)
  add_library(sdl2 INTERFACE)
  target_link_libraries(sdl2 INTERFACE SDL2::SDL2)
endif()

# An atlas without a font gets ImGui's own, which takes ten kilobytes of the page. Ours always has one.
set(imgui_draw ${CMAKE_BINARY_DIR}/imgui_draw_without_font.cpp)
file(READ ${imgui_SOURCE_DIR}/imgui_draw.cpp text)
string(REPLACE "        AddFontDefault();" "        IM_ASSERT(0);" changed "${text}")
if(changed STREQUAL text)
  message(FATAL_ERROR "imgui_draw.cpp does not add its own font where it did")
endif()
file(WRITE ${imgui_draw}.new "${changed}")
file(COPY_FILE ${imgui_draw}.new ${imgui_draw} ONLY_IF_DIFFERENT)

add_library(imgui STATIC
  ${imgui_SOURCE_DIR}/imgui.cpp ${imgui_draw} ${imgui_SOURCE_DIR}/imgui_tables.cpp
  ${imgui_SOURCE_DIR}/imgui_widgets.cpp ${imgui_SOURCE_DIR}/misc/cpp/imgui_stdlib.cpp
  ${imgui_SOURCE_DIR}/backends/imgui_impl_sdl2.cpp ${imgui_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp)
target_include_directories(imgui SYSTEM PUBLIC ${imgui_SOURCE_DIR} ${imgui_SOURCE_DIR}/backends ${imgui_SOURCE_DIR}/misc/cpp)
target_link_libraries(imgui PUBLIC sdl2)
target_compile_options(imgui PRIVATE -w)
threadbox_cold(imgui)
# The test hooks report the position of each widget to ui/kit/recorder.
# A crowded timeline has more vertices than a 16-bit index can address, and WebGL has no base vertex.
# Emoji are beyond 16 bits.
target_compile_definitions(imgui PUBLIC IMGUI_USE_WCHAR32 IMGUI_DISABLE_DEMO_WINDOWS IMGUI_ENABLE_TEST_ENGINE "ImDrawIdx=unsigned int")
if(EMSCRIPTEN)
  target_compile_definitions(imgui PUBLIC IMGUI_IMPL_OPENGL_ES3 IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_FILE_FUNCTIONS)
else()
  find_package(OpenGL REQUIRED)
  target_link_libraries(imgui PUBLIC OpenGL::GL ${CMAKE_DL_LIBS})
endif()

# threadbox_font(<output.cpp> <variable> <font file> <characters>): the characters that the views use, as a C array.
function(threadbox_font output variable font characters)
  add_custom_command(OUTPUT ${output}
    COMMAND pyftsubset ${font} --output-file=${output}.font --no-hinting --desubroutinize --layout-features=
      --unicodes=${characters}
    COMMAND python3 ${CMAKE_SOURCE_DIR}/cmake/embed_bytes.py ${output}.font ${output} ${variable}
    DEPENDS ${CMAKE_SOURCE_DIR}/cmake/embed_bytes.py VERBATIM)
endfunction()
