// Without threads, Emscripten would end the module after its first timer, since it does not count what is still to come.
addToLibrary({
  $maybeExit: () => {},
});
