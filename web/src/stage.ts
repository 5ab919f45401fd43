import type { Undo } from './elements';
import type { Engine } from './engine';

// The program of a hidden page goes on, so its events must be drained before its rings are full.
const hiddenPumpMs = 200;

/** Keeps the size and resolution of the engine's picture equal to those of the canvas. */
export function bindStage(stage: HTMLElement, engine: Engine): Undo {
  const resize = () => engine.resize(stage.clientWidth, stage.clientHeight);
  const observer = new ResizeObserver(resize);
  observer.observe(stage);
  // A media query for the current ratio reports its change.
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
