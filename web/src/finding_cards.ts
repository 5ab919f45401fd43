// The cards of the findings: errors, warnings, hints; each cause after what it explains.
import './finding_cards.css';
import { setChildren } from './elements';
import type { Engine } from './engine';
import { findingTexts } from './finding_texts';
import type { Finding, Snapshot } from './schema';

const levels = ['error', 'warning', 'hint'];
const levelWords: Record<Finding['level'], string> = { error: 'It happened', warning: 'It can happen', hint: 'A hint' };

/** The order in which they are told. */
function inOrder(findings: readonly Finding[]): Finding[] {
  const symptoms = findings.filter(({ cause_of }) => cause_of === null);
  symptoms.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  return symptoms.flatMap((symptom) => [
    symptom,
    ...findings.filter(({ cause_of }) => cause_of !== null && findings[cause_of] === symptom),
  ]);
}

/** The canvas says who waits for what while that is so. The card says what it means and what to do. */
function sentenceOf({ name, text, times }: Finding, { summary }: Snapshot): string {
  const standing = { deadlock: 'deadlocked', stuck: 'stuck' }[name];
  if (standing !== undefined && summary?.standing === standing) return '';
  return times > 1 ? `${text} (${times} times)` : text;
}

function makeCard(finding: Finding, sentence: string, show: () => void): HTMLLIElement {
  const { title = finding.name, advice = '' } = findingTexts[finding.name] ?? {};
  const card = document.createElement('li');
  card.dataset.level = finding.level;
  card.classList.toggle('cause', finding.cause_of !== null);
  const heading = document.createElement('strong');
  heading.textContent = title;
  const level = document.createElement('small');
  level.textContent = levelWords[finding.level];
  const parts = [sentence, advice].filter(Boolean).map((text) => {
    const part = document.createElement('p');
    part.textContent = text;
    return part;
  });
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Show me';
  button.title = 'Show the moment in the picture, and the line in the program';
  button.addEventListener('click', show);
  card.append(heading, ' ', level, ...parts, button);
  return card;
}

/** Shows the moment and the line on which the finding rests; with each click the next one. */
function shower({ evidence }: Finding, engine: Engine, goTo: (line: number) => void): () => void {
  let next = 0;
  return () => {
    const shown = evidence[next++ % evidence.length];
    if (!shown) return;
    engine.showMoment(shown.time_ns);
    if (shown.line > 0) goTo(shown.line);
  };
}

/** The cards as they are shown: one that is unchanged stays the same element, so that it is not announced again and keeps the focus. */
let shownCards: { key: string; card: HTMLLIElement }[] = [];

export function showCards(target: HTMLElement, snapshot: Snapshot, engine: Engine, goTo: (line: number) => void): void {
  const next = inOrder(snapshot.findings).map((finding) => {
    const sentence = sentenceOf(finding, snapshot);
    const key = `${finding.name} ${finding.level} ${finding.time_ns} ${finding.cause_of} ${sentence}`;
    const known = shownCards.find((shown) => shown.key === key);
    return known ?? { key, card: makeCard(finding, sentence, shower(finding, engine, goTo)) };
  });
  target.hidden = next.length === 0;
  if (next.length === shownCards.length && next.every((each, i) => each === shownCards[i])) return;
  shownCards = next;
  let list = target.querySelector('ul');
  if (!list) {
    list = document.createElement('ul');
    target.append(list);
  }
  setChildren(
    list,
    next.map(({ card }) => card),
  );
}
