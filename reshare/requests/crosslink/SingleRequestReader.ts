import { clock } from '../../clock';
import type { PatronRequest, RequestWithRaw } from '../model/request';
import type { CrossLinkClient } from './CrossLinkClient';
import { readLibraryNames, readOwnEntries } from './directory';
import { toPatronRequest, findSymbolsWithoutName, type RequestParts, type ReadContext } from './toPatronRequest';
import { readStateModel } from './readStateModel';
import { requireRowWithRaw } from './RequestLists';
import type { BrokerEvent, HeadWithRawRow, CrossLinkRow, RowWithRaw } from './schemas';
import { crossLinkStates } from './statesAndSentences';
import { eventsReflectedIn, mayNotesAddToLog, replayEvents, type ReplayedHistory } from './replayEvents';
import { undefinedIfNotAllowed } from './symbols';

/** How many times a request that keeps changing is read. */
const mostReadings = 3;
/** The age in milliseconds below which the cached state model surely has all states. */
const modelIsNewMs = 60_000;

/** Reads one request: from its row alone, or with its history, messages and suppliers. */
export class SingleRequestReader {
	constructor(private readonly client: CrossLinkClient) {}

	/** Builds a request from its row and the other parts that are given. */
	async fromRow(row: CrossLinkRow, parts: RequestParts = {}): Promise<PatronRequest> {
		return toPatronRequest(row, parts, await this.#context(row));
	}

	async fromList(listed: HeadWithRawRow, parts: RequestParts = {}): Promise<RequestWithRaw> {
		const { row, raw } = requireRowWithRaw(listed);
		return { request: await this.fromRow(row, parts), raw };
	}

	/**
	 * Reads a request with its history: all of it, or only the parts in which a change may show. If the history does not lead to the row's
	 * state, the row may have changed between the two answers, so that both are read again. Events that the row does not reflect even then
	 * are left to the next reading.
	 */
	async whole(record: RowWithRaw, extent: 'all' | 'changes', signal?: AbortSignal, reading = 1): Promise<RequestWithRaw | undefined> {
		const { row, raw } = record;
		const [events, others] =
			extent === 'all'
				? await Promise.all([this.client.events(row.id, signal), this.#surroundings(row, signal)])
				: await this.#eventsAndNotes(row, signal);
		if (events === undefined) return undefined;
		const context = await this.#context(row);
		const history = replayEvents(row, events, context.model, context.now);
		const again = history.end === row.state || reading === mostReadings ? record : await this.client.getRow(row.id, signal);
		if (again === undefined || again.row.updatedAt !== row.updatedAt)
			return again && (await this.whole(again, extent, signal, reading + 1));
		const parts = { ...others, events: eventsReflectedIn(row, events, history) };
		const named = {
			...context,
			names: new Map([...(context.names ?? []), ...(await readLibraryNames(this.client, findSymbolsWithoutName(row, parts)))]),
		};
		const request = toPatronRequest(row, parts, named);
		if (!lacksReason(row, history, request)) return { request, raw };
		const transaction = await undefinedIfNotAllowed(this.client.transactionEvents(row.requesterRequestId ?? row.id));
		return { request: toPatronRequest(row, { ...parts, transaction }, named), raw };
	}

	/** Reads the events, and also the notes if they may say more than the events. */
	async #eventsAndNotes(
		row: CrossLinkRow,
		signal?: AbortSignal,
	): Promise<[events: BrokerEvent[] | undefined, notes: Pick<RequestParts, 'notifications'>]> {
		const events = await this.client.events(row.id, signal);
		if (events === undefined || !mayNotesAddToLog(row, events)) return [events, {}];
		const notifications = await this.client.notifications(row.id, signal);
		// The broker stores the event of a message before the message itself. So the events are read again after the notifications, to have
		// the event of each message that was read. A message stored between these two reads is reported the next time.
		return [await this.client.events(row.id, signal), { notifications }];
	}

	async #surroundings(row: CrossLinkRow, signal?: AbortSignal): Promise<Pick<RequestParts, 'notifications' | 'suppliers' | 'items'>> {
		const isBeforeShipping = ['beingChecked', 'asking'].includes(crossLinkStates.of(row.state, row.side)?.phase ?? '');
		const [notifications, suppliers, items] = await Promise.all([
			undefinedIfNotAllowed(this.client.notifications(row.id, signal)),
			row.side === 'borrowing' ? undefinedIfNotAllowed(this.client.locatedSuppliers(row.requesterRequestId ?? row.id, signal)) : undefined,
			isBeforeShipping ? undefined : undefinedIfNotAllowed(this.client.items(row.id, signal)),
		]);
		return { notifications, suppliers, items };
	}

	async #context(row: CrossLinkRow): Promise<ReadContext> {
		const { okapi } = this.client;
		const model = await readStateModel(this.client);
		const isUnknown = row.state !== undefined && model.isFromServer && model.of(row.state, row.side) === undefined;
		const place = row.requesterPickupLocationId;
		const entry =
			place === undefined ? undefined : (await undefinedIfNotAllowed(readOwnEntries(this.client)))?.find(({ id }) => id === place);
		return {
			tenant: okapi.account.tenant,
			model: isUnknown ? await readStateModel(this.client, modelIsNewMs) : model,
			now: okapi.serverNow() ?? clock.now() / 1000,
			names: place === undefined || entry?.name === undefined ? undefined : new Map([[place, entry.name]]),
		};
	}
}

/** Whether no library is left to ask although none has given a reason. */
function lacksReason(row: CrossLinkRow, { standstill }: ReplayedHistory, { messages }: PatronRequest): boolean {
	return (
		row.side === 'borrowing' &&
		crossLinkStates.of(standstill?.expected ?? row.state, 'borrowing')?.event === 'endOfRota' &&
		!messages.some(({ status }) => status === 'Unfilled')
	);
}
