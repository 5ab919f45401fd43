// Says in one line that threads take turns in this page, and offers the page as one of its own, where they need not. Loaded only here.
import './turns.css';
import { element } from './elements';

const isEmbedded = window.parent !== window;
/** A sandboxed frame without an origin. */
const isSandboxed = origin === 'null';

/** Such a frame is not told whether a tab may be opened, or whether it will be in the sandbox, too, which has no place for this page. */
function showLink(address: string): void {
  const field = element('link', HTMLInputElement);
  field.value = address;
  element('link-words', HTMLElement).textContent = 'No new tab? Copy it:';
  element('link-box', HTMLElement).showPopover();
  field.select();
}

/** A link whose address is made anew when it may be needed, since the program changes. */
function linkTo(address: () => Promise<string>): HTMLAnchorElement {
  const link = Object.assign(document.createElement('a'), { href: location.href, target: '_blank', rel: 'noopener' });
  link.textContent = 'Open in its own tab';
  const refresh = async () => {
    link.href = await address();
  };
  for (const type of ['pointerenter', 'focus']) link.addEventListener(type, () => void refresh());
  link.addEventListener('click', (event) => {
    event.preventDefault();
    void refresh().then(() => {
      window.open(link.href, link.target, link.rel);
      if (isSandboxed) showLink(link.href);
    });
  });
  return link;
}

/** Makes the options that need real threads unavailable. What is chosen stays chosen, for the link. */
function limitOptions(): void {
  const noGil = element('no-gil', HTMLInputElement);
  noGil.disabled = true;
  const words = noGil.parentElement?.querySelector('small');
  if (words) words.textContent = 'not here: threads take turns';
  for (const option of element('mode', HTMLSelectElement).options) {
    if (option.value === '') option.textContent = 'Threads take turns';
    option.disabled = option.value === 'compare';
  }
}

/** `address`: makes a link to the program and the way it runs. */
export function sayTurns(address: () => Promise<string>): void {
  if (document.querySelector('.turns')) return; // The engine was started again.
  const line = document.createElement('p');
  line.className = 'turns';
  line.role = 'note';
  const reason = isSandboxed
    ? 'this page is in a sandbox, to which the browser gives no real threads. '
    : isEmbedded
      ? 'this page is not isolated, so the browser gives it no real threads. '
      : 'this page is not isolated, since its host does not send the headers for that.';
  line.append(`Threads take turns here: ${reason}`);
  if (isEmbedded) line.append(linkTo(address));
  element('workbench', HTMLElement).before(line);
  limitOptions();
}
