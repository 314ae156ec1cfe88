import { outcomeOf, textOf, groupOf, type Item } from '../item';
import type { Language } from '../words/languages';
import type { Markup } from './markup';
import { markup } from './markup';
import type { PageWords } from './PageWords';

const acted: readonly unknown[] = ['done', 'notPossible', 'unclear', 'notFound'];

/** Whether an item tells what came of an action; one that failed has the fields of the action that was to be done. */
export function isResult(item: Item): boolean {
	return outcomeOf(item) === 'failed' ? textOf(item, 'requestAction') !== undefined : acted.includes(item.outcome);
}

/** What the nodes themselves say, which is English. */
export function quoted(text: string, language: Language): Markup {
	return language === 'en' ? markup`${text}` : markup`<span lang="en">${text}</span>`;
}

export function explained(result: Item, { couldNotAsk }: PageWords, language: Language): Markup {
	const said = textOf(result, 'explanation') ?? textOf(result, 'error') ?? textOf(groupOf(result, 'error'), 'message');
	return said === undefined ? markup`${couldNotAsk}` : quoted(said, language);
}
