import { errorTextOf, outcomeOf, textOfField, type WorkflowItem } from '../workflowItem';
import type { Language } from '../messages/languages';
import { markup, type Markup } from './markup';
import type { PageMessages } from '../messages/Messages';

const acted: readonly unknown[] = ['done', 'notPossible', 'unclear', 'notFound'];

/** Whether an item has the result of an action. An item that failed still has the action's fields. */
export function isActionResult(item: WorkflowItem): boolean {
	return outcomeOf(item) === 'failed' ? textOfField(item, 'requestAction') !== undefined : acted.includes(item.outcome);
}

/**
 * Returns the explanation of a result as HTML. The nodes' sentences are in English and are marked as such on a page in another language.
 */
export function explainResult(result: WorkflowItem, { couldNotAsk }: PageMessages, language: Language): Markup {
	const explanation = textOfField(result, 'explanation') ?? errorTextOf(result);
	return explanation === undefined || language === 'en'
		? markup`${explanation ?? couldNotAsk}`
		: markup`<span lang="en">${explanation}</span>`;
}

/** Builds a box at the top of the page, which screen readers read aloud. */
export function buildResultBox(kind: 'good' | 'bad' | 'next', heading: string, content: Markup): Markup {
	return markup`<div class="said ${kind}" role="status"><h2>${heading}</h2>${content}</div>`;
}
