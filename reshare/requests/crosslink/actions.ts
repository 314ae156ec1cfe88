import {
	acceptedSettings,
	actionKinds,
	actionTable,
	toAllowedAction,
	toAllowedActions,
	type ActionBlocker,
	type ActionKind,
	type AllowedAction,
	type BackEndActions,
	type RequestAction,
} from '../model/actions';
import { formatDayAndTime } from '../model/datesAndTimes';
import { mayStillBeProcessing, type PatronRequest } from '../model/request';
import type { ListedAction } from './schemas';
import { toIso18626Case } from './iso18626Choices';
import type { StateModel } from './stateModel';

/** The broker's names for each action. `terminate` is not used, because it closes a request whatever the other library does. */
export const crossLinkActionsByKind: BackEndActions = {
	checkAgain: { names: ['validate-patron', 'check-limit', 'update-metadata', 'check-duplicate'] },
	approveAsIs: { names: ['skip-patron-validation', 'override-limit', 'skip-metadata-update', 'send-request'] },
	fillLocally: { names: ['fill-locally'] },
	cannotFillLocally: { names: ['cannot-supply-locally'] },
	agreeConditions: { names: ['accept-condition'], takes: ['shown'] },
	rejectConditions: { names: ['reject-condition'], takes: [] },
	cancel: { names: ['cancel-request', 'cancel-local-supply', 'close-request'], takes: [] },
	receive: { names: ['receive'] },
	checkOut: { names: ['check-out'] },
	renew: { names: ['renew'], instead: 'Write to the lender with Send Message.' },
	// An item that was not checked out in CrossLink is first checked out and then checked in, if this version requires it.
	patronReturned: { names: ['check-in', 'check-out'] },
	shipBack: { names: ['ship-return'] },
	returnAndShipBack: { names: ['check-in', 'check-out'] },
	markLost: { instead: 'Write to the lender with Send Message.' },
	requestAgain: { names: ['accept-retry', 'rerequest'] },
	declineRetry: { names: ['reject-retry'] },
	markReviewed: { instead: 'A request that could not be filled is over, and waits for nobody.' },
	willSupply: { names: ['will-supply', 'request-item'], takes: ['note'] },
	sendConditions: { names: ['add-condition'], takes: ['condition', 'cost', 'currency', 'note'] },
	conditionsAgreed: { instead: "It notes the borrower's answer by itself." },
	cannotSupply: { names: ['cannot-supply'] },
	askForRetry: { names: ['ask-retry'] },
	printPullSlip: { names: ['pullslip-printed'], instead: 'The request can be marked as shipped without it.' },
	markShipped: { names: ['ship'] },
	sendDocument: { names: ['supply-document'] },
	agreeCancellation: { names: ['accept-cancel'], takes: [] },
	refuseCancellation: { names: ['reject-cancel'], takes: [] },
	agreeRenewal: { names: ['accept-renewal'], instead: 'Write to the borrower with Send Message.' },
	refuseRenewal: { names: ['reject-renewal'], instead: 'Write to the borrower with Send Message.' },
	markOverdue: { names: ['overdue'], instead: 'Write to the borrower with Send Message.' },
	recall: { names: ['recall'], instead: 'Write to the borrower with Send Message.' },
	receivedBack: { names: ['mark-received'] },
	closeManually: { instead: 'Cancel the request, or say that your library cannot supply.' },
};

/** Whether an action only checks the request again, and holds it for staff if it finds a problem. */
export function isCheckAction(name: string) {
	return crossLinkActionsByKind.checkAgain?.names?.includes(name) === true;
}

/** These actions are calls of their own, which the broker does not list among the actions of a request. */
const unlisted: readonly ActionKind[] = ['sendMessage', 'markMessagesSeen', 'writeStaffNote'];

/**
 * Returns the actions that this version of CrossLink has at all, each with the settings that it accepts. What a single request allows now,
 * `crossLinkAllowedActions` says.
 */
export function supportedActionsOfModel(model: StateModel) {
	const kinds = actionKinds.filter(
		(kind) =>
			unlisted.includes(kind) ||
			crossLinkActionsByKind[kind]?.names?.some((name) => !model.lacksAction(name, actionTable[kind].side)) === true,
	);
	const takes = (kind: ActionKind) =>
		acceptedSettings(crossLinkActionsByKind, kind).filter((setting) => setting !== 'barcodes' || !model.lacksAction('add-item', 'lending'));
	return Object.fromEntries(kinds.map((kind) => [kind, takes(kind)]));
}

export function crossLinkAllowedActions(request: PatronRequest, listed: readonly ListedAction[], now: number, model: StateModel) {
	const { side, supplier } = request;
	const withBlocker = (action: AllowedAction, available?: boolean) => ({
		...action,
		blocker: blockerOfAction({ name: action.name, available }, request, now, model),
	});
	return [
		...unlisted.filter((kind) => kind !== 'sendMessage' || supplier !== undefined).map((kind) => withBlocker(toAllowedAction(kind, kind))),
		...listed.flatMap(({ name, available }) =>
			toAllowedActions(crossLinkActionsByKind, name, { [name]: `${actionLabelOf(name)} (in ReShare itself)` }, side).map((action) =>
				withBlocker(action, available),
			),
		),
	];
}

export function crossLinkActionParams(action: RequestAction) {
	const note = 'note' in action ? action.note : undefined;
	switch (action.kind) {
		case 'cannotFillLocally':
		case 'cannotSupply':
			return { note, reasonUnfilled: toIso18626Case('cannotSupplyReasons', action.reason) };
		case 'sendConditions':
			return {
				note,
				loanCondition: toIso18626Case('loanConditions', action.condition),
				cost: action.cost,
				currency: action.cost === undefined ? undefined : action.currency,
			};
		case 'willSupply':
		case 'markShipped':
			return { note };
		case 'askForRetry':
			// `NotFoundAsCited` is the only reason that the broker accepts, and only with the record to request (indexdata/crosslink
			// broker/patron_request/service/action.go).
			return { note, reasonRetry: 'NotFoundAsCited', itemId: action.recordId };
		case 'sendDocument':
			return { note, deliveryUrl: action.link };
		case 'recall':
			return { note, dueDate: action.dueDay };
		case 'agreeRenewal':
			return { dueDate: action.dueDay };
		default:
			return {};
	}
}

export function actionLabelOf(name: string) {
	return otherLabels[name] ?? toAllowedActions(crossLinkActionsByKind, name, {})[0].label;
}

/** Labels of the broker's actions for which this package has no action, or not one for each. */
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

/** Says that the broker crashed. An action that was under way then never ends, and blocks every other action. */
export const brokenOffSentence =
	'CrossLink broke off in the midst of an action. Until whoever runs CrossLink has ended that one, the request allows no other, not even closing it';

/**
 * The actions with which a borrower writes to the lender before the item is sent. The broker may write to a library that no longer has the
 * request.
 */
const written = ['cancel-request', 'accept-condition', 'reject-condition', 'sendMessage'];

function blockerOfAction(
	{ name, available }: ListedAction,
	request: PatronRequest,
	now: number,
	model: StateModel,
): ActionBlocker | undefined {
	if (available === false)
		return { kind: hasActionBrokenOff(request, now) ? 'actionBrokenOff' : 'actionUnderWay', sentence: `${busySentence(request, now)}.` };
	// Later versions search for duplicates before they send a request, so that sending it again does not find the same duplicate.
	if (name === 'send-request' && request.state?.code === 'DUPLICATE' && model.lacksAction('check-duplicate', 'borrowing')) {
		return {
			kind: 'duplicateAgain',
			sentence:
				'This version of CrossLink would take the request for a duplicate again. Cancel it, or wait until the other one is older than your library has set for this check.',
		};
	}
	const { writesTo, supplier } = request;
	return writesTo !== undefined && written.includes(name)
		? {
				kind: 'otherLibraryActs',
				sentence: `CrossLink would write to ${writesTo}, though ${supplier ?? 'another library'} has the request by now; try again when that one has answered.`,
			}
		: undefined;
}

export function busySentence(request: PatronRequest, now: number) {
	return hasActionBrokenOff(request, now)
		? `${brokenOffSentence}. It began ${formatDayAndTime(request.underWaySince ?? '', 'UTC')}`
		: 'Another action is under way; try again in a minute';
}

export function hasActionBrokenOff({ underWaySince }: PatronRequest, now: number) {
	return underWaySince !== undefined && !mayStillBeProcessing(underWaySince, now);
}
