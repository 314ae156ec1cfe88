import { randomSource } from '../randomSource';
import type { RequestRow } from './requestRow';
import { initialStates, type StateModelName } from './statuses';

/** The values of a new request. Everything but its identity may be given; what is missing is empty. */
export type NewRequestRow = Partial<Omit<RequestRow, 'id' | 'tenant'>> & { readonly id?: string };

/** Makes a new request in its initial state. It is not stored yet. */
export function makeRequestRow(tenant: string, now: number, values: NewRequestRow = {}): RequestRow {
	const isRequester = values.isRequester ?? null;
	const stateModel = values.stateModel ?? chooseModel(isRequester === true, values.refdata?.serviceType, values.refdata?.deliveryMethod);
	return {
		awaitingProtocolResponse: false,
		requestToContinue: true,
		networkStatus: 'Idle',
		lastAuditNo: values.audit?.length ?? 0,
		audit: [],
		rota: [],
		notifications: [],
		conditions: [],
		volumes: [],
		requestIdentifiers: [],
		tags: [],
		refdata: {},
		previousStates: {},
		epoch: 0,
		dateCreated: now,
		lastUpdated: values.dateCreated ?? now,
		state: initialStates[stateModel],
		...values,
		id: values.id ?? randomSource.uuid(),
		tenant,
		isRequester,
		stateModel,
	};
}

function chooseModel(isRequester: boolean, serviceType: string | undefined, deliveryMethod: string | undefined): StateModelName {
	if (serviceType === 'copy') return isRequester ? 'NonreturnableRequester' : 'NonreturnableResponder';
	if (isRequester && deliveryMethod === 'url') return 'DigitalReturnableRequester';
	return isRequester ? 'PatronRequest' : 'Responder';
}

export class RequestStore {
	private readonly tables = new Map<string, Map<string, RequestRow>>();
	private readonly sequences = new Map<string, number>();

	table(tenant: string): Map<string, RequestRow> {
		let table = this.tables.get(tenant);
		if (table === undefined) {
			table = new Map();
			this.tables.set(tenant, table);
		}
		return table;
	}

	add(row: RequestRow): RequestRow {
		this.table(row.tenant).set(row.id, row);
		return row;
	}

	get(tenant: string, id: string): RequestRow | undefined {
		return this.table(tenant).get(id);
	}

	find(id: string): RequestRow | undefined {
		for (const table of this.tables.values()) {
			const row = table.get(id);
			if (row !== undefined) return row;
		}
		return undefined;
	}

	delete(tenant: string, id: string): boolean {
		return this.table(tenant).delete(id);
	}

	all(): RequestRow[] {
		return [...this.tables.values()].flatMap((table) => [...table.values()]);
	}

	nextNumber(tenant: string): number {
		const number = (this.sequences.get(tenant) ?? 1000) + 1;
		this.sequences.set(tenant, number);
		return number;
	}

	clear(): void {
		this.tables.clear();
	}
}
