import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { png } from './png.mts';

/** The icons that public/manifest.webmanifest and index.html name. */
const icons = [
  { name: 'icon-192.png', size: 192 },
  { name: 'icon-512.png', size: 512 },
  // Systems cut these to their own shapes: the background fills them, and the picture stays clear of the edge.
  { name: 'icon-maskable-512.png', size: 512, filled: true },
  { name: 'icon-apple-180.png', size: 180, filled: true },
];

type Colour = readonly [red: number, green: number, blue: number];

/** A horizontal line with round ends. */
interface Line {
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly width: number;
  readonly colour: Colour;
}

interface Drawing {
  readonly size: number;
  readonly radius: number;
  readonly background: Colour;
  readonly lines: readonly Line[];
}

function attribute(text: string, name: string): string {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1];
  if (value === undefined) throw new Error(`icon.svg: ${name} is missing in ${text}`);
  return value;
}

function colour(text: string): Colour {
  const value = Number.parseInt(/^#([0-9a-f]{6})$/.exec(text)?.[1] ?? '', 16);
  if (Number.isNaN(value)) throw new Error(`icon.svg: the colour ${text} is not of the form #rrggbb`);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Reads icon.svg. It consists of a rounded square and horizontal lines; @throws if it has become something else */
function parse(svg: string): Drawing {
  const rectangle = /<rect [^>]*>/.exec(svg)?.[0] ?? '';
  const group = /<g [^>]*>/.exec(svg)?.[0] ?? '';
  const width = Number(attribute(group, 'stroke-width'));
  const lines = [...svg.matchAll(/<path [^>]*>/g)].flatMap(([path]) => {
    const commands = attribute(path, 'd');
    const moves = [...commands.matchAll(/M(\d+) (\d+)h(\d+)/g)];
    if (moves.map(([move]) => move).join('') !== commands) throw new Error(`icon.svg: ${commands} has more than horizontal lines`);
    return moves.map(([, x, y, length]) => ({
      x: Number(x),
      y: Number(y),
      length: Number(length),
      width,
      colour: colour(attribute(path, 'stroke')),
    }));
  });
  return {
    size: Number(attribute(rectangle, 'width')),
    radius: Number(attribute(rectangle, 'rx')),
    background: colour(attribute(rectangle, 'fill')),
    lines,
  };
}

/** How much of a pixel is covered, given the distance of its middle from the shape's edge in pixels; inside, it is negative. */
const coverage = (distance: number) => Math.min(1, Math.max(0, 0.5 - distance));

/** How much of the picture remains when the background is filled: a maskable icon may lose what is outside of 80 % of it. */
const keptScale = 0.8;

function draw({ size: unit, radius, background, lines }: Drawing, size: number, filled: boolean): Uint8Array {
  const pixels = new Uint8Array(size * size * 4);
  const middle = unit / 2;
  const scale = (size / unit) * (filled ? keptScale : 1);
  for (let row = 0; row < size; ++row) {
    for (let column = 0; column < size; ++column) {
      const x = middle + (column + 0.5 - size / 2) / scale;
      const y = middle + (row + 0.5 - size / 2) / scale;
      const [outX, outY] = [Math.abs(x - middle) - middle + radius, Math.abs(y - middle) - middle + radius];
      const corner = Math.hypot(Math.max(outX, 0), Math.max(outY, 0)) + Math.min(Math.max(outX, outY), 0) - radius;
      let mixed: Colour = background;
      for (const line of lines) {
        const end = Math.min(Math.max(x, line.x), line.x + line.length);
        const share = coverage((Math.hypot(x - end, y - line.y) - line.width / 2) * scale);
        mixed = mixed.map((part, place) => part + (line.colour[place]! - part) * share) as unknown as Colour;
      }
      const alpha = filled ? 1 : coverage(corner * scale);
      pixels.set([...mixed.map(Math.round), Math.round(alpha * 255)], (row * size + column) * 4);
    }
  }
  return pixels;
}

/** Draws icon.svg as PNG, for systems that install the page and take no SVG. */
export function iconsOfManifest(): Plugin {
  return {
    name: 'threadbox-icons',
    generateBundle() {
      const drawing = parse(readFileSync(join(import.meta.dirname, '../public/icon.svg'), 'utf8'));
      for (const { name, size, filled = false } of icons)
        this.emitFile({ type: 'asset', fileName: name, source: png(size, draw(drawing, size, filled)) });
    },
  };
}
