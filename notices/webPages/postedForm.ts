import type { RequestAction } from '../../reshare/index';
import { toSingleLine, isUuid } from '../../reshare/text';
import { nestedItemOf, textOfField, type WorkflowItem } from '../workflowItem';
import { acceptAnswerOnce, type PageTokenContext } from './pageTokens';

type Action = RequestAction['kind'];

/** The buttons of the lending desk. */
export const lendingButtons = [
	'willSupply',
	'cannotSupply',
	'printPullSlip',
	'agreeCancellation',
	'refuseCancellation',
	'receivedBack',
] as const satisfies readonly Action[];
export type LendingButton = (typeof lendingButtons)[number];

/** The action for a scanned item, and the side of the request that it changes. */
export const scanTaskSides = {
	receive: 'borrowing',
	patronReturned: 'borrowing',
	shipBack: 'borrowing',
	markShipped: 'lending',
	receivedBack: 'lending',
} as const satisfies Partial<Record<Action, 'borrowing' | 'lending'>>;
export type ScanTask = keyof typeof scanTaskSides;

/** The action for the node ReShare Request. */
interface PostedAction {
	readonly request: string;
	/** `confirmResponse`: the response of a lending rule. */
	readonly requestAction: Action | 'confirmResponse';
	readonly side: 'borrowing' | 'lending';
	readonly place: string;
	readonly reason: string;
	readonly barcodes: string;
	readonly note: string;
	/** The library card that was typed. Only a request of its patron may be canceled. */
	readonly patronId: string;
	/** The lending request and its response that were confirmed. */
	readonly requestId: string;
	readonly confirmation: string;
}

export interface PostedActions {
	readonly actions: readonly PostedAction[];
	/** Whether the page is shown at once. After a scan it is shown later, together with the result of the action. */
	readonly showsPage: boolean;
}

/** The most characters of a text that people type or scan. */
const longestLine = 255;

/**
 * Reads what a reader sent from a page.
 *
 * @param asked the item of the Webhook node
 */
export function readPostedForm(asked: WorkflowItem) {
	const body = nestedItemOf(asked, 'body');
	// Both mod-rs and CrossLink give lending requests such ids. A number that can be guessed is not accepted as an id.
	const ids = [body.id].flat().filter((id): id is string => typeof id === 'string' && isUuid(id));
	const line = (name: string): string => toSingleLine(textOfField(body, name) ?? '', longestLine);
	const task = textOfField(body, 'task');
	return {
		answer: lendingButtons.find((answer) => answer === body.answer),
		/** Whether somebody pressed a button, even if the page does not have it. */
		isAnswer: textOfField(body, 'answer') !== undefined,
		ids,
		place: line('place'),
		reason: line('reason'),
		task: task !== undefined && Object.hasOwn(scanTaskSides, task) ? (task as ScanTask) : undefined,
		code: line('code'),
		item: line('item'),
		/** The number of the request to cancel. */
		cancel: line('cancel'),
		note: line('note'),
		patronId: line('patronId'),
		requestId: line('requestId'),
		confirmation: line('confirmation'),
		/** Whether somebody pressed the button that sends the response of a lending rule. */
		isConfirmed: textOfField(body, 'confirmation') !== undefined,
		/** The pull slips to print: `all`, or the id of a request; empty: none. */
		slips: textOfField(nestedItemOf(asked, 'query'), 'slips') ?? '',
	};
}

export type PostedForm = ReturnType<typeof readPostedForm>;

/**
 * Returns the actions for the input of a page. There are none if the page was only opened, if something is still to be scanned, or if the
 * input does not come from the page. Each page's input is accepted only once, so that a second call returns no actions.
 */
export function readPostedActions(asked: WorkflowItem, shown: PageTokenContext): PostedActions {
	const wanted = wantedBy(asked);
	return wanted.actions.length === 0 || acceptAnswerOnce(asked, shown) ? wanted : { actions: [], showsPage: true };
}

function wantedBy(asked: WorkflowItem): PostedActions {
	const { answer, ids, place, reason, task, code, item, cancel, note, patronId, requestId, confirmation } = readPostedForm(asked);
	const action = { place: '', reason: '', barcodes: '', note: '', patronId: '', requestId: '', confirmation: '' };
	if (answer !== undefined)
		return {
			actions: ids.map((request) => ({ ...action, reason, request, requestAction: answer, side: 'lending', place })),
			showsPage: true,
		};
	if (cancel !== '')
		return { actions: [{ ...action, request: cancel, requestAction: 'cancel', side: 'borrowing', note, patronId }], showsPage: false };
	if (confirmation !== '')
		return {
			actions: [{ ...action, request: requestId, requestAction: 'confirmResponse', side: 'lending', requestId, confirmation }],
			showsPage: false,
		};
	// Shipping takes two barcodes: the one on the slip identifies the request, and the one on the item is sent to the borrower.
	if (task === undefined || code === '' || (task === 'markShipped' && item === '')) return { actions: [], showsPage: true };
	return {
		actions: [{ ...action, request: code, requestAction: task, side: scanTaskSides[task], barcodes: task === 'markShipped' ? item : '' }],
		showsPage: false,
	};
}
