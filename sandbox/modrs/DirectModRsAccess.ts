import { backdateRequest } from './backdateRequest';
import { walkToState } from './walkToState';
import type { PracticeModRs } from './PracticeModRs';
import type { RequestRow } from './requestRow';
import { makeRequestRow, type NewRequestRow } from './RequestStore';
import type { TransitionOptions } from './AuditTrail';

/** Direct access to the patron requests, past Okapi: for tests, the demo and the control interface. */
export class DirectModRsAccess {
	constructor(private readonly service: PracticeModRs) {}

	/** Returns all requests, of one tenant or of all. They are the stored objects, which change later. */
	all(tenant?: string): RequestRow[] {
		const { store } = this.service.world;
		return tenant === undefined ? store.all() : [...store.table(tenant).values()];
	}

	count(tenant?: string, test: (row: RequestRow) => boolean = () => true): number {
		return this.all(tenant).filter(test).length;
	}

	/**
	 * @param id the id, or the human-readable id of a borrowing request
	 * @throws Error if no tenant has a request with this id
	 */
	get(id: string): RequestRow {
		const row = this.service.world.store.find(id) ?? this.all().find(({ hrid, isRequester }) => hrid === id && isRequester === true);
		if (row === undefined) throw new Error(`There is no request ${id}`);
		return row;
	}

	/** Finds the borrowing requests that have this reference as a request identifier. */
	withReference(identifier: string): RequestRow[] {
		return this.all().filter((row) => row.requestIdentifiers.some((entry) => entry.identifier === identifier));
	}

	/** Stores a request as it is given. Nothing happens to it by itself. */
	add(tenant: string, values: NewRequestRow): RequestRow {
		const { store, clock } = this.service.world;
		return store.add(makeRequestRow(tenant, clock.now(), values));
	}

	/** Stores `count` requests as `make` gives them, quickly. Nothing happens to them by itself. */
	seed(tenant: string, count: number, make: (index: number) => NewRequestRow): void {
		for (let index = 0; index < count; index++) this.add(tenant, make(index));
	}

	/** Makes a request of the library as if it had been posted, with everything that follows from that. */
	async create(tenant: string, values: NewRequestRow): Promise<RequestRow> {
		return this.service.create(tenant, { isRequester: true, ...values });
	}

	/** Changes the state with an audit entry, whatever the rules say. `at` in the past plays a change that is committed late. */
	move(id: string, to: string, move: TransitionOptions & { readonly message?: string } = {}): void {
		const row = this.get(id);
		this.service.trail.move(row, to, move.message ?? `Status change from ${row.state} to ${to}`, move);
	}

	/** Adds an audit entry that does not change the state, as opening the chat or a refused action does. */
	note(id: string, message: string): void {
		this.service.trail.note(this.get(id), message);
	}

	/**
	 * Takes a request to a state at once, along a realistic way.
	 *
	 * @throws Error if no way leads there
	 */
	advance(id: string, to: string): void {
		walkToState(this.service, this.get(id), to);
	}

	/**
	 * Makes a request and its lending request older, by moving all their dates into the past. Tests need requests that are days old, and
	 * the real clock cannot be moved.
	 */
	age(id: string, ms: number): void {
		const row = this.get(id);
		const peer = row.peer === undefined ? undefined : this.service.world.store.get(row.peer.tenant, row.peer.id);
		for (const one of [row, peer]) if (one !== undefined) backdateRequest(one, ms);
	}

	/** Deletes a request as an administrator does: without a trace. */
	delete(id: string): void {
		const row = this.get(id);
		this.service.world.store.delete(row.tenant, row.id);
	}

	clear(): void {
		this.service.world.store.clear();
	}
}
