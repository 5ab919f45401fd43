// The arrows of a story: from each step to those of other threads that depend on it. The words beside a step say the same.
import type { Story } from './report';

const namespace = 'http://www.w3.org/2000/svg';

function makeSvg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Readonly<Record<string, string>>): SVGElementTagNameMap[K] {
  const made = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

const headLength = 7;

/** From the side of a step that faces the other one to that one's side, with a head. Both are in the picture's coordinates. */
function arrow(from: DOMRect, to: DOMRect, origin: DOMRect): SVGGElement {
  const isRight = to.left >= from.left;
  const [x1, y1] = [(isRight ? from.right : from.left) - origin.left, from.top + from.height / 2 - origin.top];
  const [x2, y2] = [(isRight ? to.left : to.right) - origin.left, to.top + to.height / 2 - origin.top];
  const way = isRight ? 1 : -1;
  const reach = way * Math.max(24, Math.abs(x2 - x1) / 2);
  const neck = x2 - way * headLength;
  const group = makeSvg('g', {});
  group.append(
    makeSvg('path', { d: `M${x1} ${y1} C${x1 + reach} ${y1} ${neck - reach} ${y2} ${neck} ${y2}`, class: 'line' }),
    makeSvg('path', { d: `M${x2} ${y2} l${-way * headLength} -4 v8 z`, class: 'head' }),
  );
  return group;
}

/** Draws the arrows over a table whose cells have the steps' buttons, in the steps' order, and again when its size changes. */
export function drawArrows(holder: HTMLElement, table: HTMLTableElement, { steps }: Story): void {
  const picture = makeSvg('svg', { class: 'arrows', 'aria-hidden': 'true' });
  holder.append(picture);
  const draw = () => {
    if (!picture.isConnected) return observer.disconnect();
    const buttons = [...table.querySelectorAll('td > button')];
    const origin = holder.getBoundingClientRect();
    const shapes: SVGGElement[] = [];
    for (const [place, { because }] of steps.entries())
      for (const cause of because) {
        const [from, to] = [buttons[cause], buttons[place]];
        if (!from || !to) continue;
        const shape = arrow(from.getBoundingClientRect(), to.getBoundingClientRect(), origin);
        const cell = from.parentElement;
        if (cell) shape.style.setProperty('--color', cell.style.getPropertyValue('--color'));
        shapes.push(shape);
      }
    picture.replaceChildren(...shapes);
  };
  const observer = new ResizeObserver(draw);
  observer.observe(table);
}
