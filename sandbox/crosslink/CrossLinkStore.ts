import { randomSource } from '../randomSource';
import type { SandboxClock } from '../SandboxClock';
import type { StoredEvent, CrossLinkRequest, BrokerSide } from './crossLinkRequest';
import type { IsoRequest } from './iso/readIllRequest';

export type NewCrossLinkRequest = Partial<Omit<CrossLinkRequest, 'id'>> & { readonly id: string; readonly requesterSymbol: string };

/** Stores the requests of all tenants. No two requests of the broker have the same id, even in different tenants. */
export class CrossLinkStore {
	private readonly rows = new Map<string, CrossLinkRequest>();
	private readonly sequences = new Map<string, number>();
	private millisecond = 0;
	private ticks = 0;

	constructor(private readonly clock: SandboxClock) {}

	/** Returns the time in microseconds. Within one millisecond, each call returns a later one. */
	now(): number {
		const millisecond = Math.floor(this.clock.now());
		this.ticks = millisecond === this.millisecond ? this.ticks + 1 : 0;
		this.millisecond = millisecond;
		return millisecond * 1000 + this.ticks;
	}

	get(id: string): CrossLinkRequest | undefined {
		return this.rows.get(id);
	}

	all(): CrossLinkRequest[] {
		return [...this.rows.values()];
	}

	delete(id: string): boolean {
		return this.rows.delete(id);
	}

	clear(): void {
		this.rows.clear();
	}

	/**
	 * Makes the id of a request as the broker does: from the library's symbol and a counter of its own for each library, for example
	 * `US-EAST-3`.
	 */
	nextId(symbol: string): string {
		const name = symbol.slice(symbol.indexOf(':') + 1);
		const next = (this.sequences.get(name) ?? 0) + 1;
		this.sequences.set(name, next);
		return `${name}-${next}`;
	}

	add(values: NewCrossLinkRequest): CrossLinkRequest {
		const now = this.now();
		const row: CrossLinkRequest = {
			side: 'borrowing' satisfies BrokerSide,
			createdAt: now,
			updatedAt: now,
			state: 'NEW',
			illRequest: {} as IsoRequest,
			requesterRequestId: values.id,
			needsAttention: true,
			terminalState: false,
			items: [],
			notifications: [],
			events: [],
			transactionId: randomSource.uuid(),
			transactionEvents: [],
			suppliers: [],
			busy: false,
			version: 0,
			...values,
		};
		this.rows.set(row.id, row);
		return row;
	}

	/** Adds an event to the history of a request, or to that of the broker's transaction for it. */
	note(list: StoredEvent[], event: Pick<StoredEvent, 'eventType' | 'eventName'> & Partial<StoredEvent>): StoredEvent {
		const entry: StoredEvent = {
			id: randomSource.uuid(),
			timestamp: this.now(),
			eventStatus: 'SUCCESS',
			eventData: {},
			resultData: {},
			...event,
		};
		list.push(entry);
		return entry;
	}

	/** Changes a row. As in the database, the time of the change is set as well. */
	change(row: CrossLinkRequest, values: Partial<CrossLinkRequest>): void {
		Object.assign(row, values, { updatedAt: this.now() });
	}
}
