import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { connect } from '../shared/connection';
import type { NewRequest, NewRequestOptions, Requests } from '../shared/client';
import { runsAlone } from '../shared/hostProcess';
import { parameterReader, type ReadParameter } from '../shared/parameters';
import { isToolRun } from '../shared/toolRun';
import { isUntouched, modelRule } from './aiModel';
import { readCreateOptions } from './options';
import { readDraftParameters, type DraftParameters } from './draftFields';

interface ReadItem {
	readonly draft: NewRequest;
	readonly asked: DraftParameters['asked'];
	readonly options: NewRequestOptions;
}

interface CreateRun {
	/** One for all items: they share look-ups, and few are sent at a time. */
	readonly requests: Requests;
	/** Items are read in turns: n8n blocks the process for milliseconds to evaluate expressions; in between, the first items are sent. */
	read(itemIndex: number): Promise<ReadItem>;
}

export async function startRun(context: IExecuteFunctions): Promise<CreateRun> {
	const { client, reshare, openUrlTenant } = await connect(context, 'myLibrary', {
		home: context.getInstanceId(),
		isAlone: runsAlone(process),
	});
	const { requests } = reshare;
	const readParameter = builtReader(context);
	const refuseModelsChoice = modelRule(context);
	const byModel = isToolRun(context) || /\$fromAI\b/i.test(JSON.stringify(context.getNode().parameters.citation ?? ''));
	const readNow = (itemIndex: number): ReadItem => {
		const options = readParameter('options', itemIndex, {}) as IDataObject;
		const { draft, asked, problems } = readDraftParameters(client, readParameter, itemIndex, byModel);
		refuseModelsChoice(options, itemIndex);
		return { draft, asked, options: { ...readCreateOptions(options, openUrlTenant, problems), timeZone: context.getTimezone() } };
	};
	let before: Promise<unknown> = Promise.resolve();
	return {
		requests,
		async read(itemIndex) {
			const turn = before.then(async () => await nextTurn());
			before = turn;
			await turn;
			return readNow(itemIndex);
		},
	};
}

/** A tool's item is what the model sent: a field that still has its default counts as empty. */
function builtReader(context: IExecuteFunctions): ReadParameter {
	const read = parameterReader(context);
	const { parameters } = context.getNode();
	if (!isToolRun(context)) return read;
	return (name, itemIndex, fallback, options) => (isUntouched(name, parameters[name]) ? '' : read(name, itemIndex, fallback, options));
}
