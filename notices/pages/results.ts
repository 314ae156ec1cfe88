import { errorOf, outcomeOf, fieldText, type WorkflowItem } from '../item';
import type { Language } from '../messages/languages';
import { markup, type Markup } from './markup';
import type { PageMessages } from './PageMessages';

const acted: readonly unknown[] = ['done', 'notPossible', 'unclear', 'notFound'];

/** Whether an item has the result of an action; one that failed still has the action's fields. */
export function isResult(item: WorkflowItem): boolean {
	return outcomeOf(item) === 'failed' ? fieldText(item, 'requestAction') !== undefined : acted.includes(item.outcome);
}

/** The explanation of a result. The texts of the nodes are English. */
export function explained(result: WorkflowItem, { couldNotAsk }: PageMessages, language: Language): Markup {
	const explanation = fieldText(result, 'explanation') ?? errorOf(result);
	return explanation === undefined || language === 'en'
		? markup`${explanation ?? couldNotAsk}`
		: markup`<span lang="en">${explanation}</span>`;
}

/** A box at the top of the page, which screen readers read aloud. */
export function resultBox(kind: 'good' | 'bad' | 'next', heading: string, content: Markup): Markup {
	return markup`<div class="said ${kind}" role="status"><h2>${heading}</h2>${content}</div>`;
}
