/** A request that reached the practice consortium. Bodies and tokens are not kept. */
export interface LogEntry {
	readonly number: number;
	readonly at: number;
	readonly method: string;
	readonly path: string;
	/** As it was sent, without the question mark. */
	readonly query: string;
	readonly tenant: string | undefined;
	/** Counts the TCP connections; equal numbers came over the same connection. */
	readonly connection: number;
	/** Status of the answer; undefined while there is none, and when the connection was cut instead. */
	status: number | undefined;
	fault?: string;
	durationMs?: number;
}

/** Entries kept; a long run loses the oldest. */
const most = 200_000;

/** Every request, in the order of arrival. Long runs can switch it off. */
export class RequestLog {
	entries: LogEntry[] = [];
	enabled = true;
	private count = 0;

	add(entry: Omit<LogEntry, 'number' | 'status'>): LogEntry {
		const full: LogEntry = { ...entry, number: ++this.count, status: undefined };
		if (this.enabled) this.entries.push(full);
		if (this.entries.length > most) this.entries.splice(0, most / 10);
		return full;
	}

	matching(method: string | undefined, path: RegExp): LogEntry[] {
		return this.entries.filter((entry) => (method === undefined || entry.method === method) && path.test(entry.path));
	}

	countOf(method: string | undefined, path: RegExp): number {
		return this.matching(method, path).length;
	}

	clear(): void {
		this.entries = [];
	}
}
