import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { n8nClock } from '../../shared/n8nClock';
import { createPropertyFinder } from '../../shared/createPropertyFinder';
import { listKinds } from '../../../notices/lists/listKinds';
import { loadNoticesModule, type ListKind, type ListSettings } from '../../shared/loadNoticesModule';
import type { NodeOperation } from '../../shared/nodeOperations';
import { toText } from '../../shared/readParameters';
import { loadProfileAndAddHint, todayInWorkflowZone } from '../../shared/loadLibraryProfile';
import { readNumberField } from '../readNumberField';
import { daysInStatusField, fieldsForLists } from '../listFields';

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const writeListOperation: NodeOperation = {
	option: {
		name: 'Write a List',
		value: 'writeList',
		action: 'Write a list or figures for staff',
		description:
			'Make one list of all items: requests that take too long, what to pull, what became of a list, a digest, statistics, copies of a journal',
	},
	outputs: ['List'],
	properties: fieldsForLists,
	async start(context) {
		const { writeList, writeFailureNotice, buildSpreadsheet } = await loadNoticesModule();
		const profile = await loadProfileAndAddHint(context);
		const items = context.getInputData().map(({ json }) => json);
		const kind = toText(context.getNodeParameter('kind', 0, 'slow')) as ListKind;
		// The settings are read only if there is no failure to report: if an Error Trigger starts the workflow, the nodes to which these
		// fields refer have not run.
		const list = writeFailureNotice(items, profile, kind) ?? writeList(items, profile, readSettings(context, kind));
		const attached = async () => {
			if (list === undefined || list.rows.length === 0 || context.getNodeParameter('attachSpreadsheet', 0, false) !== true)
				return undefined;
			const name = toText(context.getNodeParameter('listName', 0, '')).trim() || listKinds[kind].label;
			const file = Buffer.from(buildSpreadsheet(list.rows, listKinds[kind].label, list.language));
			return { spreadsheet: await context.helpers.prepareBinaryData(file, fileName(`${name} ${todayInWorkflowZone(context)}`), workbook) };
		};
		const binary = await attached();
		return (itemIndex) => (itemIndex === 0 && list !== undefined ? [{ output: 0, json: list, binary }] : []);
	},
};

/** Makes a file name that every file system accepts. */
function fileName(name: string): string {
	return `${name
		.replace(/[\p{C}\\/:*?"<>|]+/gu, ' ')
		.trim()
		.slice(0, 100)}.xlsx`;
}

function readSettings(context: IExecuteFunctions, kind: ListKind): ListSettings {
	const read = (name: string, fallback: unknown) => context.getNodeParameter(name, 0, fallback as object);
	const fieldOf = createPropertyFinder(fieldsForLists);
	const number = (name: string) => readNumberField(fieldOf(name), read(name, ''));
	const limits = read('limits.statuses', []) as readonly IDataObject[];
	return {
		kind,
		name: toText(read('listName', '')).trim(),
		subject: toText(read('listSubject', '')),
		language: toText(read('listLanguage', '')),
		evenIfEmpty: read('whenNothing', 'nothing') === 'sentence',
		limits: limits.map(({ status, days }) => ({ status: toText(status), days: readNumberField(daysInStatusField, days) })),
		daysToShip: number('daysToShip'),
		newsDays: number('newsDays'),
		oldest: number('oldest'),
		mostCopies: number('mostCopies'),
		recentYears: number('recentYears'),
		deskPage: toText(read('deskPage', '')).trim(),
		now: new Date(n8nClock.now()).toISOString(),
		today: todayInWorkflowZone(context),
	};
}
