import { errorOf, outcomeOf, fieldText, type WorkflowItem } from '../item';
import type { Language } from '../messages/languages';
import { markup, type Markup } from './markup';
import type { PageMessages } from './PageMessages';

const acted: readonly unknown[] = ['done', 'notPossible', 'unclear', 'notFound'];

/** Whether an item tells what came of an action; one that failed still has the action's fields. */
export function isResult(item: WorkflowItem): boolean {
	return outcomeOf(item) === 'failed' ? fieldText(item, 'requestAction') !== undefined : acted.includes(item.outcome);
}

/** What the nodes themselves say is English. */
export function explained(result: WorkflowItem, { couldNotAsk }: PageMessages, language: Language): Markup {
	const said = fieldText(result, 'explanation') ?? errorOf(result);
	return said === undefined || language === 'en' ? markup`${said ?? couldNotAsk}` : markup`<span lang="en">${said}</span>`;
}

/** A box at the top of the page; screen readers read it aloud. */
export function saidBox(kind: 'good' | 'bad' | 'next', heading: string, content: Markup): Markup {
	return markup`<div class="said ${kind}" role="status"><h2>${heading}</h2>${content}</div>`;
}
