# threadbox_for_node(NAME): link options of a WebAssembly program for Node; none on other platforms.
function(threadbox_for_node name)
  if(EMSCRIPTEN)
    # main may block: it runs on a worker, and the process ends with it.
    target_link_options(${name} PRIVATE -sPROXY_TO_PTHREAD -sEXIT_RUNTIME -sPTHREAD_POOL_SIZE=8 -sENVIRONMENT=node,worker
      -sSTACK_OVERFLOW_CHECK=2)  # Without it, what a stack does not fit is written into the heap.
  endif()
endfunction()

# threadbox_with_files(NAME): the same, with access to the machine's files.
function(threadbox_with_files name)
  threadbox_for_node(${name})
  if(EMSCRIPTEN)
    set(output ${PROJECT_SOURCE_DIR}/cmake/node_output.js)
    target_link_options(${name} PRIVATE -sNODERAWFS --pre-js ${output})
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS ${output})
  endif()
endfunction()
