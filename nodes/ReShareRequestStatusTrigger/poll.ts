import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { Follower, PollResult, DeliveredChange } from '../shared/client';
import { connect } from '../shared/connection';
import { inReadingOrder } from '../shared/readingOrder';
import { processMemory } from './processMemory';
import type { TriggerSettings } from './fields';

/** n8n before 2.38 names no budget. */
const usualBudgetMs = 30_000;
/** After the first part of the budget, nothing new is begun; after the second, calls under way are aborted. */
const softPart = 0.8;
const hardPart = 0.95;

interface Work {
	readonly follower: Follower;
	readonly mustStop: () => boolean;
	readonly signal: AbortSignal;
}

async function begin(context: IPollFunctions, settings: TriggerSettings): Promise<Work> {
	const started = Date.now();
	const budgetMs = (context as Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>).getPollBudgetMs?.() ?? usualBudgetMs;
	const { reshare } = await connect(context, 'myLibrary');
	return {
		follower: reshare.requests.follow({ ...settings.following, timeZone: context.getTimezone() }),
		mustStop: () => Date.now() - started > budgetMs * softPart,
		signal: AbortSignal.timeout(Math.max(1, Math.floor(budgetMs * hardPart))),
	};
}

/** Null if nothing has changed since the last poll. */
export async function pollForChanges(context: IPollFunctions, settings: TriggerSettings): Promise<INodeExecutionData[][] | null> {
	const key = `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
	return await processMemory.oneAtATime(key, async () => {
		const { follower, mustStop, signal } = await begin(context, settings);
		const saved = context.getWorkflowStaticData('node');
		const known = processMemory.progress(key);
		const { name } = context.getNode();
		const stored = follower.readPlace(saved);
		if (stored !== undefined && stored.scope !== follower.scope) {
			context.logger.info(
				`ReShare trigger '${name}': the credential or the kind of requests has changed; it starts over, as when the workflow was first published`,
			);
		}
		const place = follower.goOn(stored, known, name);
		const news = await follower.poll(place, {
			failures: processMemory.failures(key),
			mustStop,
			signal,
			isFirstOfProcess: known === undefined,
		});
		for (const warning of news.warnings) context.logger.warn(`ReShare trigger '${name}': ${warning}`);
		const delivers = news.told.length > 0;
		const contested = processMemory.wasContested(key);
		processMemory.remember(
			key,
			delivers ? { follower: name, state: news.from, delivered: news.place, contested } : { follower: name, state: news.place },
		);
		// Last of all: a poll that throws must leave the state as it was. Assigned, since n8n does not see changes inside a value.
		if (JSON.stringify(news.place) !== JSON.stringify(stored)) Object.assign(saved, news.place);
		return delivers ? [itemsOf(news, settings)] : null;
	});
}

function itemsOf({ told, notices }: PollResult, settings: TriggerSettings): INodeExecutionData[] {
	return told.map((change, index) => ({
		json: { ...toJson(change, settings), ...(index === 0 && notices.length > 0 ? { notice: notices.join('. ') } : {}) },
	}));
}

/** The newest real change of the wanted kind, or a sample. Neither reads nor changes the state. */
export async function fetchTestEvent(context: IPollFunctions, settings: TriggerSettings): Promise<INodeExecutionData[][]> {
	const { follower, signal } = await begin(context, settings);
	const sample = await follower.sample(settings.realPatronInTests, signal);
	return [[{ json: { ...toJson(sample, settings), isTest: true } }]];
}

function toJson({ item, raw }: DeliveredChange, settings: TriggerSettings): IDataObject {
	return inReadingOrder({ ...item, ...(settings.includeRawRequest ? { rawRequest: raw as IDataObject } : {}) } as unknown as IDataObject);
}
