import type { Undo } from './elements';
import type { Engine } from './engine';

// Nobody sees a hidden page, but its program goes on: its events must be taken over before its rings are full.
const hiddenPumpMs = 200;

/** Keeps the engine's picture as large and as sharp as its place on the page. */
export function bindStage(stage: HTMLElement, engine: Engine): Undo {
  const resize = () => engine.resize(stage.clientWidth, stage.clientHeight);
  const observer = new ResizeObserver(resize);
  observer.observe(stage);
  // A query of the present ratio says when it is the present one no more.
  let ratio: MediaQueryList | undefined;
  const watchRatio = () => {
    ratio = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    ratio.addEventListener('change', ratioChanged, { once: true });
  };
  const ratioChanged = () => (resize(), watchRatio());
  watchRatio();

  let timer: number | undefined;
  const see = () => {
    clearInterval(timer);
    timer = document.hidden ? window.setInterval(() => engine.pump(), hiddenPumpMs) : undefined;
  };
  document.addEventListener('visibilitychange', see);
  see();
  return () => {
    observer.disconnect();
    ratio?.removeEventListener('change', ratioChanged);
    document.removeEventListener('visibilitychange', see);
    clearInterval(timer);
  };
}
