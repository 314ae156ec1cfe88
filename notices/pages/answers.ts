import type { RequestAction } from '../../reshare/index';
import { groupOf, textOf, type Item } from '../item';

type Action = RequestAction['kind'];

/** Buttons of the lending desk. */
export const lendingAnswers = ['willSupply', 'cannotSupply', 'printPullSlip', 'agreeCancellation', 'refuseCancellation', 'receivedBack'] as const satisfies readonly Action[];
export type LendingAnswer = (typeof lendingAnswers)[number];

/** What is done with an item that is scanned, and on which side. */
export const tasks = { receive: 'borrowing', patronReturned: 'borrowing', shipBack: 'borrowing', markShipped: 'lending', receivedBack: 'lending' } as const satisfies Partial<Record<Action, 'borrowing' | 'lending'>>;
export type Task = keyof typeof tasks;

/** What ReShare Request is to do. */
export interface DeskAction {
	readonly request: string;
	readonly requestAction: Action;
	readonly side: 'borrowing' | 'lending';
	readonly place: string;
	readonly reason: string;
	readonly barcodes: string;
}

export interface DeskAnswer {
	readonly actions: readonly DeskAction[];
	/** Whether the page is written besides: what was scanned is told by what came of it. */
	readonly showsPage: boolean;
}

/** What was sent from a page. */
export interface Sent {
	readonly answer: LendingAnswer | undefined;
	/** A button was pressed, though of none that the page has. */
	readonly isAnswer: boolean;
	readonly ids: readonly string[];
	readonly place: string;
	readonly reason: string;
	readonly task: Task | undefined;
	readonly code: string;
	readonly item: string;
	/** Which pull slips are to be printed: `all`, or the id of a request; empty: none. */
	readonly slips: string;
}

/** @param asked item of the Webhook node that was called: what stands in its address and in its form */
export function readSent(asked: Item): Sent {
	const body = groupOf(asked, 'body');
	const ids = [body.id].flat().filter((id): id is string => typeof id === 'string' && id !== '');
	const task = textOf(body, 'task');
	return {
		answer: lendingAnswers.find((answer) => answer === body.answer),
		isAnswer: textOf(body, 'answer') !== undefined,
		ids,
		place: textOf(body, 'place') ?? '',
		reason: textOf(body, 'reason') ?? '',
		task: task !== undefined && Object.hasOwn(tasks, task) ? (task as Task) : undefined,
		code: textOf(body, 'code') ?? '',
		item: textOf(body, 'item') ?? '',
		slips: textOf(groupOf(asked, 'query'), 'slips') ?? '',
	};
}

/** Which actions follow from what was sent from a page; none where it was only opened, or where something is still to be scanned. */
export function readAnswer(asked: Item): DeskAnswer {
	const { answer, ids, place, reason, task, code, item } = readSent(asked);
	if (answer !== undefined) return { actions: ids.map((request) => ({ reason, request, requestAction: answer, side: 'lending', place, barcodes: '' })), showsPage: true };
	// What is sent has two barcodes: that of the slip says which request, that of the item goes to the borrower.
	if (task === undefined || code === '' || (task === 'markShipped' && item === '')) return { actions: [], showsPage: true };
	return { actions: [{ reason: '', request: code, requestAction: task, side: tasks[task], place: '', barcodes: task === 'markShipped' ? item : '' }], showsPage: false };
}
