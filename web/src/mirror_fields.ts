// The fields of the picture as fields of the page: the console's line and the form that starts threads.
import { listen, make, setText, type Undo } from './elements';
import type { Engine, Widget } from './engine';
import type { Snapshot } from './schema';
import { formOrigin, newThread, readerOf, takesStatements } from './thread_actions';

/** A part of the mirror. */
export interface Part {
  readonly root: HTMLElement;
  show(shown: Snapshot): void;
  /** Those of its controls that stand for one widget of the picture each, by its label. */
  readonly fields?: Readonly<Record<string, HTMLElement>>;
  /** Takes over what has been typed or chosen in the picture. */
  readonly follow?: (widgets: readonly Widget[]) => void;
  readonly unbind?: Undo;
}

/** Keeps a field and that of the picture the same. The picture draws what it is given with its next frame; until then it has the old. */
function keepSame(engine: Engine, label: string, field: HTMLInputElement | HTMLSelectElement) {
  const isBox = field instanceof HTMLInputElement && field.type === 'checkbox';
  const valueNow = () => (isBox ? (field.checked ? 'True' : '') : field.value);
  let given: string | undefined;
  return {
    follow: (widgets: readonly Widget[]) => {
      const widget = widgets.find((one) => one.label === label && !one.context);
      if (!widget) return;
      const value = isBox ? (widget.on ? 'True' : '') : (widget.text ?? '');
      if (given === value) given = undefined;
      if (given !== undefined || document.activeElement === field) return;
      if (isBox) field.checked = value !== '';
      else field.value = value;
    },
    unbind: listen(field, isBox ? 'change' : 'input', () => {
      given = valueNow();
      engine.act(label, '', given);
    }),
  };
}

/** What came of the last statement of the form. */
function answerOf({ statements }: Snapshot): string {
  const last = statements.findLast(({ origin }) => origin === formOrigin);
  if (!last) return '';
  return last.end_ns === null ? `${last.text}: under way` : `${last.text}: ${last.answer.trim().split('\n').at(-1) || 'done'}`;
}

/** Enter executes a statement, or gives the program its next line of input. The arrow keys lead through earlier ones. */
export function consoleField(engine: Engine): Part {
  const field = make('input', { type: 'text', autocomplete: 'off', spellcheck: false });
  field.setAttribute('autocapitalize', 'off');
  const label = make('span');
  const enter = make('button', { textContent: 'Enter' });
  const end = make('button', { type: 'button', textContent: 'End of input', hidden: true });
  const said = make('output');
  const root = make('form', { ariaLabel: 'Console', className: 'fields' }, make('label', {}, label, ' ', field), enter, end, said);
  const history: string[] = [];
  let place = 0;
  let reads = false;
  const give = (text: string) => {
    setText(said, engine.post({ kind: 'input', text }));
    field.value = '';
  };
  const submit = () => {
    if (reads) return give(`${field.value}\n`);
    if (field.value === '') return;
    if (history.at(-1) !== field.value) history.push(field.value);
    place = history.length;
    setText(said, engine.post({ kind: 'execute', statement: field.value }));
    field.value = '';
  };
  const undos = [
    listen(root, 'submit', (event) => {
      event.preventDefault();
      submit();
    }),
    listen(end, 'click', () => give(field.value)),
    listen(field, 'keydown', (event) => {
      if (event.ctrlKey && event.key === 'd' && reads) give(field.value);
      else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
        place = Math.min(Math.max(place + (event.key === 'ArrowUp' ? -1 : 1), 0), history.length);
        field.value = history[place] ?? '';
      } else return;
      event.preventDefault();
    }),
  ];
  return {
    root,
    fields: { '##statement': field, 'End of input': end },
    show: (shown) => {
      const reader = readerOf(shown);
      reads = reader !== undefined;
      setText(label, reader ? `Input for ${reader.name}` : 'Python statement');
      field.disabled = enter.disabled = !takesStatements(shown);
      end.hidden = !reads;
    },
    unbind: () => {
      for (const undo of undos) undo();
    },
  };
}

/** Starts a thread with one of the program's functions. */
export function threadForm(engine: Engine): Part {
  const target = make('select');
  const args = make('input', { type: 'text', autocomplete: 'off', spellcheck: false });
  const name = make('input', { type: 'text', autocomplete: 'off', spellcheck: false });
  const daemon = make('input', { type: 'checkbox' });
  const start = make('button', { textContent: 'Start thread' });
  const create = make('button', { type: 'button', textContent: 'Only create' });
  const said = make('output');
  const root = make(
    'form',
    { ariaLabel: 'New thread', className: 'fields' },
    make('label', {}, 'Function ', target),
    make('label', {}, 'Arguments ', args),
    make('label', {}, 'Name of the thread ', name),
    make('label', {}, daemon, ' Daemon'),
    start,
    create,
    said,
  );
  let latest: Snapshot | undefined;
  const post = (starts: boolean) => {
    const chosen = latest?.functions.find((row) => row.name === target.value);
    if (!latest || !chosen) return;
    const error = engine.post(newThread(latest, { target: chosen, args: args.value, name: name.value, daemon: daemon.checked }, starts));
    if (error) setText(said, error);
  };
  const fields = { '##function': target, '##arguments': args, '##name': name, daemon };
  const kept = Object.entries(fields).map(([label, field]) => keepSame(engine, label, field));
  const undos = [
    ...kept.map(({ unbind }) => unbind),
    listen(root, 'submit', (event) => {
      event.preventDefault();
      post(true);
    }),
    listen(create, 'click', () => post(false)),
  ];
  return {
    root,
    fields: { ...fields, 'Start thread': start, 'Only create': create },
    follow: (widgets) => {
      for (const { follow } of kept) follow(widgets);
    },
    show: (shown) => {
      latest = shown;
      const names = shown.functions.map((row) => row.name);
      if ([...target.options].map(({ value }) => value).join() !== names.join())
        target.replaceChildren(...names.map((row) => new Option(row)));
      const chosen = shown.functions.find((row) => row.name === target.value);
      args.placeholder = chosen?.parameters.join(', ') || 'none';
      start.disabled = create.disabled = !chosen || !takesStatements(shown) || shown.state === 'shutdown';
      root.hidden = names.length === 0;
      setText(said, answerOf(shown));
    },
    unbind: () => {
      for (const undo of undos) undo();
    },
  };
}
