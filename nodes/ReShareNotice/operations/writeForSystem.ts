import { UserError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { itemsSentBefore, itemMadeByNode } from '../../shared/executionHistory';
import type { ItemWork, RoutedItem } from '../../shared/routeItems';
import { illiadQueues } from '../../../notices/systems/illiadQueues';
import {
	loadNotices,
	type SystemReportMail,
	type EndStep,
	type IlliadOutcome,
	type Notice,
	type SystemStep,
	type SystemTaskKind,
	type SystemSettings,
} from '../../shared/loadNotices';
import type { NodeOperation } from '../../shared/operations';
import { toList, toText } from '../../shared/readParameters';
import { loadProfileForWriting } from '../../shared/loadLibraryProfile';
import { systemFields } from '../systemFields';

const outputOf = { read: 0, write: 1, request: 2, whoSaidNo: 3, staff: 4, done: 5 } as const;

async function start(context: IExecuteFunctions): Promise<ItemWork> {
	const { writeSystemReport, failedExecutionOf, nextSystemStep, writeStaffNotices, unsentStaffMailSentence } = await loadNotices();
	const profile = await loadProfileForWriting(context);
	const settings = readSettings(context);
	const items = context.getInputData();
	const { name } = context.getNode();
	const hasReported = itemsSentBefore(context, outputOf.staff).length > 0;
	const unsent = items
		.map(({ json }, itemIndex) =>
			unsentStaffMailSentence(json, hasReported && (itemMadeByNode(context, itemIndex, name) ?? json).step === undefined),
		)
		.find((text) => text !== undefined);
	if (unsent !== undefined) throw new UserError(unsent);
	const searches = context.getParentNodes(name).filter(({ type }) => type.endsWith('.reShareSearch'));
	const routed = items.map(({ json }, itemIndex): readonly SystemStep[] => {
		if (failedExecutionOf(json) !== undefined) return [];
		// Items of an error output still have the fields of their input.
		const before = itemMadeByNode(context, itemIndex, name) ?? (json.step === undefined ? undefined : json);
		const found = searches.map((search) => itemMadeByNode(context, itemIndex, search.name)).find((item) => item !== undefined);
		return nextSystemStep({ item: json, before, found }, profile, settings);
	});
	const reportMail = writeSystemReport(toTell(context, routed.flat()), profile, settings.kind);
	return async (itemIndex) => {
		const steps = (routed[itemIndex] ?? []).map((step): RoutedItem => ({
			output: outputOf[step.to],
			json: (step.to === 'done' ? toItem(step) : step.json) as IDataObject,
		}));
		const json = items[itemIndex]?.json ?? {};
		const toNotice = [
			...(failedExecutionOf(json) === undefined ? [] : [json]),
			...(routed[itemIndex] ?? []).flatMap((step) => (step.to === 'done' && step.notice !== undefined ? [step.notice] : [])),
		];
		const notices = toNotice.flatMap((one) =>
			writeStaffNotices(one, profile, ['workflowFailed', 'endOfRota'], `run ${context.getExecutionId()}`),
		);
		const report = itemIndex === items.length - 1 && reportMail !== undefined ? [reportMail] : [];
		return await Promise.resolve([
			...steps,
			...[...notices, ...report].map((notice): RoutedItem => ({ output: outputOf.staff, json: toMail(notice) })),
		]);
	};
}

/**
 * Returns what staff must be told. Problems are reported immediately; results for which a person waits, only when all of them have ended.
 */
function toTell(context: IExecuteFunctions, steps: readonly SystemStep[]): EndStep[] {
	const ended = steps.filter((step) => step.to === 'done');
	const troubles = ended.filter(({ isTrouble, isAwaited }) => isTrouble && !isAwaited);
	if (!ended.some(({ isAwaited }) => isAwaited)) return troubles;
	const awaited = [...itemsSentBefore(context, outputOf.done).map(toEnd), ...ended].filter(({ isAwaited }) => isAwaited);
	const asked = [...itemsSentBefore(context, outputOf.read), ...steps.flatMap((step) => (step.to === 'read' ? [step.json] : []))].filter(
		({ step, isAwaited }) => (step === 'readTransaction' || step === 'readRequest') && isAwaited === true,
	);
	return asked.every(({ transactionNumber, number = transactionNumber, row }) =>
		awaited.some((end) => end.name === number && end.row === row),
	)
		? [...awaited, ...troubles]
		: troubles;
}

function toMail({ from, to, subject, text, html, language, ...rest }: Notice | SystemReportMail): IDataObject {
	return { from, to, subject, text, html, language, ...('count' in rest ? { count: rest.count } : {}) };
}

const toItem = ({ name, to: _to, notice: _notice, ...end }: EndStep): IDataObject => ({ number: name, ...end });

const toEnd = ({ number, ...end }: IDataObject): EndStep => ({ ...(end as unknown as EndStep), to: 'done', name: toText(number) });

/**
 * Reads the settings of the other system.
 *
 * @throws UserError if there is no address
 */
function readSettings(context: IExecuteFunctions): SystemSettings {
	const read = (name: string, fallback: unknown): unknown => context.getNodeParameter(name, 0, fallback as object);
	const kind = toText(read('system', 'illiadNote')) as SystemTaskKind;
	const address = toText(read('systemAddress', ''))
		.trim()
		.replace(/(?<!\/)\/+$/, '');
	if (kind !== 'email' && !/^https?:\/\/\S+$/i.test(address))
		throw new UserError(
			"'Address' must be the address of the other system's interface, such as https://illiad.example.edu/ILLiadWebPlatform",
		);
	const rows = read('queues.rows', []) as readonly IDataObject[];
	const rowOf = (outcome: string): IDataObject | undefined => rows.find((row) => row.outcome === outcome);
	const queueOf = (outcome: string): string => toText(rowOf(outcome)?.queue).trim();
	const queues = Object.keys(illiadQueues).map((outcome) => [outcome, queueOf(outcome)]);
	return {
		kind,
		address,
		queuesToSearch: toList(read('queuesToSearch', '')),
		queues: Object.fromEntries(queues) as Record<IlliadOutcome, string>,
		patronIdField: toText(read('patronIdField', 'Username')),
		pickupField: toText(read('pickupField', 'ItemInfo1')),
		pickupLocations: (read('systemPickupLocations.rows', []) as readonly IDataObject[]).map(({ theirs, ours }) => ({
			theirs: toText(theirs),
			ours: toText(ours),
		})),
		statusesToRequest: toList(read('statusesToRequest', '')),
		ownEntries: toList(read('ownEntries', '')),
		owner: toText(read('owner', '')).trim(),
		forms: (read('forms.rows', []) as readonly IDataObject[]).map((row) => ({
			name: toText(row.name),
			address: toText(row.address).trim(),
		})),
	};
}

export const writeForSystemOperation: NodeOperation = {
	option: {
		name: 'Write for Another System',
		value: 'writeForSystem',
		action: 'Write for another system',
		description:
			'Decide the next step with another system, and write it: connect each output to the node that does it, and that node back to this one',
	},
	outputs: ['Read', 'Write', 'Request', 'Unfilled Responses', 'Staff', 'Done'],
	ends: [outputOf.done],
	doubtOutput: outputOf.staff,
	properties: systemFields,
	start,
};
