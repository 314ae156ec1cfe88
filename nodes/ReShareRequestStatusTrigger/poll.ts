import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { DeliveredChange, Follower, PollResult } from '../shared/loadClient';
import { n8nClock } from '../shared/n8nClock';
import { connect } from '../shared/connection';
import { sortFieldsForReading } from '../shared/sortFieldsForReading';
import { triggerProcessState } from './TriggerProcessState';
import type { TriggerSettings } from './triggerFields';

/** The time budget of a poll in versions of n8n before 2.38, which do not name one. */
const usualBudgetMs = 30_000;
/** The parts of the budget after which nothing new begins (soft), and after which calls under way are aborted (hard). */
const softPart = 0.8;
const hardPart = 0.95;

interface Work {
	readonly follower: Follower;
	readonly mustStop: () => boolean;
	readonly signal: AbortSignal;
}

async function withFollower<Result>(
	context: IPollFunctions,
	settings: TriggerSettings,
	run: (work: Work) => Promise<Result>,
): Promise<Result> {
	const started = n8nClock.elapsed();
	const budgetMs = (context as Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>).getPollBudgetMs?.() ?? usualBudgetMs;
	const { client, reshare } = await connect(context, 'myLibrary');
	const deadline = client.startDeadline(Math.max(1, Math.floor(budgetMs * hardPart)));
	try {
		return await run({
			follower: reshare.requests.follow({ ...settings.following, timeZone: context.getTimezone() }),
			mustStop: () => n8nClock.elapsed() - started > budgetMs * softPart,
			signal: deadline.signal,
		});
	} finally {
		deadline.end();
	}
}

/** Polls once; null if there is nothing to deliver, or if an earlier poll is still running. */
export async function pollForChanges(context: IPollFunctions, settings: TriggerSettings): Promise<INodeExecutionData[][] | null> {
	const key = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
	const poll = async ({ follower, mustStop, signal }: Work) => {
		const saved = context.getWorkflowStaticData('node');
		const known = triggerProcessState.progress(key);
		const { name } = context.getNode();
		const stored = follower.parseCursor(saved);
		if (stored !== undefined && stored.scope !== follower.scope) {
			context.logger.info(
				`ReShare trigger '${name}': the credential or the kind of requests has changed; it starts over, as when the workflow was first published`,
			);
			const unreadable = [stored, ...Object.values(stored.symbols?.own ?? {})].flatMap(({ quarantined }) => Object.keys(quarantined));
			if (unreadable.length > 0)
				context.logger.warn(
					`ReShare trigger '${name}': changes of these requests, which could not be read, are not reported: ${unreadable.join(', ')}`,
				);
		}
		const result = await follower.poll(follower.resumeCursor(stored, known, name), {
			failures: triggerProcessState.failures(key),
			mustStop,
			signal,
		});
		const { before, after, delivered, warnings } = result;
		for (const warning of warnings) context.logger.warn(`ReShare trigger '${name}': ${warning}`);
		const contested = triggerProcessState.wasContested(key);
		const isDelivery = delivered.length > 0;
		triggerProcessState.setProgress(
			key,
			isDelivery ? { follower: name, confirmed: before, delivered: after, contested } : { follower: name, confirmed: after },
		);
		// The state is stored last, because a poll that throws must leave it as it was. It is assigned as a whole, because n8n does not
		// notice changes inside a value.
		const next = follower.serializeCursor(after);
		const isSaved = stored !== undefined && JSON.stringify(follower.serializeCursor(stored)) === JSON.stringify(next);
		if (!isSaved) Object.assign(saved, next);
		return isDelivery ? [itemsOf(result, settings)] : null;
	};
	return await triggerProcessState.oneAtATime(key, async () => await withFollower(context, settings, poll));
}

function itemsOf({ delivered, notices }: PollResult, settings: TriggerSettings): INodeExecutionData[] {
	return delivered.map((change, index) => ({
		json: { ...toJson(change, settings), ...(index === 0 && notices.length > 0 ? { notice: notices.join('. ') } : {}) },
	}));
}

/** Returns the newest real change of a kind that the settings name, or a sample. The stored state is neither read nor changed. */
export async function fetchTestEvent(context: IPollFunctions, settings: TriggerSettings): Promise<INodeExecutionData[][]> {
	const sample = await withFollower(
		context,
		settings,
		async ({ follower, signal }) => await follower.sample(settings.realPatronInTests, signal),
	);
	return [[{ json: { ...toJson(sample, settings), isTest: true } }]];
}

function toJson({ item, raw }: DeliveredChange, settings: TriggerSettings): IDataObject {
	return sortFieldsForReading({
		...item,
		...(settings.includeRawRequest ? { rawRequest: raw as IDataObject } : {}),
	} as unknown as IDataObject);
}
