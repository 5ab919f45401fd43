# threadbox_embed_modules(<folder> MODULES <module>… LOADABLE <module>…): the prelude's Python files, shortened: as C++ strings in
# <folder>/prelude.cpp, and those that can be loaded later as files in <folder>/modules.
function(threadbox_embed_modules folder)
  cmake_parse_arguments(PARSE_ARGV 1 given "" "" "MODULES;LOADABLE")
  set(files ${given_MODULES} ${given_LOADABLE})
  list(TRANSFORM files PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  list(TRANSFORM files APPEND .py)
  set(script ${CMAKE_SOURCE_DIR}/cmake/embed_modules.py)
  add_custom_command(OUTPUT ${folder}/prelude.cpp
    COMMAND python3 ${script} ${folder} --loadable ${given_LOADABLE} --files ${files} DEPENDS ${script} ${files} VERBATIM)
endfunction()

# threadbox_freeze_modules(<output.cpp> <module>…): the code of the prelude's Python files as C++ arrays.
function(threadbox_freeze_modules output)
  set(files ${ARGN})
  list(TRANSFORM files PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  list(TRANSFORM files APPEND .py)
  # A program of the build; that for WebAssembly is executed by Node.
  add_executable(freeze freeze.cpp)
  target_link_libraries(freeze PRIVATE threadbox-options compile)
  set(freeze freeze)
  if(EMSCRIPTEN)
    target_link_options(freeze PRIVATE -sNODERAWFS -sEXIT_RUNTIME -sENVIRONMENT=node,worker)
  elseif(THREADBOX_SANITIZE STREQUAL "thread")
    # gcc 12's ThreadSanitizer does not cope with the address layout of newer kernels.
    set(freeze setarch --addr-no-randomize $<TARGET_FILE:freeze>)
  endif()
  add_custom_command(OUTPUT ${output} COMMAND ${freeze} ${output} ${files} DEPENDS freeze ${files} VERBATIM)
endfunction()

# threadbox_embed_bytes(<output.cpp> <variable> <file>): a file's bytes as a C++ array.
function(threadbox_embed_bytes output variable file)
  set(script ${CMAKE_SOURCE_DIR}/cmake/embed_bytes.py)
  add_custom_command(OUTPUT ${output} COMMAND python3 ${script} ${file} ${output} ${variable} DEPENDS ${script} ${file} VERBATIM)
endfunction()
