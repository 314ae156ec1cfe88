import { isSlnp, type RequestRow } from './requestRow';
import { actionsOfferedIn, statusByCode } from './statuses';

/** Lists the codes of the actions that are offered for a request now. There are none while a message to the other library is under way. */
export function listOfferedActions(row: RequestRow): string[] {
	if (row.networkStatus === 'Waiting' || row.networkStatus === 'Retry') return [];
	const status = statusByCode(row.state);
	const isCopy = row.stateModel === 'NonreturnableRequester' || row.refdata?.serviceType === 'copy';
	const actions = [...actionsOfferedIn(row.state, isCopy)];
	// mod-rs's state models for the SLNP, whose states begin with SLNP_, do not offer the actions below (SLNPStateModelData).
	if (isSlnp(row)) return actions;
	if (status.stage.startsWith('ACTIVE') || status.stage === 'COMPLETED') actions.push('message');
	if (!status.terminal) actions.push('manualClose');
	if (row.isRequester !== true) actions.push('localNote');
	return actions;
}

/** Actions that a program may perform although no button offers them. */
const systemActions = ['messageSeen', 'messagesAllSeen'];

export function isActionAllowed(row: RequestRow, action: string): boolean {
	return listOfferedActions(row).includes(action) || (systemActions.includes(action) && !isSlnp(row));
}

/** Builds the list of actions in a view: objects, as mod-rs gives them since version 2.18. */
export function buildActionsView(row: RequestRow): unknown[] {
	return listOfferedActions(row).map((actionCode, index) => (index === 0 ? { actionCode, isPrimary: true } : { actionCode }));
}
