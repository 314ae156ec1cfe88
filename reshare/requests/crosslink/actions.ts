import { actionKinds, actionWords, allowedAction, nameAmong, type ActionKind, type ActionNames, type ActionsOffered, type AllowedAction, type RequestAction } from '../model/actions';
import { given } from '../port/wireFields';
import type { PatronRequest, Side } from '../model/request';
import type { CloseAs } from '../model/state';
import type { OfferedAction as ListedAction } from './schemas';
import { asWritten, loanConditions, reasonsUnfilled } from './choices';
import { hindranceOf } from './hindrance';
import type { StateModel } from './stateModel';

/**
 * The broker's names of the actions, the likeliest first; which of them there is depends on the state. A request that no
 * library knows of can only be closed. `terminate` is none of them: it closes a request whatever the other library does.
 */
const names: ActionNames = {
	checkAgain: ['validate-patron', 'check-limit', 'update-metadata', 'check-duplicate'],
	approveAsIs: ['skip-patron-validation', 'override-limit', 'skip-metadata-update', 'send-request'],
	fillLocally: ['fill-locally'],
	cannotFillLocally: ['cannot-supply-locally'],
	agreeConditions: ['accept-condition'],
	rejectConditions: ['reject-condition'],
	cancel: ['cancel-request', 'cancel-local-supply', 'close-request'],
	receive: ['receive'],
	checkOut: ['check-out'],
	renew: ['renew'],
	// What nobody has checked out in CrossLink is checked out first, where this version wants it.
	patronReturned: ['check-in', 'check-out'],
	shipBack: ['ship-return'],
	// In steps; in some versions each is offered only after the one before.
	returnAndShipBack: ['check-in', 'check-out'],
	requestAgain: ['accept-retry', 'rerequest'],
	declineRetry: ['reject-retry'],
	willSupply: ['will-supply', 'request-item'],
	sendConditions: ['add-condition'],
	cannotSupply: ['cannot-supply'],
	askForRetry: ['ask-retry'],
	printPullSlip: ['pullslip-printed'],
	markShipped: ['ship'],
	sendDocument: ['supply-document'],
	agreeCancellation: ['accept-cancel'],
	refuseCancellation: ['reject-cancel'],
	agreeRenewal: ['accept-renewal'],
	refuseRenewal: ['reject-renewal'],
	markOverdue: ['overdue'],
	recall: ['recall'],
	receivedBack: ['mark-received'],
};

/** Whether it only looks at the request again, and holds it where that finds fault. */
export function isCheck(name: string): boolean {
	return names.checkAgain?.includes(name) === true;
}

/** What the broker keeps beside its actions; a note needs somebody to read it. */
const unlisted: readonly ActionKind[] = ['sendMessage', 'markMessagesSeen', 'writeStaffNote'];

const settings: ActionsOffered = {
	cannotFillLocally: ['reason', 'note'],
	willSupply: ['note'],
	sendConditions: ['condition', 'cost', 'currency', 'note'],
	cannotSupply: ['reason', 'note'],
	askForRetry: ['recordId', 'note'],
	markShipped: ['barcodes', 'note'],
	sendDocument: ['note'],
	agreeRenewal: ['dueDay'],
	recall: ['dueDay', 'note'],
};

/** The actions that this version has in any state. */
export function actionsOf(model: StateModel): ActionsOffered {
	const known = (name: string, side: Side | undefined) => !model.isTold || model.knowsAction(name, side);
	const kinds = actionKinds.filter((kind) => unlisted.includes(kind) || names[kind]?.some((name) => known(name, actionWords[kind].side)) === true);
	const takes = (kind: ActionKind) => (settings[kind] ?? []).filter((setting) => setting !== 'barcodes' || known('add-item', 'lending'));
	return Object.fromEntries(kinds.map((kind) => [kind, takes(kind)]));
}

export const crossLinkInstead: Readonly<Partial<Record<ActionKind, string>>> = {
	renew: 'Write to the lending library with Send Message.',
	markLost: 'Write to the lending library with Send Message.',
	markReviewed: 'A request that could not be filled is over, and waits for nobody.',
	conditionsAgreed: "It notes the borrowing library's answer by itself.",
	printPullSlip: 'The request can be marked as shipped without it.',
	agreeRenewal: 'Write to the borrowing library with Send Message.',
	refuseRenewal: 'Write to the borrowing library with Send Message.',
	markOverdue: 'Write to the borrowing library with Send Message.',
	recall: 'Write to the borrowing library with Send Message.',
	closeManually: 'Cancel the request, or say that your library cannot supply.',
};

/** Staff close a request as what it is closed as, and as nothing else. */
export const crossLinkClosings: Readonly<Record<Side, readonly CloseAs[]>> = { borrowing: [], lending: [] };

/**
 * What the request allows; `listed` is the server's own list.
 *
 * @param now seconds since 1970 on the server's clock
 */
export function allowedOf(request: PatronRequest, listed: readonly ListedAction[], now: number): AllowedAction[] {
	const { side = 'lending', supplier } = request;
	const withHindrance = (action: AllowedAction, available?: boolean): AllowedAction => {
		const hindrance = hindranceOf({ name: action.name, available }, request, now);
		return hindrance === undefined ? action : { ...action, hindrance };
	};
	const fits = (kind: ActionKind) => actionWords[kind].side === undefined || actionWords[kind].side === side;
	const own = unlisted.filter((kind) => kind !== 'sendMessage' || supplier !== undefined).map((kind) => withHindrance(allowedAction(kind, kind)));
	return [
		...own,
		...listed.flatMap(({ name, available }) => {
			const kinds = actionKinds.filter((kind) => names[kind]?.includes(name) === true && fits(kind));
			const offered = kinds.length === 0 ? [{ label: `${labelOf(name)} (in ReShare itself)`, name }] : kinds.map((kind) => allowedAction(kind, name));
			return offered.map((action) => withHindrance(action, available));
		}),
	];
}

/** The broker's name of an action, as `nameAmong`. */
export const nameOfAction = (kind: ActionKind, allowed?: readonly string[]): string => nameAmong(names, kind, allowed);

/** What is sent along with the action. */
export function paramsOf(action: RequestAction): Record<string, unknown> {
	switch (action.kind) {
		case 'cannotFillLocally':
		case 'cannotSupply':
			return given({ note: action.note, reasonUnfilled: asWritten(reasonsUnfilled, action.reason) });
		case 'sendConditions':
			return given({ note: action.note, loanCondition: asWritten(loanConditions, action.condition), cost: action.cost, currency: action.cost === undefined ? undefined : action.currency });
		case 'willSupply':
		case 'markShipped':
			return given({ note: action.note });
		case 'askForRetry':
			// The only reason that the broker takes for it, and only with the record that is to be requested (action.go).
			return given({ note: action.note, reasonRetry: 'NotFoundAsCited', itemId: action.recordId });
		case 'sendDocument':
			return given({ note: action.note, deliveryUrl: action.link });
		case 'recall':
			return given({ note: action.note, dueDate: action.dueDay });
		case 'agreeRenewal':
			return given({ dueDate: action.dueDay });
		default:
			return {};
	}
}

/** How staff read one of the broker's actions. */
export function labelOf(name: string): string {
	const kind = actionKinds.find((known) => names[known]?.includes(name) === true);
	return otherLabels[name] ?? (kind === undefined ? name : actionWords[kind].label);
}

/** Of actions for which there is no word of ours. */
const otherLabels: Readonly<Record<string, string>> = {
	'validate-patron': 'Check the Patron Again',
	'skip-patron-validation': 'Let the Patron Pass',
	'check-limit': 'Check the Limit Again',
	'override-limit': 'Let the Patron Exceed the Limit',
	'update-metadata': 'Look the Title Up Again',
	'skip-metadata-update': 'Leave the Title as It Is',
	'check-duplicate': 'Check for Duplicates Again',
	'send-request': 'Send the Request',
	'supply-document': 'Supply the Document',
	'send-notification': 'Mail the Patron',
	'add-item': 'Add an Item',
	'remove-item': 'Remove an Item',
};
