import { runWithFailureMarkedReached } from '../../errors';
import { joinSentences } from '../../sentences';
import { chooseBackEndActionName } from '../model/actions';
import { symbolWithoutAuthority, type PatronRequest, type Side } from '../model/request';
import type { ActionAnswer, RequestBackend } from '../port/RequestBackend';
import { busySentence, isCheckAction, actionLabelOf, crossLinkActionsByKind, crossLinkActionParams } from './actions';
import type { LocatedSupplier, CrossLinkRow } from './schemas';
import type { CrossLinkClient } from './CrossLinkClient';
import type { CrossLinkReadingBackend } from './CrossLinkReadingBackend';
import { retryWhileBusy } from './retryWhileBusy';
import { staffNoteFieldsOf } from './migratedRow';
import { requestAgain } from './requestAgain';
import { addToStaffNote } from './staffNote';

/** A call of one of the broker's actions. */
interface Step {
	readonly name: string;
	readonly params?: Readonly<Record<string, unknown>>;
	/** Says, before the call is repeated, whether the action still has to be done. */
	readonly isStillDue?: () => Promise<boolean>;
}

export async function performCrossLinkAction(
	backend: CrossLinkReadingBackend,
	...[request, action, names = [], isStillDue]: Parameters<RequestBackend['act']>
): Promise<ActionAnswer> {
	const { client } = backend;
	const name = chooseBackEndActionName(crossLinkActionsByKind, action.kind, names);
	const step = { name, params: crossLinkActionParams(action) };
	const returned = [...(name === 'check-out' ? [step] : []), { name: 'check-in' }];
	switch (action.kind) {
		case 'sendMessage':
			return await sendNote(client, request, action.text);
		case 'markMessagesSeen':
			return await acknowledgeAll(client, request.id);
		case 'writeStaffNote':
			return await writeStaffNote(client, request.id, action.text);
		case 'returnAndShipBack':
			return await performSteps(backend, request, [...returned, { name: 'ship-return' }]);
		case 'patronReturned':
			return await performSteps(backend, request, returned);
		case 'markShipped':
			return await ship(backend, request, step, names.includes('add-item') ? (action.barcodes ?? []) : []);
		case 'requestAgain':
			return name === 'rerequest'
				? await requestAgain(backend, request.id)
				: await withPickupNote(client, request, await invoke(backend, request, step));
		default:
			return await invoke(backend, request, { ...step, isStillDue });
	}
}

/** Writes a note to staff. The lines of the old note that contain fields of the request are kept. */
async function writeStaffNote(client: CrossLinkClient, id: string, text: string) {
	const row = await client.getRow(id);
	await client.putInternalNote(id, row === undefined ? text : addToStaffNote(staffNoteFieldsOf(row), text));
	return { accepted: true };
}

/**
 * Writes the pickup location into the note of a successor that the broker itself has made, because the broker does not copy the old note.
 */
async function withPickupNote(client: CrossLinkClient, request: PatronRequest, answer: ActionAnswer) {
	const { pickupLocation, pickupLocationSlug } = request;
	if (!answer.accepted || pickupLocation === undefined || pickupLocationSlug !== undefined) return answer;
	const next = answer.now?.succeededBy;
	try {
		if (next !== undefined) {
			await client.putInternalNote(next, addToStaffNote({ pickupLocation }));
			return answer;
		}
	} catch {
		// The remark below asks staff to write the note.
	}
	return withRemark(answer, `The pickup location '${pickupLocation}' could not be noted in the new request. Write it there.`);
}

function withRemark(answer: ActionAnswer, remark: string): ActionAnswer {
	return { ...answer, remark: joinSentences(answer.remark, remark) };
}

/** Performs one step after the other, until one is not accepted. */
async function performSteps(backend: CrossLinkReadingBackend, request: PatronRequest, steps: readonly Step[]) {
	let answer: ActionAnswer = { accepted: true };
	for (const [index, step] of steps.entries()) {
		const perform = () => invoke(backend, request, step);
		if (answer.accepted) answer = await (index === 0 ? perform() : runWithFailureMarkedReached(perform));
	}
	return answer;
}

/** The broker's answer if it did nothing because another action of the request is under way. */
const busy = 'another invoke-action task in progress';

async function invoke(backend: CrossLinkReadingBackend, request: PatronRequest, { name, params, isStillDue }: Step): Promise<ActionAnswer> {
	const answer = await retryWhileBusy(
		async (isRepeated) => (isRepeated && (await isStillDue?.()) === false ? undefined : await backend.client.act(request.id, name, params)),
		(sent) => sent?.message === busy,
	);
	if (answer === undefined) return { accepted: false, isOvertaken: true };
	const { result, message } = answer;
	if (result === undefined) return { accepted: false, message };
	const isHeld = result.outcome === 'review' || result.outcome === 'duplicate';
	if (result.result !== 'SUCCESS' || result.outcome === 'failure' || isHeld) {
		const why =
			message === busy
				? busySentence(request, backend.client.now())
				: (message ??
					(result.outcome === 'duplicate' ? 'it takes the request for a duplicate' : await problemOf(backend.client, request, name)));
		if (!isHeld || !isCheckAction(name)) return { accepted: false, message: why };
		return {
			accepted: true,
			done: `The request was checked again, and is still held for staff${why === undefined ? '' : `: ${why}`}.`,
		};
	}
	const done = name === 'close-request' ? 'The request was closed; no library had been asked.' : undefined;
	const row = await backend.client.getRow(request.id).catch(() => undefined);
	const now = row && (await backend.read(row).catch(() => undefined));
	const remark = (await whileItWaits(backend, request, name)) ?? afterStep(row, name);
	return { accepted: true, done, remark, now };
}

/** Returns why the action, or a note, failed. The problem's details are left out, because they may name the patron. */
async function problemOf(client: CrossLinkClient, { id, side }: PatronRequest, action?: string) {
	const failed = action === undefined ? 'send-notification' : 'invoke-action';
	const events = await client.events(id).catch(() => []);
	const result = events?.findLast(({ eventName }) => eventName === failed)?.resultData;
	const problem = result?.problem?.Kind ?? result?.incomingMessage?.errorData?.errorValue;
	if (problem?.startsWith(notAsked) === true) return isElsewhere[side];
	return action === 'will-supply' && problem?.endsWith(noPromiseNow) === true ? takesNoPromise : problem;
}

/** The broker's error for a message that is not from, or not for, the library that has the request. */
const notAsked = 'supplyingAgencyId: supplying agency not found';

/**
 * The error of a borrowing request that accepts no promise. In versions of August 2026 it still has the promise of the library before, and
 * accepts only conditions.
 */
const noPromiseNow = 'status change not allowed: WillSupply';

const takesNoPromise =
	'the borrower takes no promise now, perhaps because it still has that of another library; it does take conditions, so send some';

/**
 * Says that another library has the request now. In versions of August 2026, a borrowing request shows this only once that library answers.
 */
const isElsewhere: Readonly<Record<Side, string>> = {
	borrowing: 'CrossLink wrote to the library that had the request before; try again when the one that has it now has answered',
	lending: 'another library has the request by now, or it is over',
};

/** Returns a sentence if a later step failed, which a step that succeeded has caused. Only the request shows such a failure. */
function afterStep(row: CrossLinkRow | undefined, name: string) {
	if (row?.lastActionOutcome !== 'failure' || row.lastAction === name) return undefined;
	return `The next step, '${row.lastAction === undefined ? 'unknown' : actionLabelOf(row.lastAction)}', failed. Staff must look at it.`;
}

/** Says what happens to a cancellation, in versions whose requests accept nothing while they wait for the answer to it. */
async function whileItWaits(backend: CrossLinkReadingBackend, { id, hrid = id, rota }: PatronRequest, name: string) {
	if ((name !== 'cancel-request' && name !== 'reject-condition') || (await backend.model()).silent('borrowing').length === 0)
		return undefined;
	const suppliers = await backend.client.locatedSuppliers(hrid).catch((): LocatedSupplier[] => []);
	const agreed = suppliers.find(({ lastAction, lastStatus }) => lastAction === 'Cancel' && lastStatus === 'Cancelled');
	const next = suppliers.find(({ supplierStatus }) => supplierStatus === (agreed === undefined ? 'new' : 'selected'));
	const named = ({ ordinal, supplierSymbol }: LocatedSupplier) =>
		rota.find(({ position }) => position === ordinal)?.library ??
		(supplierSymbol && symbolWithoutAuthority(supplierSymbol)) ??
		'the library';
	const isWanted = name === 'reject-condition';
	const comes =
		suppliers.length === 0
			? 'asks the next one, where there is one'
			: next === undefined
				? 'finds none that is left to ask'
				: `asks ${named(next)}${isWanted ? '' : ' all the same'}`;
	const sentence = `${agreed === undefined ? 'If the library agrees,' : `${named(agreed)} has agreed, and`} this version of CrossLink ${comes}; the status stays as it is. Look at the request again`;
	return `${sentence}${isWanted || (next === undefined && suppliers.length > 0) ? '' : ', and write to that library if the item is no longer wanted'}.`;
}

/**
 * Sends the items with these barcodes and no others, because the library's own system may have named another copy, or only a number.
 * Versions of August 2026 send what that system named.
 */
async function ship(backend: CrossLinkReadingBackend, request: PatronRequest, step: Step, barcodes: readonly string[]) {
	if (barcodes.length === 0) return await invoke(backend, request, step);
	const attached = (await backend.client.items(request.id)).flatMap(({ barcode }) => barcode ?? []);
	const others = attached.filter((barcode) => !barcodes.includes(barcode));
	const missing = barcodes.filter((barcode) => !attached.includes(barcode));
	const answer = await performSteps(backend, request, [
		...missing.map((barcode) => ({ name: 'add-item', params: { barcode } })),
		...others.map((barcode) => ({ name: 'remove-item', params: { barcode } })),
		step,
	]);
	if (!answer.accepted || others.length === 0) return answer;
	return withRemark(answer, `Taken off the request, as it is not among the barcodes: ${others.join(', ')}.`);
}

async function sendNote(client: CrossLinkClient, request: PatronRequest, text: string) {
	const noteId = await client.postNote(request.id, text);
	// The receipt of the note is read, because the broker answers before it has sent the note.
	const notes = await client.notifications(request.id).catch(() => []);
	const hasFailed = notes.some((note) => note.id === noteId && note.receipt === 'FAILED_TO_SEND');
	return hasFailed ? { accepted: false, message: await problemOf(client, request) } : { accepted: true };
}

async function acknowledgeAll(client: CrossLinkClient, id: string) {
	const unread = (await client.notifications(id)).filter(
		({ direction, acknowledgedAt }) => direction === 'received' && acknowledgedAt === undefined,
	);
	for (const note of unread) await client.acknowledge(id, note.id);
	return { accepted: true };
}
