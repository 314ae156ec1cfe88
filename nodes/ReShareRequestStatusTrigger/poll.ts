import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { Change, ChangeItem, Client, Lineage, PollState, Reading, ModRsDesk } from '../shared/client';
import { connect } from '../shared/connection';
import { inReadingOrder } from '../shared/readingOrder';
import { staffLink } from '../shared/staffLink';
import { processMemory } from './processMemory';
import type { Settings } from './settings';

/** Hosts before n8n 2.38 name no budget. */
const usualBudgetMs = 30_000;
/** After this part of the budget nothing new is begun; after the other one calls under way are broken off. */
const softPart = 0.8;
const hardPart = 0.95;

interface Work {
	readonly context: IPollFunctions;
	readonly settings: Settings;
	readonly client: Client;
	readonly requests: ModRsDesk;
	readonly staffUrl: string;
	readonly scope: string;
	/** In how many polls in a row something could not be read. */
	readonly failures: Map<string, number>;
	readonly mustStop: () => boolean;
	readonly signal: AbortSignal;
}

async function begin(context: IPollFunctions, settings: Settings, failures: Map<string, number>): Promise<Work> {
	const started = Date.now();
	const budgetMs = (context as Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>).getPollBudgetMs?.() ?? usualBudgetMs;
	const { client, credential, okapi } = await connect(context, 'myLibrary');
	return {
		context,
		settings,
		client,
		requests: new client.ModRsDesk(okapi),
		staffUrl: credential.staffUrl,
		scope: `${okapi.scope}|${settings.side}`,
		failures,
		mustStop: () => Date.now() - started > budgetMs * softPart,
		signal: AbortSignal.timeout(Math.max(1, Math.floor(budgetMs * hardPart))),
	};
}

/** One poll of an active workflow: the changes since the last one, or null. */
export async function pollForChanges(context: IPollFunctions, settings: Settings): Promise<INodeExecutionData[][] | null> {
	const key = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
	return await processMemory.oneAtATime(key, async () => {
		const work = await begin(context, settings, processMemory.failures(key));
		const saved = context.getWorkflowStaticData('node');
		const known = processMemory.progress(key);
		const { name } = context.getNode();
		const stored = work.client.readState(saved);
		if (stored !== undefined && stored.scope !== work.scope) {
			context.logger.info(`ReShare trigger '${name}': the credential or the kind of requests has changed; reporting begins with what happens from now on`);
		}
		const previous = work.client.continueFrom(stored, known, work.scope, name);
		const before = previous ?? (await startState(work));
		const isNew = previous === undefined;
		const { items, after } = isNew && settings.startHours === 0 ? { items: [], after: before } : await newItems(work, before, known === undefined && !isNew);
		warnOfWaiting(work, previous?.failed ?? {}, after.failed);
		const delivers = items.length > 0;
		const contested = processMemory.wasContested(key);
		processMemory.remember(key, delivers ? { follower: name, state: before, delivered: after, contested } : { follower: name, state: after });
		// The last statement before the return: a poll that throws must leave the state as it was, and n8n does not see changes
		// inside a value that it holds already.
		if (JSON.stringify(after) !== JSON.stringify(stored)) Object.assign(saved, after);
		return delivers ? [items] : null;
	});
}

async function startState(work: Work): Promise<PollState> {
	const { settings } = work;
	return await work.client.startState(work.requests, {
		scope: work.scope,
		side: settings.side,
		overlapSeconds: settings.overlapSeconds,
		startHours: settings.startHours,
		now: Date.now(),
		mustStop: work.mustStop,
		signal: work.signal,
	});
}

async function newItems(work: Work, before: PollState, isFirstOfProcess: boolean): Promise<{ items: INodeExecutionData[]; after: PollState }> {
	const { client, requests, settings, signal } = work;
	const reading = await client.readChanges(requests, before, {
		side: settings.side,
		overlapSeconds: settings.overlapSeconds,
		ignoreOlderThanSeconds: settings.ignoreOlderThanSeconds,
		repeatLast: settings.repeatAfterRestart && isFirstOfProcess,
		keepLast: settings.repeatAfterRestart,
		failures: work.failures,
		now: Date.now(),
		mustStop: work.mustStop,
		signal,
	});
	const unreadEarlier: string[] = [];
	const lineage = new client.Lineage(
		async (id) =>
			await client.orElse(work.failures, `earlier:${id}`, async () => await requests.get(id, signal), () => {
				unreadEarlier.push(id);
				return undefined;
			}),
	);
	const { fresh, tooOld } = await sort(work, reading, lineage);
	const skipped = before.skipped + tooOld + reading.unreadRequests;
	if (skipped > before.skipped) warn(work, skippedNotice(skipped, settings));
	const clocks = clockNotices(reading);
	for (const notice of clocks) warn(work, notice);
	const items = await Promise.all(fresh.map(async (change) => ({ json: await toJson(work, change, lineage) })));
	if (unreadEarlier.length > 0) warn(work, earlierNotice(unreadEarlier));
	const first = items[0];
	if (first === undefined) return { items, after: { ...reading.state, skipped } };
	const { failed } = reading.state;
	const untold = Object.keys(failed).filter((id) => failed[id]?.told !== true);
	const notices = [
		...clocks,
		...(untold.length > 0 ? [waitingNotice(untold)] : []),
		...(unreadEarlier.length > 0 ? [earlierNotice(unreadEarlier)] : []),
		...(skipped > 0 ? [skippedNotice(skipped, settings)] : []),
	];
	if (notices.length > 0) first.json.notice = notices.join('. ');
	const told = Object.fromEntries(Object.entries(failed).map(([id, waiting]) => [id, { ...waiting, told: true }]));
	return { items, after: { ...reading.state, failed: told, skipped: 0 } };
}

async function sort(work: Work, reading: Reading, lineage: Lineage): Promise<{ fresh: Change[]; tooOld: number }> {
	const { client, requests, settings } = work;
	const oldest = settings.ignoreOlderThanSeconds > 0 ? reading.serverNow - settings.ignoreOlderThanSeconds : -Infinity;
	const fresh: Change[] = [];
	let tooOld = 0;
	for (const change of reading.changes) {
		if (!(await client.isSelected(change, settings.criteria, lineage))) continue;
		// Create withdraws a double that another process made at the same time; that is nobody's news.
		const isWithdrawn = async () => await client.isWithdrawnTwin(requests, change.request, change.at * 1000);
		if (client.eventWord(change) === 'cancelled' && (await client.orElse(work.failures, `twin:${change.eventId}`, isWithdrawn, () => false))) continue;
		if (change.at < oldest) tooOld++;
		else fresh.push(change);
	}
	return { fresh, tooOld };
}

function warn({ context }: Work, sentence: string): void {
	context.logger.warn(`ReShare trigger '${context.getNode().name}': ${sentence}`);
}

function warnOfWaiting(work: Work, before: PollState['failed'], after: PollState['failed']): void {
	const added = Object.keys(after).filter((id) => !(id in before));
	if (added.length > 0) warn(work, waitingNotice(added));
}

function clockNotices({ aheadOfTime, wentBack }: Reading): string[] {
	return [
		...(wentBack ? ["ReShare's clock was set back, so changes from the time since may be reported a second time, with the same eventId"] : []),
		...(aheadOfTime.length > 0 ? [`One of ReShare's clocks is ahead: changes of these requests carry a time that is still to come: ${aheadOfTime.join(', ')}`] : []),
	];
}

function waitingNotice(ids: readonly string[]): string {
	return `Requests that could not be read, whose changes are reported once they can: ${ids.join(', ')}`;
}

function earlierNotice(ids: readonly string[]): string {
	return `Earlier requests that could not be read, so that the reference of the new ones may be missing: ${ids.join(', ')}`;
}

function skippedNotice(count: number, { ignoreOlderThanSeconds }: Settings): string {
	const days = Math.round((ignoreOlderThanSeconds / 86_400) * 100) / 100;
	return `Changes that were not reported because they are older than ${days} ${days === 1 ? 'day' : 'days'}: ${count}`;
}

/** Fetch Test Event: the newest real change of the wanted kind, or a sample. Reads and changes no state. */
export async function fetchTestEvent(context: IPollFunctions, settings: Settings): Promise<INodeExecutionData[][]> {
	const work = await begin(context, settings, new Map());
	const { client, requests, signal } = work;
	// A test event may lack the reference of an earlier request that cannot be read.
	const lineage = new client.Lineage(async (id) => await requests.get(id, signal).catch(() => undefined));
	const real = await client.newestChange(requests, settings.side, settings.criteria, lineage, signal);
	const change = real ?? (await client.sampleChange(requests, settings.side, settings.criteria.events, Date.now()));
	const shown = settings.realPatronInTests ? change : client.withInventedPatron(requests, change);
	const item = await toJson(work, shown, lineage);
	return [[{ json: { ...item, isTest: true } }]];
}

async function toJson(work: Work, change: Change, lineage: Lineage): Promise<IDataObject> {
	const { settings } = work;
	const item: ChangeItem = await work.client.toItem(change, lineage, {
		staffLink: (request) => staffLink(work.staffUrl, request),
		timeZone: work.context.getTimezone(),
		patronDetails: settings.patronDetails,
	});
	const json = { ...item, ...(settings.includeRawRequest ? { rawRequest: change.raw as IDataObject } : {}) };
	return inReadingOrder(json as unknown as IDataObject);
}
