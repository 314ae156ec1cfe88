import type { ExecutionItem } from '../../n8n/n8nTypes';
import type { LogEntry, RequestRow, Sandbox } from '../../sandbox';
import { tokenLifeMs } from './options';
import { growth, type Sample } from './watchProcess';

type CrossLinkRow = ReturnType<Sandbox['crosslink']['requests']['all']>[number];

export interface Outcome {
	readonly forms: number;
	/** The numbers of forms that n8n itself did not accept. */
	readonly refusedForms: readonly number[];
	/** The address of each mail to a patron who used the form. */
	readonly patronsTold: readonly string[];
	/** The items of all outputs. */
	readonly formItems: readonly ExecutionItem[];
	readonly wishes: readonly string[];
	readonly batchItems: readonly ExecutionItem[];
	readonly retried: number;
	readonly sentAgain: number;
	readonly faultyCalls: number;
	readonly changed: readonly ExecutionItem[];
	readonly shipped: readonly ExecutionItem[];
	readonly changedOverCrossLink: readonly ExecutionItem[];
	readonly modRsRequests: readonly RequestRow[];
	readonly crossLinkRequests: readonly CrossLinkRow[];
	readonly log: readonly LogEntry[];
	/** From the first wish to the last. */
	readonly samples: readonly Sample[];
}

/** The client's own limit of connections for each server. */
const mostConnections = 16;
/**
 * How much the collected heap may grow in the second half of the run. A leak of 100 bytes per call exceeds this limit, n8n's own variation
 * does not.
 */
const mostGrowthBytes = 5_000_000;

const idsOf = (items: readonly ExecutionItem[], field: string): string[] => items.map(({ json }) => String(json[field]));
const moved = ({ audit }: RequestRow) => audit.filter(({ from, to }) => from !== undefined && to !== undefined && from !== to);

/** Returns what the second list contains less often than the first. */
function missing(wanted: readonly string[], found: readonly string[]): string[] {
	const left = [...found];
	return wanted.filter((one) => {
		const place = left.indexOf(one);
		if (place >= 0) left.splice(place, 1);
		return place < 0;
	});
}

function repeated(list: readonly string[]): string[] {
	return list.filter((one, index) => list.indexOf(one) !== index);
}

/** Returns the broken promises in words; empty if all were kept. */
export function judge(outcome: Outcome): string[] {
	const problems: string[] = [];
	const none = (what: string, wrong: readonly string[]) => {
		if (wrong.length > 0) problems.push(`${wrong.length} ${what}, e.g. ${wrong.slice(0, 3).join(', ')}`);
	};
	none(
		'forms whose patron was not told exactly once',
		differences(
			takenForms(outcome).map((number) => `form-${number}@example.edu`),
			outcome.patronsTold,
		),
	);
	none('references of forms with more than one request', repeated(openReferences(outcome.modRsRequests)));
	none(
		'requests of no form',
		outcome.modRsRequests
			.filter((row) => !row.requestIdentifiers.some(({ identifier }) => idsOf(outcome.formItems, 'reference').includes(identifier)))
			.map(({ id }) => id),
	);
	none(
		'created requests that are not there',
		missing(
			idsOf(createdOf(outcome.formItems), 'requestId'),
			outcome.modRsRequests.map(({ id }) => id),
		),
	);
	none('wishes that were not requested', missing(outcome.wishes, idsOf(createdOf(outcome.batchItems), 'reference')));
	none(
		'wishes that are not exactly one request',
		differences(
			outcome.crossLinkRequests.map(({ id }) => id),
			[...new Set(idsOf(createdOf(outcome.batchItems), 'requestId'))],
		),
	);
	if (outcome.crossLinkRequests.length !== outcome.wishes.length)
		problems.push(`${outcome.wishes.length} wishes made ${outcome.crossLinkRequests.length} requests`);
	none(
		'changes that were lost, told twice or invented',
		differences(
			outcome.modRsRequests.flatMap((row) =>
				moved(row)
					.filter((entry) => !isWithdrawal(entry, row, outcome))
					.map(({ id }) => id),
			),
			idsOf(outcome.changed, 'eventId'),
		),
	);
	none(
		'shipments that were lost, told twice or invented',
		differences(
			outcome.modRsRequests.flatMap((row) =>
				moved(row)
					.filter(({ to }) => to === 'REQ_SHIPPED')
					.map(({ id }) => id),
			),
			idsOf(outcome.shipped, 'eventId'),
		),
	);
	none('changes over CrossLink that were told twice', repeated(idsOf(outcome.changedOverCrossLink, 'eventId')));
	none(
		'requests of CrossLink with a gap in what was told',
		outcome.crossLinkRequests.flatMap((row) => gapIn(row, outcome.changedOverCrossLink) ?? []),
	);
	none('logins while the token was good', needlessLogins(outcome.log));
	const { connections, heapGrowth } = measures(outcome);
	if (connections > mostConnections) problems.push(`${connections} connections at a time`);
	if (heapGrowth > mostGrowthBytes) problems.push(`the heap grew by ${megabytes(heapGrowth)} in the second half`);
	return problems;
}

function differences(wanted: readonly string[], found: readonly string[]): string[] {
	return [...missing(wanted, found).map((one) => `${one} missing`), ...missing(found, wanted).map((one) => `${one} too many`)];
}

const takenForms = ({ forms, refusedForms }: Outcome): number[] =>
	Array.from({ length: forms }, (_, number) => number).filter((number) => !refusedForms.includes(number));

const createdOf = (items: readonly ExecutionItem[]): ExecutionItem[] => items.filter(({ json }) => json.outcome === 'created');

/** Returns the references of all requests that were not withdrawn. */
function openReferences(rows: readonly RequestRow[]): string[] {
	return rows
		.filter(({ state }) => state !== 'REQ_CANCELLED')
		.flatMap(({ requestIdentifiers }) => requestIdentifiers.map(({ identifier }) => identifier));
}

/** Whether a duplicate was withdrawn, which the trigger does not report. */
function isWithdrawal({ to }: { readonly to?: string | undefined }, row: RequestRow, { modRsRequests }: Outcome): boolean {
	const open = openReferences(modRsRequests);
	return to === 'REQ_CANCELLED' && row.requestIdentifiers.some(({ identifier }) => open.includes(identifier));
}

interface Told {
	readonly code: string;
}

/**
 * Checks that the reported changes of a request lead from its beginning to its end, each from the one before.
 *
 * @returns all of them if they do not
 */
function gapIn({ id, state }: CrossLinkRow, items: readonly ExecutionItem[]): string | undefined {
	const changes = items
		.filter(({ json }) => json.requestId === id && json.previousStatus !== null)
		.map(({ json }) => ({ from: (json.previousStatus as Told).code, to: (json.status as Told).code }));
	const isWhole =
		changes[0]?.from === 'NEW' &&
		changes.at(-1)?.to === state &&
		changes.every(({ from }, index) => index === 0 || from === changes[index - 1]?.to);
	return isWhole ? undefined : `${id} (${changes.map(({ from, to }) => `${from} to ${to}`).join(', ')})`;
}

/** Returns n8n's logins. The resolver has its own account, and uses the other kind of login. */
const loginsIn = (log: readonly LogEntry[]): LogEntry[] => log.filter(({ path }) => path === '/authn/login-with-expiry');

/** Returns the logins of an account whose last token was still valid for more than half of its life. */
function needlessLogins(log: readonly LogEntry[]): string[] {
	const logins = loginsIn(log);
	return logins.flatMap(({ tenant, at }, index) => {
		const last = logins.slice(0, index).findLast((login) => login.tenant === tenant);
		if (last === undefined || at - last.at >= tokenLifeMs / 2 - 2000) return [];
		const wasVoid = log.some((entry) => entry.fault === 'expireTokens' && entry.at >= last.at && entry.at <= at);
		return wasVoid ? [] : [`${tenant ?? ''} after ${Math.round((at - last.at) / 1000)} s`];
	});
}

function measures({ samples }: Outcome): {
	readonly connections: number;
	readonly heapGrowth: number;
	readonly rssGrowth: number;
	readonly half: readonly Sample[];
} {
	const half = samples.slice(Math.floor(samples.length / 2));
	return {
		connections: Math.max(...samples.map((sample) => sample.connections)),
		heapGrowth: growth(half, ({ heapBytes }) => heapBytes),
		rssGrowth: growth(half, ({ rssBytes }) => rssBytes),
		half,
	};
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Makes the rows of a table. */
export function report(outcome: Outcome): string[][] {
	const { half, connections, heapGrowth, rssGrowth } = measures(outcome);
	const minutes = ((half.at(-1)?.at ?? 0) - (outcome.samples[0]?.at ?? 0)) / 60_000;
	const first = outcome.samples[0];
	const formsCreated = createdOf(outcome.formItems).length;
	const withdrawn = outcome.modRsRequests.filter(({ state }) => state === 'REQ_CANCELLED').length;
	const logins = loginsIn(outcome.log);
	const tenants = [...new Set(logins.flatMap(({ tenant }) => (tenant === undefined ? [] : [tenant])))];
	return [
		['what', 'number'],
		['minutes', minutes.toFixed(0)],
		['calls that the consortium got, of these hit by a fault', `${outcome.log.length}, ${outcome.faultyCalls}`],
		[
			'forms sent, requested, handed to staff',
			`${takenForms(outcome).length}, ${formsCreated}, ${takenForms(outcome).length - formsCreated}`,
		],
		['wishes in batches, of these sent again after the faults', `${outcome.wishes.length}, ${outcome.sentAgain}`],
		['executions retried by hand', String(outcome.retried)],
		[
			'requests in mod-rs (of these withdrawn doubles), in CrossLink',
			`${outcome.modRsRequests.length} (${withdrawn}), ${outcome.crossLinkRequests.length}`,
		],
		[
			'changes told, shipments told, changes over CrossLink told',
			`${outcome.changed.length}, ${outcome.shipped.length}, ${outcome.changedOverCrossLink.length}`,
		],
		[
			'heap after a collection: first, at half time, last',
			[first, half[0], half.at(-1)].map((sample) => megabytes(sample?.heapBytes ?? 0)).join(', '),
		],
		['growth of the heap in the second half, by its straight line', megabytes(heapGrowth)],
		[
			'memory of the process: first, at half time, last',
			[first, half[0], half.at(-1)].map((sample) => megabytes(sample?.rssBytes ?? 0)).join(', '),
		],
		['growth of the process in the second half', megabytes(rssGrowth)],
		['most connections at a time', String(connections)],
		...tenants.map((tenant) => [`logins at ${tenant}`, String(logins.filter((login) => login.tenant === tenant).length)]),
	];
}
