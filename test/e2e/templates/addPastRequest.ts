import type { NewRequestRow } from '../../../sandbox/modrs/RequestStore';
import type { Sandbox } from '../../../sandbox';

const dayMs = 86_400_000;

/** A borrowing request of the eastern library: how many days ago it was made, and when it came into each state. */
export interface PastRequestPlan extends Omit<NewRequestRow, 'audit' | 'dateCreated' | 'state'> {
	readonly madeDaysAgo: number;
	readonly states: ReadonlyArray<readonly [code: string, daysAgo: number]>;
}

/** Adds a request of mod-rs that has the history in the plan. Nothing happens to it by itself. */
export function addPastRequest(sandbox: Sandbox, { madeDaysAgo, states, ...values }: PastRequestPlan) {
	const at = (daysAgo: number) => Date.now() - Math.round(daysAgo * dayMs);
	let from = 'REQ_IDLE';
	const audit = states.map(([to, daysAgo], index) => {
		const entry = {
			id: crypto.randomUUID(),
			auditNo: index + 1,
			at: at(daysAgo),
			from,
			to,
			message: `Status change from ${from} to ${to}`,
		};
		from = to;
		return entry;
	});
	const last = audit.at(-1);
	const row = sandbox.requests.add('east', {
		isRequester: true,
		patronIdentifier: 'P1001',
		refdata: { serviceType: 'loan' },
		...values,
		dateCreated: at(madeDaysAgo),
		lastUpdated: last?.at ?? at(madeDaysAgo),
		state: last?.to ?? 'REQ_IDLE',
		audit,
	});
	return row.id;
}
