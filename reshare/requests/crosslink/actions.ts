import { setTimeout as pause } from 'node:timers/promises';
import { allowedAction, type ActionKind, type ActionsOffered, type AllowedAction, type RequestAction } from '../act/actions';
import type { PatronRequest, Side } from '../request';
import type { ActionAnswer } from '../RequestDesk';
import type { CloseAs } from '../state';
import type { AllowedAction as ListedAction, LocatedSupplier } from './answers';
import type { CrossLinkClient } from './CrossLinkClient';
import { StateModel } from './stateModel';

/**
 * The broker's names of the actions, in the order in which they are tried: which of them there is depends on the state. A
 * request that no library knows of can only be closed. `terminate` is none of them: it closes a request whatever the other
 * library does.
 */
const names: Readonly<Partial<Record<ActionKind, readonly string[]>>> = {
	cancel: ['cancel-request', 'cancel-local-supply', 'close-request'],
	agreeConditions: ['accept-condition'],
	rejectConditions: ['reject-condition'],
};

export const crossLinkActions: ActionsOffered = { cancel: [], agreeConditions: [], rejectConditions: [], markMessagesSeen: [], sendMessage: [] };

/** Staff close a request as what it is closed as, and as nothing else. */
export const crossLinkClosings: Readonly<Record<Side, readonly CloseAs[]>> = { borrowing: [], lending: [] };

/** What the request allows; `listed` is the server's own list. A note needs somebody to read it. */
export function allowedOf({ supplier }: PatronRequest, listed: readonly ListedAction[]): AllowedAction[] {
	const kinds = new Set<ActionKind>(supplier === undefined ? ['markMessagesSeen'] : ['markMessagesSeen', 'sendMessage']);
	const others: AllowedAction[] = [];
	for (const { name } of listed) {
		const kind = (Object.keys(names) as ActionKind[]).find((known) => names[known]?.includes(name) === true);
		if (kind === undefined) others.push({ label: labels[name] ?? name });
		else kinds.add(kind);
	}
	return [...[...kinds].map(allowedAction), ...others];
}

/** Of actions for which there is no word of ours. */
const labels: Readonly<Record<string, string>> = {
	'validate-patron': 'Check the Patron Again',
	'skip-patron-validation': 'Let the Patron Pass',
	'check-limit': 'Check the Limit Again',
	'override-limit': 'Let the Patron Exceed the Limit',
	'update-metadata': 'Look the Title Up Again',
	'skip-metadata-update': 'Leave the Title as It Is',
	'check-duplicate': 'Check for Duplicates Again',
	'send-request': 'Send the Request',
	'fill-locally': 'Fill Locally',
	'cannot-supply-locally': 'Cannot Supply Locally',
	'supply-document': 'Supply the Document',
	'accept-retry': 'Send Another Request',
	'reject-retry': 'Send No Other Request',
	receive: 'Mark as Received',
	'check-out': 'Check Out',
	'check-in': 'Check In',
	'ship-return': 'Mark Return as Shipped',
	renew: 'Ask for a Longer Loan',
	'send-notification': 'Mail the Patron',
};

/** Performs an action, once. */
export async function act(client: CrossLinkClient, request: PatronRequest, action: RequestAction): Promise<ActionAnswer> {
	switch (action.kind) {
		case 'sendMessage':
			return await sendNote(client, request.id, action.text);
		case 'markMessagesSeen':
			return await acknowledgeAll(client, request.id);
		default:
			return await invoke(client, request, names[action.kind] ?? []);
	}
}

/** Another action of the request is under way; nothing was done. */
const busy = 'another invoke-action task in progress';
const pausesWhileBusy = [200, 500, 1000, 2000];

async function invoke(client: CrossLinkClient, { id, hrid }: PatronRequest, candidates: readonly string[]): Promise<ActionAnswer> {
	let refused: ActionAnswer = { accepted: false, status: 400, message: undefined };
	for (const name of candidates) {
		const { status, result, message } = await untilFree(async () => await client.act(id, name));
		if (result === undefined) {
			refused = { accepted: false, status, message };
			continue;
		}
		if (result.result !== 'SUCCESS' || result.outcome === 'failure') return { accepted: false, status, message: message === busy ? 'another action is under way; try again in a minute' : (message ?? (await problemOf(client, id))) };
		const told = name === 'close-request' ? { done: 'The request was closed; no library had been asked.' } : {};
		const remark = (await whileItWaits(client, hrid ?? id, name)) ?? (await afterStep(client, id, name));
		return { accepted: true, status, message: undefined, ...told, ...(remark === undefined ? {} : { remark }) };
	}
	return refused;
}

async function untilFree(call: () => ReturnType<CrossLinkClient['act']>): ReturnType<CrossLinkClient['act']> {
	let answer = await call();
	for (const ms of pausesWhileBusy) {
		if (answer.message !== busy) break;
		await pause(ms);
		answer = await call();
	}
	return answer;
}

/** Why an action came to nothing, where the answer does not tell; the problem's details may name the patron. */
async function problemOf(client: CrossLinkClient, id: string): Promise<string | undefined> {
	const events = await client.events(id).catch(() => []);
	return events?.findLast(({ eventName }) => eventName === 'invoke-action')?.resultData?.problem?.Kind;
}

/** A step that succeeds may set off another one, which can fail: only the request tells then. */
async function afterStep(client: CrossLinkClient, id: string, name: string): Promise<string | undefined> {
	const row = (await client.getRow(id).catch(() => undefined))?.row;
	if (row?.lastActionOutcome !== 'failure' || row.lastAction === name) return undefined;
	return `The next step, '${labels[row.lastAction ?? ''] ?? row.lastAction ?? 'unknown'}', failed. Staff must look at it.`;
}

/**
 * Versions of August 2026 take a library's consent to a cancellation for a refusal and ask the next one, as they do when
 * conditions are rejected; the request waits for an answer for good, and what the next one says is not applied. Later ones
 * know of the next library in that state.
 */
async function whileItWaits(client: CrossLinkClient, number: string, name: string): Promise<string | undefined> {
	if (name !== 'cancel-request' && name !== 'reject-condition') return undefined;
	const model = new StateModel(await client.stateModel().catch(() => undefined));
	const events = model.of('CANCEL_PENDING', 'borrowing')?.events ?? [];
	if (events.length === 0 || events.some((event) => event.name === 'new-expect-to-supply')) return undefined;
	const end = 'and the status stays as it is. Look at the request again, and write to that library if the item is no longer wanted.';
	if (name === 'reject-condition') return `This version of CrossLink asks the next library now, ${end}`;
	const suppliers = await client.locatedSuppliers(number).catch((): LocatedSupplier[] => []);
	const agreed = suppliers.find(({ lastAction, lastStatus }) => lastAction === 'Cancel' && lastStatus === 'Cancelled');
	if (agreed === undefined) return `If the library agrees, this version of CrossLink asks the next one all the same, ${end}`;
	return `${agreed.supplierName ?? agreed.supplierSymbol ?? 'The library'} has agreed, and this version of CrossLink asks the next one all the same, ${end}`;
}

async function sendNote(client: CrossLinkClient, id: string, text: string): Promise<ActionAnswer> {
	const noteId = await client.postNote(id, text);
	// The answer comes before the note has gone out; its receipt tells.
	const notes = await client.notifications(id).catch(() => []);
	const hasFailed = notes.some((note) => note.id === noteId && note.receipt === 'FAILED_TO_SEND');
	return { accepted: !hasFailed, status: 201, message: undefined };
}

async function acknowledgeAll(client: CrossLinkClient, id: string): Promise<ActionAnswer> {
	const unread = (await client.notifications(id)).filter(({ direction, acknowledgedAt }) => direction === 'received' && acknowledgedAt === undefined);
	for (const note of unread) await client.acknowledge(id, note.id);
	return { accepted: true, status: 204, message: undefined };
}
