import type { SandboxAnswer } from '../sharedTypes';
import { systemErrorOutcome, type ActionOutcome, type ActionParams } from './actionOutcome';
import { BindingErrors, BindingCrash } from './readNewRequestBody';
import { performBorrowingAction } from './performBorrowingAction';
import { performCommonAction } from './performCommonAction';
import { performLendingAction } from './performLendingAction';
import type { RequestRow } from './requestRow';
import type { PracticeModRs } from './PracticeModRs';
import { isActionAllowed } from './offeredActions';

/** Actions that read their parameters, and fail if there are none. */
const readsParams = new Set([
	'requesterCancel',
	'requesterAgreeConditions',
	'requesterRejectConditions',
	'manualClose',
	'message',
	'messageSeen',
	'messagesAllSeen',
	'cancelLocal',
	'rerequest',
	'requesterRetryValidation',
	'supplierCannotSupply',
	'supplierConditionalSupply',
	'supplierAddCondition',
	'supplierRespondToCancel',
	'supplierAddURLToDocument',
	'localNote',
]);

/**
 * Performs an action as mod-rs does. A refused action is also written into the audit trail, which changes `lastUpdated`: a client that
 * repeats the action keeps its own poll busy.
 */
function performAction(service: PracticeModRs, row: RequestRow, action: string, params: ActionParams | undefined): ActionOutcome {
	const { trail } = service;
	if (row.networkStatus === 'Waiting' || row.networkStatus === 'Retry') {
		const message = `Unable to perform action as we are waiting for existing network activity to complete, network status: ${row.networkStatus}, Action being performed: ${action}`;
		trail.note(row, message);
		return { status: 400, body: { message } };
	}
	if (!isActionAllowed(row, action)) {
		const message = `A valid action was not supplied, isRequester: ${row.isRequester} Current state: ${row.state}, network status: ${row.networkStatus} Action being performed: ${action}`;
		trail.note(row, message);
		return { status: 400, body: { message } };
	}
	if (params === undefined && readsParams.has(action)) return systemErrorOutcome(row);
	const perform = row.isRequester === true ? performBorrowingAction : performLendingAction;
	try {
		return (
			performCommonAction(service, row, action, params ?? {}) ?? perform(service, row, action, params ?? {}) ?? { status: 500, body: {} }
		);
	} catch (error) {
		if (error instanceof BindingErrors || error instanceof BindingCrash) return systemErrorOutcome(row);
		throw error;
	}
}

export function answerAction(service: PracticeModRs, tenant: string, id: string, body: string): SandboxAnswer {
	const posted = parseObject(body);
	const row = service.world.store.get(tenant, id);
	if (row === undefined) return { status: 400, body: { message: `Unable to find request with id: ${id}` } };
	const action = typeof posted.action === 'string' ? posted.action : 'null';
	return performAction(service, row, action, asParams(posted.actionParams));
}

function parseObject(body: string): Readonly<Record<string, unknown>> {
	try {
		const value: unknown = JSON.parse(body);
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}

function asParams(value: unknown): ActionParams | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ActionParams) : undefined;
}
