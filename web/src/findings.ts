// What is wrong with the program: cards under the editor. The module that makes them is loaded with the first finding.
import { element } from './elements';
import type { Engine } from './engine';
import type { Finding, Problem, Snapshot } from './schema';

type Cards = typeof import('./finding_cards');

let cards: Cards | undefined;
let asked: Promise<void> | undefined;

/** Shows the findings of the model. `goTo` moves the text cursor to a line of the program. */
export function showFindings(snapshot: Snapshot, engine: Engine, goTo: (line: number) => void): void {
  const target = element('findings', HTMLElement);
  if (cards) cards.showCards(target, snapshot, engine, goTo);
  if (snapshot.findings.length === 0 || asked) return;
  asked = import('./finding_cards').then((loaded) => {
    cards = loaded;
    showFindings(engine.moment() ?? engine.snapshot(), engine, goTo);
  });
  asked.catch(() => (asked = undefined)); // A later change of the model tries again.
}

/** "Lock order" for `lock-order`. */
const words = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');

/** Errors and warnings at the lines that they name. Exceptions that nothing caught are at their lines already: markers.ts. */
export function findingProblems({ findings }: Snapshot): Problem[] {
  const shown = findings.filter(({ level, name }) => level !== 'hint' && name !== 'unobserved-exception');
  return shown.flatMap(({ name, level, text, evidence }: Finding) => {
    const lines = new Set(evidence.map(({ line }) => line).filter((line) => line > 0));
    return [...lines].map((line) => ({
      type: words(name),
      message: text,
      line,
      column: 1,
      end_line: line,
      end_column: Number.MAX_SAFE_INTEGER,
      text: '',
      severity: level === 'error' ? ('error' as const) : ('warning' as const),
    }));
  });
}
