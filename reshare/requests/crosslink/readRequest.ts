import type { RequestWithRaw } from '../model/request';
import type { CrossLinkClient } from './CrossLinkClient';
import { readLibraryNames, readOwnEntries, undefinedIfNotAllowed } from './directory';
import { toPatronRequest, findSymbolsWithoutName, type RequestParts } from './toPatronRequest';
import { readStateModel, type StateModel } from './stateModel';
import type { CrossLinkRow } from './schemas';
import { crossLinkStates } from './statesAndSentences';
import { mayNotesAddToLog, replayEvents, replayReflectedEvents } from './replayEvents';
import type { ReplayedHistory } from './Replay';
import { brokerSymbolOf } from './migratedRow';

/** How many times a request that keeps changing is read. */
const mostReadings = 3;
/** The age in milliseconds below which the cached state model surely has all states. */
const modelIsNewMs = 60_000;

/** Builds a request from its row and the other parts that are given. The Directory names its libraries only if its history is given. */
export async function buildRequest(client: CrossLinkClient, row: CrossLinkRow, parts: RequestParts = {}, model?: StateModel) {
	const { requesterPickupLocationId: place } = row;
	const places = place === undefined ? [] : await undefinedIfNotAllowed(readOwnEntries(client));
	return toPatronRequest(row, parts, {
		tenant: client.okapi.account.tenant,
		model: model ?? (await modelKnowing(client, row)),
		libraryNames: await readLibraryNames(client, parts.history === undefined ? [] : findSymbolsWithoutName(row, parts)),
		pickupPlace: places?.find(({ id }) => id === place)?.name,
	});
}

/**
 * Reads a request with its history: all of it, or only the parts in which a change may show. If the history does not lead to the row's
 * state, the row may have changed between the two answers, so that both are read again. Events that the row does not reflect even then are
 * left to the next reading.
 */
export async function readWithHistory(
	client: CrossLinkClient,
	row: CrossLinkRow,
	extent: 'all' | 'changes',
	signal?: AbortSignal,
	reading = 1,
): Promise<RequestWithRaw | undefined> {
	const { events, ...others } = await (extent === 'all' ? readEverything : readEventsAndNotes)(client, row, signal);
	if (events === undefined) return undefined;
	const model = await modelKnowing(client, row);
	const history = replayEvents(row, events, model, client.now());
	const isReflected = history.end === row.state;
	const again = isReflected || reading === mostReadings ? row : await client.getRow(row.id, signal);
	if (again === undefined || again.updatedAt !== row.updatedAt)
		return again && (await readWithHistory(client, again, extent, signal, reading + 1));
	const reflected = isReflected ? history : replayReflectedEvents(row, events, history, model, client.now());
	const transaction = lacksReason(row, reflected)
		? await undefinedIfNotAllowed(client.transactionEvents(row.requesterRequestId ?? row.id))
		: undefined;
	return { request: await buildRequest(client, row, { ...others, history: reflected, transaction }, model), raw: row.raw };
}

/** Reads the events, and also the notes if they may say more than the events. */
async function readEventsAndNotes(client: CrossLinkClient, row: CrossLinkRow, signal?: AbortSignal) {
	const events = await client.events(row.id, signal);
	if (events === undefined || !mayNotesAddToLog(row, events)) return { events };
	const notifications = await client.notifications(row.id, signal);
	// The broker stores the event of a message before the message itself. So the events are read again after the notifications, to have the
	// event of each message that was read. A message stored between these two reads is reported the next time.
	return { events: await client.events(row.id, signal), notifications };
}

async function readEverything(client: CrossLinkClient, row: CrossLinkRow, signal?: AbortSignal) {
	const isBeforeShipping = ['beingChecked', 'asking'].includes(crossLinkStates.of(row.state, row.side)?.phase ?? '');
	const [events, notifications, suppliers, items] = await Promise.all([
		client.events(row.id, signal),
		undefinedIfNotAllowed(client.notifications(row.id, signal)),
		row.side === 'borrowing' ? undefinedIfNotAllowed(client.locatedSuppliers(row.requesterRequestId ?? row.id, signal)) : undefined,
		isBeforeShipping ? undefined : undefinedIfNotAllowed(client.items(row.id, signal)),
	]);
	return { events, notifications, suppliers, items };
}

/** Returns the state model. If it does not know the request's state, it may be older than the server. */
async function modelKnowing(client: CrossLinkClient, { state, side }: CrossLinkRow) {
	const model = await readStateModel(client);
	const isUnknown = state !== undefined && model.isFromServer && model.of(state, side) === undefined;
	return isUnknown ? await readStateModel(client, modelIsNewMs) : model;
}

/** Whether no library is left to ask although none has given a reason. The broker itself gives none. */
function lacksReason(row: CrossLinkRow, { standstill, messages }: ReplayedHistory) {
	return (
		row.side === 'borrowing' &&
		crossLinkStates.of(standstill?.expected ?? row.state, 'borrowing')?.event === 'endOfRota' &&
		!messages.some(({ status, supplyingAgencyId }) => status === 'Unfilled' && supplyingAgencyId !== brokerSymbolOf(row))
	);
}
