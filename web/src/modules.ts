// Loads the modules of the library that a program imports, when it does: the engine begins with those that every program needs.
import { type Engine, modulesFolder } from './engine';

/** @returns false if the file is missing or not a module */
async function loadModule(engine: Engine, name: string): Promise<boolean> {
  try {
    const response = await fetch(`${modulesFolder()}${name}.py`, { credentials: 'same-origin' });
    return response.ok && engine.giveModule(name, await response.text());
  } catch {
    return false;
  }
}

async function load(engine: Engine): Promise<string> {
  // A module may import others.
  for (let missing = engine.missingModules(); missing.length > 0; missing = engine.missingModules()) {
    const loaded = await Promise.all(missing.map((name) => loadModule(engine, name)));
    const failed = missing.filter((_, index) => !loaded[index]);
    if (failed.length > 0) return `${failed.join(', ')} could not be loaded; is there a network?`;
  }
  return '';
}

let loading: Promise<string> | undefined;

/** Loads what the program, and a statement that waits, need. @returns an error sentence, or nothing */
export function loadModules(engine: Engine): Promise<string> {
  loading ??= load(engine).finally(() => {
    loading = undefined;
  });
  return loading;
}
