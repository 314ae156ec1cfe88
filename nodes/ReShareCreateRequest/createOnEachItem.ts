import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { addDraftToResult } from '../shared/addDraftToResult';
import { addHint } from '../shared/addHint';
import { n8nClock } from '../shared/n8nClock';
import { connect } from '../shared/connection';
import type { NewRequest, NewRequestOptions, Requests } from '../shared/loadClient';
import { createParameterReader, type ParameterReader } from '../shared/readParameters';
import type { LibraryProfile } from '../shared/loadNoticesModule';
import { loadLibraryProfile, profileCredentialType } from '../shared/loadLibraryProfile';
import type { ItemWork } from '../shared/routeItems';
import { isToolRun } from '../shared/toolRun';
import { hasPatronFieldDefault, createAiFilledFieldCheck } from './createAiFilledFieldCheck';
import { readCreateOptions } from './optionsFieldOfCreate';
import { readDraftParameters } from './draftFields';

/** Creates a request from the draft, or previews it. An AI model (`byTool`) gets a result without the patron. */
type Create = (
	requests: Requests,
	draft: NewRequest,
	options: NewRequestOptions,
	byTool: boolean,
) => Promise<{ readonly output: number; readonly result: { readonly warnings: readonly string[] } }>;

/** The copyright type of copies under the CONTU guidelines, which have the rule of five. CrossLink writes it in capitals. */
const copyrightTypeOfGuidelines = 'us-ccg';
const copiesNotCounted =
	"The year's copies from a journal are not counted, although the Copyright Type is us-ccg: choose a Library Profile here whose Copyright Rules are those of the United States.";
const recordNotChosen =
	'Find Eligible Instance left the choice of a record to a person: connect its output Needs Review to staff, and not to this node.';

/** The most characters of Search's explanation that a warning repeats. */
const longestExplanation = 1000;

/** Reads the draft of each item and works on it. All items share the client's requests, and with them lookups and the limit for sending. */
export async function createOnEachItem(context: IExecuteFunctions, create: Create): Promise<ItemWork> {
	const { client, reshare, openUrlTenant } = await connect(context, 'myLibrary', { home: context.getInstanceId() });
	const { requests } = reshare;
	const countsCopies = (await profileForCopies(context))?.copyrightRules === 'us';
	const readParameter = builtReader(context);
	const refuseModelsChoice = createAiFilledFieldCheck(context);
	const byTool = isToolRun(context);
	const byModel = byTool || /\$fromAI\b/i.test(JSON.stringify(context.getNode().parameters.citation ?? ''));
	const told = new Set<string>();
	const warnOnce = (message: string) => {
		if (told.has(message)) return;
		told.add(message);
		addHint(context, message, 'warning');
		context.logger.warn(`${context.getNode().name}: ${message}`);
	};
	let pause: Promise<unknown> = Promise.resolve();
	return async (itemIndex) => {
		// One item is read after another, with pauses. n8n blocks the process for milliseconds while it evaluates expressions, and the first
		// items are sent in these pauses.
		pause = pause.then(async () => await n8nClock.nextTurn());
		await pause;
		const options = readParameter('options', itemIndex, {}) as IDataObject;
		const { draft, asked, problems } = readDraftParameters(client, readParameter, itemIndex, byModel);
		refuseModelsChoice(options, itemIndex);
		if (!countsCopies && draft.copyrightType?.toLowerCase() === copyrightTypeOfGuidelines) warnOnce(copiesNotCounted);
		const doubts = doubtsOfSearch(context, itemIndex);
		if (doubts.length > 0) warnOnce(recordNotChosen);
		const createOptions = { ...readCreateOptions(options, openUrlTenant, problems, countsCopies), timeZone: context.getTimezone() };
		const { output, result } = await create(requests, draft, createOptions, byTool);
		const withDoubts = { ...result, warnings: [...doubts, ...result.warnings] };
		return [{ output, json: addDraftToResult(context, itemIndex, asked, withDoubts) }];
	};
}

/** Returns why the record of an item from the output Needs Review of Find Eligible Instance is in doubt. */
function doubtsOfSearch(context: IExecuteFunctions, itemIndex: number): string[] {
	const { outcome, explanation } = context.getInputData()[itemIndex]?.json ?? {};
	const why = typeof explanation === 'string' ? ` ${explanation.slice(0, longestExplanation)}` : '';
	return outcome === 'needsReview' ? [`Find Eligible Instance left the choice of the record to a person.${why}`] : [];
}

/**
 * Reads the library's profile, if copies are requested. The node shows its credential if it may request copies, but nobody has to choose
 * one.
 */
async function profileForCopies(context: IExecuteFunctions): Promise<LibraryProfile | undefined> {
	const { credentials, parameters } = context.getNode();
	const isShown = (parameters.serviceType ?? 'loan') !== 'loan' && credentials?.[profileCredentialType.name] !== undefined;
	return isShown ? await loadLibraryProfile(context) : undefined;
}

/**
 * Makes a reader for parameters as the workflow's builder set them. The item of a tool is what the AI model sent, so that a field which
 * still has its default counts as empty.
 */
function builtReader(context: IExecuteFunctions): ParameterReader {
	const read = createParameterReader(context);
	const { parameters } = context.getNode();
	if (!isToolRun(context)) return read;
	return (name, itemIndex, fallback, options) =>
		hasPatronFieldDefault(name, parameters[name]) ? '' : read(name, itemIndex, fallback, options);
}
