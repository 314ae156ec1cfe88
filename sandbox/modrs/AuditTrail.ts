import { randomSource } from '../randomSource';
import type { RequestRow } from './requestRow';
import type { ModRsContext } from './ModRsContext';

export interface TransitionOptions {
	readonly event?: string;
	/** When the change happened, in milliseconds since 1970; by default, now. */
	readonly at?: number;
	/** Whether everything that follows from the state happens again, although the request was in it already. */
	readonly anew?: boolean;
}

export class AuditTrail {
	private readonly listeners: Array<(row: RequestRow, from: string) => void> = [];

	constructor(private readonly world: Pick<ModRsContext, 'clock' | 'store'>) {}

	onMoved(listener: (row: RequestRow, from: string) => void): void {
		this.listeners.push(listener);
	}

	/** Adds an audit entry and stamps the row. `from` is null for an entry without fromStatus, as an incoming message makes it. */
	note(
		row: RequestRow,
		message: string,
		{ event, at = this.world.clock.now() }: TransitionOptions = {},
		from: string | null = row.state,
		to = row.state,
	): void {
		row.lastAuditNo += 1;
		row.audit.push({
			id: randomSource.uuid(),
			auditNo: row.lastAuditNo,
			at,
			...(from === null ? {} : { from }),
			to,
			message,
			...(event === undefined ? {} : { event }),
			...(row.rotaPosition === undefined ? {} : { rotaPosition: row.rotaPosition }),
		});
		row.lastUpdated = at;
	}

	/** Changes the state, with its audit entry. As in mod-rs, an unchanged state is recorded as well. */
	move(row: RequestRow, to: string, message: string, move: TransitionOptions = {}): void {
		const from = row.state;
		row.state = to;
		this.note(row, message, move, from, to);
		const entry = row.rota.find((candidate) => candidate.position === row.rotaPosition);
		if (entry?.sentTo === true && to.startsWith('REQ_')) {
			entry.state = to;
			entry.updatedAt = row.lastUpdated;
		}
		if (from === to && move.anew !== true) return;
		row.epoch += 1;
		for (const listener of this.listeners) listener(row, from);
	}

	/** Runs a task later, unless the request has changed its state or was deleted by then. */
	later(row: RequestRow, delayMs: number, task: () => void, exactly = false): void {
		const { epoch } = row;
		const run = () => {
			if (row.epoch === epoch && this.world.store.get(row.tenant, row.id) === row) task();
		};
		if (exactly) this.world.clock.afterExactly(delayMs, run);
		else this.world.clock.after(delayMs, run);
	}
}
