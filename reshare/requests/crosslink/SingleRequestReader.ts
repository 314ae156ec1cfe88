import type { RequestWithRaw } from '../model/request';
import type { CrossLinkClient } from './CrossLinkClient';
import { readLibraryNames, readOwnEntries } from './directory';
import { toPatronRequest, findSymbolsWithoutName, type RequestParts } from './toPatronRequest';
import { readStateModel } from './readStateModel';
import type { CrossLinkRow } from './schemas';
import { crossLinkStates } from './statesAndSentences';
import { mayNotesAddToLog, replayEvents, replayReflectedEvents, type ReplayedHistory } from './replayEvents';
import { brokerSymbolOf } from './migratedRow';
import type { StateModel } from './stateModel';
import { undefinedIfNotAllowed } from './ownedSymbols';

/** How many times a request that keeps changing is read. */
const mostReadings = 3;
/** The age in milliseconds below which the cached state model surely has all states. */
const modelIsNewMs = 60_000;

/** Reads one request: from its row alone, or with its history, messages and suppliers. */
export class SingleRequestReader {
	constructor(private readonly client: CrossLinkClient) {}

	/** Builds a request from its row and the other parts that are given. The Directory names its libraries only if its history is given. */
	async fromRow(row: CrossLinkRow, parts: RequestParts = {}, model?: StateModel) {
		return toPatronRequest(row, parts, {
			tenant: this.client.okapi.account.tenant,
			model: model ?? (await this.#model(row)),
			libraryNames: await readLibraryNames(this.client, parts.history === undefined ? [] : findSymbolsWithoutName(row, parts)),
			pickupPlace: await this.#pickupPlace(row),
		});
	}

	/**
	 * Reads a request with its history: all of it, or only the parts in which a change may show. If the history does not lead to the row's
	 * state, the row may have changed between the two answers, so that both are read again. Events that the row does not reflect even then
	 * are left to the next reading.
	 */
	async whole(row: CrossLinkRow, extent: 'all' | 'changes', signal?: AbortSignal, reading = 1): Promise<RequestWithRaw | undefined> {
		const { events, ...others } = extent === 'all' ? await this.#everything(row, signal) : await this.#eventsAndNotes(row, signal);
		if (events === undefined) return undefined;
		const model = await this.#model(row);
		const history = replayEvents(row, events, model, this.client.now());
		const again = history.end === row.state || reading === mostReadings ? row : await this.client.getRow(row.id, signal);
		if (again === undefined || again.updatedAt !== row.updatedAt) return again && (await this.whole(again, extent, signal, reading + 1));
		const reflected = history.end === row.state ? history : replayReflectedEvents(row, events, history, model, this.client.now());
		const transaction = lacksReason(row, reflected)
			? await undefinedIfNotAllowed(this.client.transactionEvents(row.requesterRequestId ?? row.id))
			: undefined;
		return { request: await this.fromRow(row, { ...others, history: reflected, transaction }, model), raw: row.raw };
	}

	/** Reads the events, and also the notes if they may say more than the events. */
	async #eventsAndNotes(row: CrossLinkRow, signal?: AbortSignal) {
		const events = await this.client.events(row.id, signal);
		if (events === undefined || !mayNotesAddToLog(row, events)) return { events };
		const notifications = await this.client.notifications(row.id, signal);
		// The broker stores the event of a message before the message itself. So the events are read again after the notifications, to have
		// the event of each message that was read. A message stored between these two reads is reported the next time.
		return { events: await this.client.events(row.id, signal), notifications };
	}

	async #everything(row: CrossLinkRow, signal?: AbortSignal) {
		const isBeforeShipping = ['beingChecked', 'asking'].includes(crossLinkStates.of(row.state, row.side)?.phase ?? '');
		const [events, notifications, suppliers, items] = await Promise.all([
			this.client.events(row.id, signal),
			undefinedIfNotAllowed(this.client.notifications(row.id, signal)),
			row.side === 'borrowing' ? undefinedIfNotAllowed(this.client.locatedSuppliers(row.requesterRequestId ?? row.id, signal)) : undefined,
			isBeforeShipping ? undefined : undefinedIfNotAllowed(this.client.items(row.id, signal)),
		]);
		return { events, notifications, suppliers, items };
	}

	/** Returns the state model. If it does not know the request's state, it may be older than the server. */
	async #model({ state, side }: CrossLinkRow) {
		const model = await readStateModel(this.client);
		const isUnknown = state !== undefined && model.isFromServer && model.of(state, side) === undefined;
		return isUnknown ? await readStateModel(this.client, modelIsNewMs) : model;
	}

	/** Returns the name that the Directory gives the request's pickup location. */
	async #pickupPlace({ requesterPickupLocationId: place }: CrossLinkRow) {
		if (place === undefined) return undefined;
		return (await undefinedIfNotAllowed(readOwnEntries(this.client)))?.find(({ id }) => id === place)?.name;
	}
}

/** Whether no library is left to ask although none has given a reason. The broker itself gives none. */
function lacksReason(row: CrossLinkRow, { standstill, messages }: ReplayedHistory) {
	return (
		row.side === 'borrowing' &&
		crossLinkStates.of(standstill?.expected ?? row.state, 'borrowing')?.event === 'endOfRota' &&
		!messages.some(({ status, supplyingAgencyId }) => status === 'Unfilled' && supplyingAgencyId !== brokerSymbolOf(row))
	);
}
