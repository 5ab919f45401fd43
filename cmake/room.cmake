# threadbox_room(NAME HEADERS <folder> AS <prefix> SOURCES … MAY_INCLUDE <rooms…>)
#
# One static library for a room. Its include root is a folder of the build tree that holds nothing but a link
# named <prefix> to the room's headers, so that `#include "<prefix>/…"` works for this room and for those that
# name it under MAY_INCLUDE, and for nobody else: a wrong include does not compile.
function(threadbox_room name)
  cmake_parse_arguments(room "" "HEADERS;AS" "SOURCES;MAY_INCLUDE" ${ARGN})
  set(root ${CMAKE_BINARY_DIR}/rooms/${name})
  cmake_path(GET room_AS PARENT_PATH parent)
  file(MAKE_DIRECTORY ${root}/${parent})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${room_HEADERS} ${root}/${room_AS} SYMBOLIC)
  add_library(${name} STATIC ${room_SOURCES})
  target_include_directories(${name} PUBLIC $<BUILD_INTERFACE:${root}>)
  # A shared library may be made of it; hidden symbols cost such code nothing. In WebAssembly there is none to make, and
  # such code would look up the place of each thread-local variable.
  if(NOT EMSCRIPTEN)
    set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  endif()
  set_target_properties(${name} PROPERTIES CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  target_compile_features(${name} PUBLIC cxx_std_20)
  # What we compile with is no business of those who use an installed room.
  target_link_libraries(${name} PUBLIC $<BUILD_INTERFACE:threadbox-options> Threads::Threads ${room_MAY_INCLUDE})
endfunction()

# threadbox_fast(FILES…): the page's module is built for size; these files of the calling room, in which a program spends its
# time, are built for speed.
function(threadbox_fast)
  if(EMSCRIPTEN)
    set_source_files_properties(${ARGN} PROPERTIES COMPILE_OPTIONS -O3)
  endif()
endfunction()
