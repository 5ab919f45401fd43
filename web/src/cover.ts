// Covers the stage until the engine draws: progress, or an error.
import { element } from './elements';
import type { Progress } from './engine';
import { type Failure, wordsOf } from './failure';

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

export function showProgress({ received, total }: Progress): void {
  element('progress', HTMLProgressElement).value = received / total;
  element('progress-text', HTMLElement).textContent = received < total ? `${megabytes(received)} of ${megabytes(total)}` : 'Starting';
}

export function showFailure(failure: Failure): void {
  const { title, text, again } = wordsOf(failure);
  const cover = element('cover', HTMLElement);
  cover.hidden = false;
  cover.dataset.failure = failure.kind;
  element('cover-title', HTMLElement).textContent = title;
  element('cover-text', HTMLElement).textContent = text;
  element('progress', HTMLProgressElement).hidden = true;
  element('progress-text', HTMLElement).hidden = true;
  const button = element('again', HTMLButtonElement);
  button.hidden = !again;
  button.textContent = again ?? '';
  button.onclick = () => location.reload();
}

export function hideCover(): void {
  element('cover', HTMLElement).hidden = true;
}
