export type ModuleCallKind = 'instances' | 'holdings' | 'items' | 'ill-policies' | 'locations' | 'identifier-types' | 'search' | 'other';

export interface ModuleAnswer {
	readonly status: number;
	readonly text: string;
}

export interface ModuleFault {
	readonly kind?: ModuleCallKind;
	/** The record that a call wants, by its own id or by the id for which a link looks; absent: any record. */
	readonly recordId?: string;
	/** The number of the matching call, counted from 1 after the fault was added; absent: every call. */
	readonly call?: number;
	/**
	 * `html`: a proxy's page with status 200. `hangUp`: the connection breaks. `fewer`: a list without its last record, whose
	 * `totalRecords` still counts that record.
	 */
	readonly answer: ModuleAnswer | 'html' | 'hangUp' | 'fewer';
}

interface ActiveFault {
	readonly fault: ModuleFault;
	seen: number;
}

interface UpstreamCall {
	readonly kind: ModuleCallKind;
	readonly url: string;
	readonly token: string;
}

/** Faults that tests and teachers can switch on. At first there are none. */
export class InventoryFaults {
	private active: ActiveFault[] = [];
	private callsUntilExpiry: number | undefined;
	private readonly expiredTokens = new Set<string>();
	private readonly tokensInUse = new Set<string>();

	/**
	 * Makes calls fail.
	 *
	 * @returns a function that removes the fault again
	 */
	fail(fault: ModuleFault): () => void {
		const entry: ActiveFault = { fault, seen: 0 };
		this.active.push(entry);
		return () => {
			this.active = this.active.filter((candidate) => candidate !== entry);
		};
	}

	/**
	 * Lets `calls` more calls pass. After that, every token used since then, and the token of the next call, is expired: calls with it
	 * answer 401. A token from a later login works.
	 */
	expireTokensAfter(calls: number): void {
		this.callsUntilExpiry = calls;
		this.tokensInUse.clear();
	}

	clear(): void {
		this.active = [];
		this.callsUntilExpiry = undefined;
		this.expiredTokens.clear();
		this.tokensInUse.clear();
	}

	/** Returns what a call must answer instead of the record, if anything, and counts the call. */
	answerFor(call: UpstreamCall): ModuleFault['answer'] | undefined {
		if (this.isExpired(call.token)) return { status: 401, text: 'Invalid token' };
		let answer: ModuleFault['answer'] | undefined;
		for (const entry of this.active) {
			const { fault } = entry;
			if (fault.kind !== undefined && fault.kind !== call.kind) continue;
			if (fault.recordId !== undefined && !call.url.includes(fault.recordId)) continue;
			entry.seen += 1;
			if (fault.call === undefined || fault.call === entry.seen) answer ??= fault.answer;
		}
		return answer;
	}

	private isExpired(token: string): boolean {
		if (this.callsUntilExpiry !== undefined) {
			this.tokensInUse.add(token);
			if (this.callsUntilExpiry <= 0) {
				for (const used of this.tokensInUse) this.expiredTokens.add(used);
				this.callsUntilExpiry = undefined;
			} else {
				this.callsUntilExpiry -= 1;
			}
		}
		return this.expiredTokens.has(token);
	}
}
