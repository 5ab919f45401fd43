# The licences of what is linked into the programs, as far as this machine has their texts: Debian's packages bring them along.
function(threadbox_install_licence name file)
  if(EXISTS ${file})
    threadbox_install(${file} DESTINATION ${CMAKE_INSTALL_DOCDIR}/licences RENAME ${name}.txt)
  endif()
endfunction()

threadbox_install_licence(boost /usr/share/doc/libboost-dev/copyright)
threadbox_install_licence(nlohmann-json /usr/share/doc/nlohmann-json3-dev/copyright)
if(TARGET threadbox-ui)
  threadbox_install_licence(dear-imgui ${imgui_SOURCE_DIR}/LICENSE.txt)
  threadbox_install_licence(inter /usr/share/doc/fonts-inter/copyright)
  threadbox_install_licence(jetbrains-mono /usr/share/doc/fonts-jetbrains-mono/copyright)
endif()
