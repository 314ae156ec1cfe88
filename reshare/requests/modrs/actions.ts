import { allowedAction, type ActionKind, type ActionsOffered, type AllowedAction, type RequestAction } from '../act/actions';
import type { PatronRequest, Side } from '../request';
import { isTerminal, type CloseAs } from '../state';
import { modRsStates } from './states';

/** mod-rs's names of the actions (Actions.groovy). */
const codes: Readonly<Record<ActionKind, string>> = {
	cancel: 'requesterCancel',
	closeManually: 'manualClose',
	agreeConditions: 'requesterAgreeConditions',
	rejectConditions: 'requesterRejectConditions',
	markMessagesSeen: 'messagesAllSeen',
	sendMessage: 'message',
};

export const modRsActions: ActionsOffered = {
	cancel: ['reason', 'note'],
	closeManually: [],
	agreeConditions: ['note'],
	rejectConditions: ['note'],
	markMessagesSeen: [],
	sendMessage: [],
};

/**
 * States that closing by hand really leads to. For any other the server answers success, changes nothing and tells the
 * other library that the request was closed (ActionEventResultData and ActionManualCloseService).
 */
export const modRsClosings: Readonly<Record<Side, readonly CloseAs[]>> = { borrowing: closings('borrowing'), lending: closings('lending') };

function closings(side: Side): CloseAs[] {
	return modRsStates.codes(side).flatMap((code) => modRsStates.of(code, side)?.closesAs ?? []);
}

/** The action as the server takes it. */
export function callOf({ side }: Pick<PatronRequest, 'side'>, action: RequestAction): { readonly code: string; readonly params: Record<string, unknown> } {
	return { code: codes[action.kind], params: paramsOf(side, action) };
}

function paramsOf(side: Side | undefined, action: RequestAction): Record<string, unknown> {
	switch (action.kind) {
		case 'closeManually':
			return { terminalState: modRsStates.codes(side ?? 'lending', ({ closesAs }) => closesAs === action.as)[0] };
		case 'markMessagesSeen':
			return { seenStatus: true };
		case 'sendMessage':
			return { note: action.text };
		default: {
			const { kind: _, ...params } = action;
			return params;
		}
	}
}

/**
 * What the request allows.
 *
 * @param listed the server's own list
 */
export function allowedOf({ state }: PatronRequest, listed: readonly string[]): AllowedAction[] {
	// Opening the chat is a system action, which the list leaves out, and closing needs no entry either.
	const unlisted = [...(isTerminal(state) ? [] : [codes.closeManually]), codes.markMessagesSeen];
	return [...new Set([...listed, ...unlisted])].map((code) => {
		const kind = (Object.keys(codes) as ActionKind[]).find((known) => codes[known] === code);
		return kind === undefined ? { label: otherLabels[code] ?? code } : allowedAction(kind);
	});
}

/** Of actions for which there is no word of ours. */
const otherLabels: Readonly<Record<string, string>> = {
	messageSeen: 'Mark a Message as Read',
	requesterReceived: 'Mark as Received',
	patronReturnedItem: 'Patron Returned Item',
	shippedReturn: 'Mark Return as Shipped',
	requesterRetryValidation: 'Check Again',
	requesterBypassValidation: 'Approve as It Is',
};
