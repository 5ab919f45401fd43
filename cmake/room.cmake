# threadbox_room(NAME HEADERS <folder> AS <prefix> SOURCES … MAY_INCLUDE <rooms…>)
#
# A static library for a room. Its include root is a folder of the build tree that contains only a link named <prefix> to the
# room's headers. `#include "<prefix>/…"` therefore works in this room and in those that name it under MAY_INCLUDE; in all others it
# does not compile.
function(threadbox_room name)
  cmake_parse_arguments(room "" "HEADERS;AS" "SOURCES;MAY_INCLUDE" ${ARGN})
  set(root ${CMAKE_BINARY_DIR}/rooms/${name})
  cmake_path(GET room_AS PARENT_PATH parent)
  file(MAKE_DIRECTORY ${root}/${parent})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${room_HEADERS} ${root}/${room_AS} SYMBOLIC)
  add_library(${name} STATIC ${room_SOURCES})
  target_include_directories(${name} PUBLIC $<BUILD_INTERFACE:${root}>)
  # Position independent, so that a shared library can link it; with hidden symbols that costs nothing. WebAssembly has no shared
  # libraries, and such code would compute the address of each thread-local variable.
  if(NOT EMSCRIPTEN)
    set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  endif()
  set_target_properties(${name} PROPERTIES CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  target_compile_features(${name} PUBLIC cxx_std_20)
  # Our compiler options do not apply to users of an installed room.
  target_link_libraries(${name} PUBLIC $<BUILD_INTERFACE:threadbox-options> Threads::Threads ${room_MAY_INCLUDE})
endfunction()

# threadbox_fast(FILES…): builds these files of the calling room for speed. They are the hot code; the rest of the page's module is built
# for size.
function(threadbox_fast)
  if(EMSCRIPTEN)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS -O3)
  endif()
endfunction()

# threadbox_cold(TARGETS…): builds these for the smallest size in the page. No program waits for them.
function(threadbox_cold)
  if(EMSCRIPTEN AND THREADBOX_UI)
    foreach(target ${ARGN})
      target_compile_options(${target} PRIVATE -Oz)
    endforeach()
  endif()
endfunction()

# threadbox_cold_files(FILES…): the same for files of the calling room.
function(threadbox_cold_files)
  if(EMSCRIPTEN AND THREADBOX_UI)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS -Oz)
  endif()
endfunction()
