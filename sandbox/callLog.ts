/** An entry of the log. It contains neither the body nor the token of the request. */
export interface CallLogEntry {
	readonly number: number;
	readonly at: number;
	readonly method: string;
	readonly path: string;
	/** The query without its question mark, still escaped. */
	readonly query: string;
	readonly tenant: string | undefined;
	/** The number of the TCP connection by which the request came. */
	readonly connection: number;
	/** The status; undefined while there is no answer, and if the connection was cut instead. */
	status: number | undefined;
	fault?: string;
	durationMs?: number;
}

/** The most entries that the log keeps. A longer run loses its oldest entries, so that the log does not grow without end. */
const most = 200_000;

/** The log of requests, in the order in which they arrived. Long runs switch it off. */
export class CallLog {
	entries: CallLogEntry[] = [];
	enabled = true;
	private count = 0;

	add(entry: Omit<CallLogEntry, 'number' | 'status'>): CallLogEntry {
		const full: CallLogEntry = { ...entry, number: ++this.count, status: undefined };
		if (this.enabled) this.entries.push(full);
		if (this.entries.length > most) this.entries.splice(0, most / 10);
		return full;
	}

	matching(method: string | undefined, path: RegExp): CallLogEntry[] {
		return this.entries.filter((entry) => (method === undefined || entry.method === method) && path.test(entry.path));
	}

	countOf(method: string | undefined, path: RegExp): number {
		return this.matching(method, path).length;
	}

	clear(): void {
		this.entries = [];
	}
}
