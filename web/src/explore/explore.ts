// Explore: every outcome of the program in the editor, found by a worker. The panel opens with the first click on the button.
import { goTo, source } from '../editor';
import { setText } from '../elements';
import { addedFiles } from '../files';
import { filename, type Page } from '../page';
import { load, runSchedule } from '../running';
import { type Client, startClient } from './client';
import type { Found } from './messages';
import { showOutcomes } from './outcomes';
import { makePanel, type Panel, tell } from './panel';
import { showProofs } from './proofs';
import {
  amountWords,
  counted,
  type Failures,
  firstSteps,
  inOrder,
  type Outcome,
  outcomesSentence,
  type Proof,
  proofsSentence,
  type Report,
  verdict,
} from './report';
import { type Branch, showTree } from './schedule_tree';
import { showFindings, showStory } from './story_view';

/** How long it explores before it asks, and after each *Continue*. */
const firstMs = 2_000;
const furtherMs = 10_000;
const mostTried = 20;

type Standing = 'idle' | 'exploring' | 'rests' | 'over';

/** What the panel shows, for one page. */
interface Explorer {
  readonly page: Page;
  readonly panel: Panel;
  client: Client | undefined;
  standing: Standing;
  report: Report | undefined;
  /** Whether the program was edited since. */
  isOld: boolean;
  /** The text that is explored. */
  source: string;
  /** What failed before the edits. */
  failures: Failures | undefined;
}

let explorer: Explorer | undefined;

/** What fails of the program that was explored; none: nothing. */
function failuresOf({ report, source: explored }: Explorer): Failures | undefined {
  const failing = inOrder(report?.outcomes ?? []).filter(({ fails }) => fails);
  const schedules = failing.slice(0, mostTried).map(({ schedule }) => schedule);
  return schedules.length > 0 ? { source: explored, schedules } : undefined;
}

/** Shows the buttons that can have an effect. */
function showStanding(it: Explorer): void {
  const { panel, standing, client, isOld, failures, report } = it;
  const isExploring = standing === 'exploring';
  panel.root.ariaBusy = String(isExploring);
  panel.stop.hidden = panel.meter.hidden = !isExploring;
  panel.more.hidden = standing !== 'rests' || isOld;
  panel.prove.hidden = isExploring || !isOld;
  setText(panel.prove, failures || failuresOf(it) ? 'Prove my fix' : 'Explore again');
  panel.old.hidden = !isOld || !report;
  panel.tree.hidden = !client || (standing !== 'rests' && standing !== 'over');
  panel.root.classList.toggle('is-old', isOld);
  if (!isExploring) setText(panel.progress, '');
}

/** Shows what was found. */
function showReport(it: Explorer, report: Report, proofs: readonly Proof[]): void {
  it.report = report;
  tell(it.panel, [proofsSentence(proofs), verdict(report)].filter(Boolean).join(' '), outcomesSentence(report));
  it.panel.verdict.dataset.mood = report.failing > 0 ? 'fails' : report.complete ? 'passes' : 'unknown';
  showProofs(it.panel.proofs, proofs, (schedule) => void follow(it, schedule));
  showOutcomes(it.panel.outcomes, report, (outcome, letter) => show(it, outcome, letter));
  showFindings(
    it.panel.findings,
    report.findings,
    ({ schedule, evidence }) => void follow(it, schedule, evidence.find(({ line }) => line > 0)?.line),
  );
}

function take(it: Explorer, message: Found): void {
  if (message.type === 'refused') {
    const [first] = message.problems.filter(({ severity }) => severity === 'error');
    rest(it, 'idle', `The program cannot be explored: ${first?.type}: ${first?.message}, line ${first?.line}.`);
    return;
  }
  if (message.type === 'tree') {
    showBranches(it, message.tree);
    return;
  }
  if (message.report) showReport(it, message.report, message.proofs);
  if (message.type === 'progress') {
    if (message.done !== null) it.panel.meter.value = message.done;
    setText(it.panel.progress, `${counted(message.schedules, 'schedule')} so far${amountWords(message)}`);
    return;
  }
  it.standing = message.isOver ? 'over' : 'rests';
  it.failures = undefined;
  // Otherwise it is asked for the tree, and goes on.
  if (it.isOld) endClient(it);
  showStanding(it);
  if (it.panel.tree.open) it.client?.tree('');
  if (!message.isOver) setText(it.panel.progress, `Not all schedules were tried${amountWords(message.report)}.`);
  void keepForLater();
}

/** Ends with a sentence. */
function rest(it: Explorer, standing: Standing, sentence: string): void {
  it.standing = standing;
  if (!it.report) tell(it.panel, sentence);
  else setText(it.panel.verdict, sentence);
  it.panel.verdict.dataset.mood = 'unknown';
  endClient(it);
  showStanding(it);
}

function endClient(it: Explorer): void {
  it.client?.end();
  it.client = undefined;
}

/** Lets the service worker keep the explorer for use without a network, once it was used. */
async function keepForLater(): Promise<void> {
  const { keepPart } = await import('../offline');
  await keepPart('explorer').catch(() => undefined);
}

/** In a frame that shows one half of the page at a time: shows the one with the panel. */
async function showCode(): Promise<void> {
  if (document.documentElement.dataset.half) (await import('../frame')).showHalf('code');
}

/** Loads a schedule, step by step, and shows a line. */
async function follow({ page, panel, isOld }: Explorer, schedule: string, line = 0): Promise<void> {
  if (isOld) return setText(panel.progress, 'The schedule belongs to the program before your last edits: explore again.');
  const isThere = page.schedule !== '' && !page.edited && page.engine?.snapshot().steps;
  const reason = isThere ? page.engine?.post({ kind: 'follow', schedule }) : await runSchedule(page, schedule);
  page.schedule = schedule;
  await showCode();
  setText(panel.progress, reason ?? '');
  if (line > 0) goTo(page.editor, line, 1);
}

/** Shows the tree of schedules. */
function showBranches(it: Explorer, root: Branch): void {
  if (!it.report) return;
  showTree(it.panel.treeBody, root, it.report, {
    follow: ({ schedule, line }) => void follow(it, schedule, line),
    unfold: ({ schedule }) => it.client?.tree(schedule),
  });
}

/** Tells how an outcome comes about, and loads its least schedule. */
function show(it: Explorer, outcome: Outcome, letter: string): void {
  showStory(it.panel.story, outcome, letter, {
    goToStep: ({ step, line }) => void follow(it, firstSteps(outcome.schedule, step + 1), line),
    follow: (schedule) => void follow(it, schedule),
  });
  void follow(it, outcome.schedule);
}

/** Explores the program in the editor. */
async function begin(it: Explorer): Promise<void> {
  const { page, panel } = it;
  if (it.standing === 'exploring') return;
  endClient(it);
  const failures = it.isOld ? (it.failures ?? failuresOf(it)) : undefined;
  const explored = source(page.editor);
  Object.assign(it, { standing: 'exploring', report: undefined, isOld: false, source: explored, failures } satisfies Partial<Explorer>);
  panel.outcomes.replaceChildren();
  panel.treeBody.replaceChildren();
  panel.findings.hidden = panel.story.hidden = panel.proofs.hidden = true;
  delete panel.verdict.dataset.mood;
  tell(panel, 'Exploring…');
  setText(panel.progress, '');
  showStanding(it);
  const reason = page.engine ? await load(page, page.engine) : 'The engine is not ready.';
  if (reason) return rest(it, 'idle', `The program cannot be explored: ${reason.replace(/\.$/, '')}.`);
  it.client = startClient(
    (message) => take(it, message),
    (sentence) => rest(it, 'idle', sentence),
  );
  it.client?.explore(explored, filename(page), addedFiles(), failures, firstMs);
}

function make(page: Page): Explorer {
  const panel = makePanel();
  const it: Explorer = {
    page,
    panel,
    client: undefined,
    standing: 'idle',
    report: undefined,
    isOld: false,
    source: '',
    failures: undefined,
  };
  panel.stop.addEventListener('click', () => it.client?.stop());
  panel.more.addEventListener('click', () => {
    if (it.standing !== 'rests') return;
    it.standing = 'exploring';
    showStanding(it);
    panel.stop.focus();
    it.client?.continue(furtherMs);
  });
  panel.tree.addEventListener('toggle', () => {
    if (panel.tree.open && panel.treeBody.childElementCount === 0) it.client?.tree('');
  });
  panel.prove.addEventListener('click', () => void begin(it));
  panel.close.addEventListener('click', () => {
    endClient(it);
    if (it.standing !== 'over') it.standing = 'idle';
    panel.root.hidden = true;
    document.getElementById('explore')?.focus();
  });
  page.explorer = {
    edited: () => {
      if (panel.root.hidden) return;
      it.isOld = true;
      if (it.standing !== 'exploring') endClient(it);
      showStanding(it);
    },
  };
  return it;
}

/** The click on *Explore*. */
export function explore(page: Page): void {
  explorer ??= make(page);
  explorer.panel.root.hidden = false;
  void showCode();
  explorer.panel.heading.focus({ preventScroll: true });
  void begin(explorer);
}
