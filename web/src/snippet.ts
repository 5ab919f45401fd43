// The lines that a course page takes in to show a program: the custom element, or a plain frame.
import type { Link } from './links';
import { writeLink } from './links';

/** What the page around the sandbox decides. */
export interface Placement {
  /** The address of the site. */
  readonly site: string;
  readonly title: string;
  /** In CSS pixels; undefined: as high as the program, which a plain frame cannot be. */
  readonly height: number | undefined;
  /** The element loads its frame when it is near the viewport, not on a click. */
  readonly near: boolean;
}

const frameHeight = 420;
const frameAllow = 'cross-origin-isolated; clipboard-write; fullscreen';

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const attribute = (name: string, value: string) => ` ${name}${value && `="${escaped(value)}"`}`;

/** The attributes of the element; those of flags are empty. */
export function elementAttributes(
  { lesson, name, options, schedule, looks, code, exercise }: Link,
  { title, height, near }: Placement,
): [string, string][] {
  const flag = (isOn: unknown) => (isOn ? '' : undefined);
  const all: [string, string | undefined][] = [
    ['lesson', lesson],
    ['title', lesson === undefined ? undefined : title],
    ['name', code === undefined ? undefined : name],
    ['view', looks?.view.join() || undefined],
    ...(['mode', 'seed', 'speed'] as const).map((id): [string, string | undefined] => [id, options.get(id)]),
    ['schedule', schedule || undefined],
    ['moment', looks?.moment?.toString()],
    ['exercise', exercise || undefined],
    ['gil', options.get('no-gil') && 'off'],
    ['keep-open', flag(options.get('keep-open'))],
    ['theme', looks?.theme],
    ['height', height?.toString()],
    ['readonly', flag(looks?.readonly)],
    ['autorun', flag(looks?.autorun)],
    ['loading', near && !looks?.autorun ? 'near' : undefined],
  ];
  return all.filter((pair): pair is [string, string] => pair[1] !== undefined);
}

/** The element with its script. Without JavaScript, its content is shown: the program and a link. */
export async function elementSnippet(link: Link, placement: Placement): Promise<string> {
  const { site, title } = placement;
  const address = `${site}#${await writeLink({ ...link, looks: undefined })}`;
  const program = link.code === undefined ? [] : [`  <pre>\n${escaped(link.code.trimEnd())}\n</pre>`];
  return [
    `<script src="${escaped(site)}threading-sandbox.js" async></script>`,
    `<threading-sandbox${elementAttributes(link, placement)
      .map((pair) => attribute(...pair))
      .join('')}>`,
    ...program,
    `  <a${attribute('href', address)}>${escaped(title)}: open it in Threadbox</a>`,
    '</threading-sandbox>\n',
  ].join('\n');
}

/** A plain frame. */
export async function frameSnippet(link: Link, { site, title, height = frameHeight }: Placement): Promise<string> {
  const address = `${site}#${await writeLink(link)}`;
  const attributes: [string, string][] = [
    ['src', address],
    ['title', `${title} – Threadbox`],
    ['width', '100%'],
    ['height', String(height)],
    ['style', 'border: 0'],
    ['loading', 'lazy'],
    ['allow', frameAllow],
  ];
  return `<iframe${attributes.map((pair) => attribute(...pair)).join('')}></iframe>\n`;
}
