// node tools/schema.mjs: generates web/src/schema.ts and npm/src/event_kinds.ts from the lists in core/ that the C++ code includes.
// `npm run check` fails if one of the files is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { top } from './build_page.mjs';

/**
 * The entries of a list, in order: `MACRO(argument, …)`, with the comment line before it. A heading, `// --- Name: doc`, belongs to all
 * entries up to the next one.
 */
function* entries(name) {
  let heading;
  let doc = '';
  for (const line of readFileSync(join(top, 'core/session', name), 'utf8').split('\n')) {
    const [, title, about] = /^\/\/ --- (\w+): (.*)/.exec(line) ?? [];
    const comment = /^\/\/ (\S.*)/.exec(line)?.[1];
    const [, macro, list] = /^([A-Z_]+)\((.*?)\)?(?:\s*\/\/.*)?$/.exec(line) ?? [];
    if (title) heading = { title, about };
    else if (macro) yield { macro, words: argumentsOf(list), doc, heading };
    doc = !title && comment ? comment : '';
  }
}

/** Splits at the commas outside of brackets and strings. */
function argumentsOf(list) {
  return (list.match(/(?:"[^"]*"|\([^)]*\)|<[^>]*>|[^,])+/g) ?? []).map((word) => word.trim().replace(/^"(.*)"$/, '$1'));
}

const pascalCase = (macro) => macro.toLowerCase().replace(/(?:^|_)(.)/g, (_, letter) => letter.toUpperCase());

/** @returns {[unknown, object[]][]} */
function groupBy(list, keyOf) {
  const groups = new Map();
  for (const entry of list) groups.set(keyOf(entry), [...(groups.get(keyOf(entry)) ?? []), entry]);
  return [...groups];
}

const comment = (doc, indent = '') => (doc ? `${indent}/** ${doc} */\n` : '');

function states() {
  const unions = groupBy(entries('states.def'), ({ macro }) => pascalCase(macro));
  return unions.map(([name, values]) => `export type ${name} = ${values.map(({ words }) => `'${words[0]}'`).join(' | ')};\n`).join('');
}

function records() {
  return groupBy(entries('snapshot.def'), ({ heading }) => heading)
    .map(([{ title, about }, fields]) => {
      const lines = fields.map(({ words: [name, type], doc }) => `${comment(doc, '  ')}  readonly ${name}: ${type};\n`);
      return `${comment(`${about[0].toUpperCase()}${about.slice(1)}`)}export interface ${title} {\n${lines.join('')}}\n`;
    })
    .join('\n');
}

/** The values before anything has run. */
function emptySnapshot() {
  const firstState = [...entries('states.def')][0].words[0];
  const emptyOf = (type) => {
    if (type.endsWith('| null')) return 'null';
    if (type.endsWith('[]')) return '[]';
    return { number: '0', boolean: 'false', RunState: `'${firstState}'` }[type];
  };
  const fields = [...entries('snapshot.def')].filter(({ macro }) => macro === 'SNAPSHOT');
  const lines = fields.map(({ words: [name, type] }) => `  ${name}: ${emptyOf(type)},\n`);
  return `${comment('Before anything has run.')}export const emptySnapshot: Snapshot = {\n${lines.join('')}};\n`;
}

function options() {
  const said = [...entries('run_options.def')].filter(({ macro }) => macro.endsWith('OPTION'));
  const lines = said.map(({ words: [, name, , type], doc }) => `${comment(doc, '  ')}  readonly ${name}?: ${type};\n`);
  return `${comment('The options of a run.')}export interface RunOptions {\n${lines.join('')}}\n`;
}

/** @returns {{kind: string, label: string, title: string}[]} the commands that are buttons, in the order of the list */
export function buttons() {
  const all = [...entries('commands.def')].filter(({ macro }) => macro === 'BUTTON');
  return all.map(({ words: [, kind, label, title] }) => ({ kind, label, title }));
}

function commands() {
  const union = [...entries('commands.def')].map(({ macro, words: [, kind, argument, origin] }) => {
    const rest = {
      STATEMENT: `; readonly ${argument}: string`,
      CLICK: `; readonly ${argument}: string; readonly ${origin}: number`,
      NUMBER: `; readonly ${argument}: number`,
      BUTTON: '',
    }[macro];
    return `\n  | { readonly kind: '${kind}'${rest} }`;
  });
  return `${comment('The commands that the page can send.')}export type Command =${union.join('')};

${comment('The commands that are buttons, which are the ids of the buttons in the header.')}export const buttons = [${buttons()
    .map(({ kind }) => `'${kind}'`)
    .join(', ')}] as const;
`;
}

function schema() {
  return `// The types of the data between the wasm module and the page. Times are nanoseconds on the run's clock.
// Written by tools/schema.mjs from core/session/*.def: change a list there, then run \`npm run schema\`.

${[states(), records(), emptySnapshot(), options(), commands()].join('\n')}`;
}

function eventKinds() {
  const list = readFileSync(join(top, 'core/include/threadbox/trace/events.def'), 'utf8');
  const names = [...list.matchAll(/^THREADBOX_EVENT\((\w+),/gm)].map(([, name]) => `\n  | '${name}'`);
  return `// Written by tools/schema.mjs from core/include/threadbox/trace/events.def: change the list there, then run \`npm run schema\`.

/** The kinds of events of a run. */
export type EventKind =${names.join('')};
`;
}

/** The titles of the findings, and what to do about them. */
function findingTexts() {
  const list = readFileSync(join(top, 'core/session/findings/findings.def'), 'utf8');
  const lines = [...list.matchAll(/^FINDING\((\w+),(.*?"\))$/gms)].map(([, , words]) => {
    const [name, title, ...advice] = [...words.matchAll(/"([^"]*)"/g)].map(([, text]) => text);
    const key = /^[a-z]+$/.test(name) ? name : `'${name}'`;
    return `  ${key}: {\n    title: '${title}',\n    advice: ${quoted(advice.join(''))},\n  },\n`;
  });
  return `// The findings by name, for people. Written by tools/schema.mjs from core/session/findings/findings.def.

export const findingTexts: Readonly<Record<string, { readonly title: string; readonly advice: string }>> = {
${lines.join('')}};
`;
}

const quoted = (text) => (text.includes("'") ? `"${text}"` : `'${text}'`);

const files = { 'web/src/schema.ts': schema, 'web/src/finding_texts.ts': findingTexts, 'npm/src/event_kinds.ts': eventKinds };

/** @returns {string[]} a sentence for each file that is out of date */
export function complaints() {
  return Object.entries(files)
    .filter(([file, text]) => readFileSync(join(top, file), 'utf8') !== text())
    .map(([file]) => `${file} is not what the lists in core/ say: run npm run schema.`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const [file, text] of Object.entries(files)) writeFileSync(join(top, file), text());
