import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { hostClock } from '../../shared/clock';
import { fieldsByName } from '../../shared/fieldsByName';
import type { ItemWork } from '../../shared/items';
import { listKinds } from '../../../notices/lists/kinds';
import { loadNotices, type ListKind, type ListSettings } from '../../shared/notices';
import type { Operation } from '../../shared/operation';
import { asText } from '../../shared/parameters';
import { writersProfile, todayIn } from '../../shared/profile';
import { numberOf } from '../kindFields';
import { daysInStatus, listFields } from '../listFields';

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function start(context: IExecuteFunctions): Promise<ItemWork> {
	const { writeList, listOfFailure, spreadsheetOf } = await loadNotices();
	const profile = await writersProfile(context);
	const items = context.getInputData().map(({ json }) => json);
	const kind = asText(context.getNodeParameter('kind', 0, 'slow')) as ListKind;
	// In a workflow that an Error Trigger starts, the nodes to which the other fields refer have not run.
	const list = listOfFailure(items, profile, kind) ?? writeList(items, profile, readSettings(context));
	const attached = async (): Promise<IBinaryKeyData | undefined> => {
		if (list === undefined || list.rows.length === 0 || context.getNodeParameter('attachSpreadsheet', 0, false) !== true) return undefined;
		const name = asText(context.getNodeParameter('listName', 0, '')).trim() || listKinds[kind].label;
		const file = Buffer.from(spreadsheetOf(list.rows, listKinds[kind].label, list.language));
		return { spreadsheet: await context.helpers.prepareBinaryData(file, fileName(`${name} ${todayIn(context)}`), workbook) };
	};
	const binary = await attached();
	return async (itemIndex) =>
		await Promise.resolve(
			itemIndex === 0 && list !== undefined ? [{ output: 0, json: { ...list } as unknown as IDataObject, binary }] : [],
		);
}

/** Makes a file name that every file system accepts. */
function fileName(name: string): string {
	return `${name
		.replace(/[\p{C}\\/:*?"<>|]+/gu, ' ')
		.trim()
		.slice(0, 100)}.xlsx`;
}

function readSettings(context: IExecuteFunctions): ListSettings {
	const read = (name: string, fallback: unknown): unknown => context.getNodeParameter(name, 0, fallback as object);
	const fieldOf = fieldsByName(listFields);
	const number = (name: string): number => numberOf(fieldOf(name), read(name, ''));
	const limits = read('limits.statuses', []) as readonly IDataObject[];
	return {
		kind: asText(read('kind', 'slow')) as ListKind,
		name: asText(read('listName', '')).trim(),
		subject: asText(read('listSubject', '')),
		language: asText(read('listLanguage', '')),
		evenIfEmpty: read('whenNothing', 'nothing') === 'sentence',
		limits: limits.map(({ status, days }) => ({ status: asText(status), days: numberOf(daysInStatus, days) })),
		daysToShip: number('daysToShip'),
		newsDays: number('newsDays'),
		oldest: number('oldest'),
		mostCopies: number('mostCopies'),
		recentYears: number('recentYears'),
		deskPage: asText(read('deskPage', '')).trim(),
		now: new Date(hostClock.now()).toISOString(),
		today: todayIn(context),
	};
}

export const writeListOperation: Operation = {
	option: {
		name: 'Write a List',
		value: 'writeList',
		action: 'Write a list or figures for staff',
		description:
			'Make one list of all items: requests that take too long, what to pull, what became of a list, a digest, statistics, copies of a journal',
	},
	outputs: ['List'],
	doubtOutput: 0,
	properties: listFields,
	start,
};
