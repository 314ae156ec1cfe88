import { UserError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { itemsSentBefore, findPairedItemOfNode } from '../../shared/executionHistory';
import { illiadOutcomes } from '../../../notices/otherSystems/illiadOutcomes';
import {
	loadNoticesModule,
	type OtherSystemReportMail,
	type EndStep,
	type IlliadOutcome,
	type Notice,
	type OtherSystemStep,
	type OtherSystemTaskKind,
	type OtherSystemSettings,
} from '../../shared/loadNoticesModule';
import type { NodeOperation } from '../../shared/nodeOperations';
import { toList, toText } from '../../shared/readParameters';
import { loadProfileAndAddHint } from '../../shared/loadLibraryProfile';
import { otherSystemFields } from '../otherSystemFields';

const outputOf = { read: 0, write: 1, request: 2, whoSaidNo: 3, staff: 4, done: 5 } as const;

export const writeForAnotherSystemOperation: NodeOperation = {
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
	properties: otherSystemFields,
	async start(context) {
		const { writeOtherSystemReport, failedExecutionOf, nextOtherSystemStep, writeStaffNotices, unsentStaffMailSentence } =
			await loadNoticesModule();
		const profile = await loadProfileAndAddHint(context);
		const settings = readSettings(context);
		const items = context.getInputData();
		const { name } = context.getNode();
		const hasReported = itemsSentBefore(context, outputOf.staff).length > 0;
		const unsent = items
			.map(({ json }, itemIndex) =>
				unsentStaffMailSentence(json, hasReported && (findPairedItemOfNode(context, itemIndex, name) ?? json).step === undefined),
			)
			.find((text) => text !== undefined);
		if (unsent !== undefined) throw new UserError(unsent);
		const searches = context.getParentNodes(name).filter(({ type }) => type.endsWith('.reShareSearch'));
		const routed = items.map(({ json }, itemIndex) => {
			if (failedExecutionOf(json) !== undefined) return [];
			// If no item of this node is paired with the answer, the call is in the answer itself: items of an error output keep the fields
			// of their input.
			const before = findPairedItemOfNode(context, itemIndex, name) ?? (json.step === undefined ? undefined : json);
			const found = searches.map((search) => findPairedItemOfNode(context, itemIndex, search.name)).find((item) => item !== undefined);
			return nextOtherSystemStep({ item: json, before, found }, profile, settings);
		});
		const reportMail = writeOtherSystemReport(toTell(context, routed.flat()), profile, settings.kind);
		return (itemIndex) => {
			const steps = (routed[itemIndex] ?? []).map((step) => ({
				output: outputOf[step.to],
				json: step.to === 'done' ? toItem(step) : step.json,
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
			return [...steps, ...[...notices, ...report].map((notice) => ({ output: outputOf.staff, json: toMail(notice) }))];
		};
	},
};

/**
 * Returns what staff must be told. Problems are reported immediately; results for which a person waits, only when all of them have ended.
 */
function toTell(context: IExecuteFunctions, steps: readonly OtherSystemStep[]): EndStep[] {
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

function toMail({ from, to, subject, text, html, language, ...rest }: Notice | OtherSystemReportMail): IDataObject {
	return { from, to, subject, text, html, language, ...('count' in rest ? { count: rest.count } : {}) };
}

const toItem = ({ name, to: _to, notice: _notice, ...end }: EndStep) => ({ number: name, ...end });

const toEnd = ({ number, ...end }: IDataObject): EndStep => ({ ...(end as unknown as EndStep), to: 'done', name: toText(number) });

/**
 * Reads the settings of the other system.
 *
 * @throws UserError if there is no address
 */
function readSettings(context: IExecuteFunctions): OtherSystemSettings {
	const read = (name: string, fallback: unknown) => context.getNodeParameter(name, 0, fallback as object);
	const kind = toText(read('system', 'illiadNote')) as OtherSystemTaskKind;
	const address = toText(read('systemAddress', ''))
		.trim()
		.replace(/(?<!\/)\/+$/, '');
	if (kind !== 'email' && !/^https?:\/\/\S+$/i.test(address))
		throw new UserError(
			"'Address' must be the address of the other system's interface, such as https://illiad.example.edu/ILLiadWebPlatform",
		);
	const rows = read('queues.rows', []) as readonly IDataObject[];
	const queueOf = (outcome: string) => toText(rows.find((row) => row.outcome === outcome)?.queue).trim();
	const queues = Object.keys(illiadOutcomes).map((outcome) => [outcome, queueOf(outcome)]);
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
