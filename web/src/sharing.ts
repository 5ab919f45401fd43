// Links to the page: opens the one in the address, and writes those for others.
import { source } from './editor';
import { element } from './elements';
import { defaultLooks, type Link, type Looks, longestLink, readLink, writeLink } from './links';
import { looks, takeLooks } from './looks';
import { momentForLink, pendingMoment } from './moment';
import { isFramed, markEdited, type Page, showNotice } from './page';
import { optionsForLink, takeOptions } from './run_options';
import { load } from './running';

/** Opens what the address links to. It does not run before the user presses Run. */
export async function openLink(page: Page): Promise<void> {
  const link = await readLink(location.hash);
  if (!link) return;
  if (typeof link === 'string') return showNotice(link);
  let isChanged = false;
  if (link.lesson !== undefined) {
    page.programs?.openLesson(link.lesson);
    isChanged = page.programs?.lesson() === undefined;
  } else if (link.code !== undefined) isChanged = page.programs?.openForeign(link.name ?? '', link.code, !link.looks?.readonly) === true;
  if (link.exercise || page.exercise) await openExercise(page, link.exercise ?? '', link);
  // What is left of the link of a program that has been edited: the options are the user's.
  if (link.exercise && link.name && link.code === undefined) return;
  const [what, whole] = link.lesson === undefined ? ['program', 'program of the link'] : ['lesson', 'lesson'];
  if (isChanged)
    showNotice(`You have changed this ${what}. “Reset to the ${whole}”, in the menu beside it, shows it as the link means it.`);
  takeOptions(link.options);
  takeLooks(link.looks ?? defaultLooks, page.editor, page.engine);
  page.moment = pendingMoment(link.looks?.moment);
  page.schedule = link.schedule ?? '';
  page.autorun = isFramed && link.looks?.autorun === true;
}

/** Shows the exercise of a link in the place of the one before; an empty text is none. */
async function openExercise(page: Page, json: string, { lesson, code, name }: Link): Promise<void> {
  // An edited program has the exercise of the link that it came from.
  const isOfLink = lesson !== undefined || code !== undefined || !name;
  const program = isOfLink ? (page.programs?.name() ?? '') : name;
  if (page.exercise?.json === json) {
    if (lesson !== undefined || code !== undefined) page.exercise.shown.edited();
    page.exercise = { ...page.exercise, program };
    return showExerciseOf(page);
  }
  page.exercise?.shown.remove();
  page.exercise = undefined;
  if (!json) return;
  const loaded = await import('./exercise').catch(() => undefined);
  if (!loaded) return showNotice('The exercise could not be loaded: is there a network?');
  const shown = loaded.showExercise(json, element('editor', HTMLElement), {
    engine: () => page.engine,
    source: () => source(page.editor),
    load: async () => {
      const reason = page.engine ? await load(page, page.engine) : '';
      if (!reason) markEdited(page, false);
      return reason;
    },
    told: async (result) => {
      if (isFramed) (await import('./embedding')).postExercise(result);
    },
  });
  page.exercise = { shown, json, program };
  showExerciseOf(page);
}

/** Shows the exercise while its program is in the editor. In a frame, the page around it chooses the programs. */
export function showExerciseOf({ exercise, programs }: Page): void {
  exercise?.shown.show(isFramed || programs?.name() === exercise.program);
}

/** A link to the program, the options, the chosen view and moment, and in a stepped run to the steps so far. */
function linkOf({ editor, engine, programs, edited, exercise }: Page): Link {
  const lesson = programs?.lesson();
  const program = lesson === undefined ? { code: source(editor), name: programs?.name() ?? '' } : { lesson };
  const run = edited ? undefined : engine;
  const chosen: Looks = { ...defaultLooks, view: looks().view, moment: run && momentForLink(run) };
  const json = exercise?.program === programs?.name() ? exercise?.json : undefined;
  return { ...program, options: optionsForLink(), schedule: run?.schedule() ?? '', looks: chosen, exercise: json };
}

/** The address of the page with that link. */
export const addressOf = async (page: Page): Promise<string> => `${location.origin}${location.pathname}#${await writeLink(linkOf(page))}`;

/** Copies the link. */
export async function share(page: Page): Promise<void> {
  const address = await addressOf(page);
  if (address.length > longestLink) return showNotice('The program is too long for a link: save it as a file');
  const field = element('link', HTMLInputElement);
  field.value = address;
  element('link-box', HTMLElement).showPopover();
  field.select();
  const copied = await navigator.clipboard?.writeText(address).then(
    () => true,
    () => false,
  );
  element('link-words', HTMLElement).textContent = copied ? 'Copied:' : 'Copy it:';
}

/** Shows what another page takes in to show this program. */
export async function embed(page: Page): Promise<void> {
  element('program-menu', HTMLElement).hidePopover();
  const { openEmbedDialog } = await import('./embed_dialog');
  openEmbedDialog(linkOf(page), page.programs?.name() ?? '');
}
