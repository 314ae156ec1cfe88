import type { Broker, RequestCreation } from './Broker';
import { symbolsOfTenant } from './crossLinkMembers';
import { migrateRequests, type MigrationReport } from './migrateRequests';
import type { RequestRow } from '../modrs/requestRow';
import type { SupplierMessage } from './isoMessages';
import { ownerOf, type StoredEvent, type CrossLinkRequest } from './crossLinkRequest';
import type { NewCrossLinkRequest } from './CrossLinkStore';

/** Direct access to CrossLink's requests, past Okapi: for tests, the demo and the control interface. */
export class DirectCrossLinkAccess {
	constructor(private readonly broker: Broker) {}

	/** Returns all requests, of one tenant or of all. They are the stored objects, which change later. */
	all(tenant?: string): CrossLinkRequest[] {
		const rows = this.broker.store.all();
		const symbols = tenant === undefined ? undefined : symbolsOfTenant(tenant);
		return symbols === undefined ? rows : rows.filter((row) => symbols.includes(ownerOf(row) ?? ''));
	}

	count(tenant?: string): number {
		return this.all(tenant).length;
	}

	get(id: string): CrossLinkRequest {
		const row = this.broker.store.get(id);
		if (row === undefined) throw new Error(`There is no request ${id}`);
		return row;
	}

	/** Makes a request as if it had been posted, with everything that follows from that. */
	async create(values: Omit<RequestCreation, 'user'>): Promise<CrossLinkRequest> {
		return this.broker.create({ ...values, user: 'practice' });
	}

	/** Stores a request as it is given. Nothing happens to it by itself. */
	add(values: NewCrossLinkRequest): CrossLinkRequest {
		return this.broker.store.add({ needsAttention: false, ...values });
	}

	/** Migrates the open ones among these requests of mod-rs, as in a maintenance window. */
	import(rows: readonly RequestRow[]): MigrationReport {
		return migrateRequests(rows, this.broker);
	}

	/**
	 * Sets a state, even one that no model knows, with an event of an action that led there.
	 *
	 * @param options `silently`: no event reports it; `byJob`: one of the broker's own jobs did it, such as the closing of old requests;
	 * `at`: when it was written, in milliseconds since 1970
	 */
	move(id: string, state: string, options: { readonly silently?: boolean; readonly byJob?: boolean; readonly at?: number } = {}): void {
		const row = this.get(id);
		if (options.silently !== true) {
			const event: Partial<StoredEvent> = options.at === undefined ? {} : { timestamp: options.at * 1000 };
			this.broker.store.note(row.events, {
				eventType: 'TASK',
				eventName: options.byJob === true ? 'invoke-background-action' : 'invoke-action',
				eventData: { user: 'practice', action: 'practice' },
				resultData: { actionResult: { outcome: 'success', toState: state } },
				...event,
			});
		}
		this.broker.stand(row, state);
		if (options.at !== undefined) row.updatedAt = options.at * 1000;
	}

	/**
	 * Plays immediately what would happen to a request by itself.
	 *
	 * @throws Error if that does not lead to the state
	 */
	advance(id: string, state: string): void {
		const row = this.get(id);
		for (let step = 0; row.state !== state && step < 50; step++) {
			if (!this.broker.rota.hurry(row)) throw new Error(`Request ${id} is in ${row.state}; no way leads by itself to ${state}`);
		}
		if (row.state !== state) throw new Error(`Request ${id} is in ${row.state} and does not come to ${state}`);
	}

	/**
	 * Delivers a message from a library, or from the broker itself, to the borrower. A message that the request's state does not allow is
	 * recorded as an event and changes nothing. A notification leaves the time of the request's last change as it is.
	 *
	 * @returns the event of the message
	 */
	receive(id: string, from: string, message: SupplierMessage): StoredEvent {
		const row = this.get(id);
		this.broker.receive(row, from, message);
		const event = row.events.findLast(({ eventName }) => eventName === 'patron-request-message');
		if (event === undefined) throw new Error('The message was not noted');
		return event;
	}

	/** Adds a note from the supplier, as a notification brings it: the note is unread, and the time of the request's last change stays. */
	noteFromSupplier(id: string, note: string): void {
		this.receive(id, this.get(id).supplierSymbol ?? 'ISIL:BROKER', { reason: 'Notification', status: 'WillSupply', note });
	}

	/**
	 * Ends the action that hangs at a request; see `crosslinkHangsAt`.
	 *
	 * @throws Error if none hangs
	 */
	letGo(id: string): void {
		const row = this.get(id);
		if (row.letGo === undefined) throw new Error(`Nothing hangs at request ${id}`);
		row.letGo();
	}

	/** Makes a request older, by moving all its dates into the past. Events that are planned for it still happen at their planned times. */
	age(id: string, ms: number): void {
		const row = this.get(id);
		const micros = ms * 1000;
		row.createdAt -= micros;
		row.updatedAt -= micros;
		for (const event of [...row.events, ...row.transactionEvents]) event.timestamp -= micros;
		for (const notification of row.notifications) {
			notification.createdAt -= micros;
			if (notification.acknowledgedAt !== undefined) notification.acknowledgedAt -= micros;
		}
	}

	delete(id: string): void {
		this.broker.store.delete(this.get(id).id);
	}

	clear(): void {
		this.broker.store.clear();
	}
}
