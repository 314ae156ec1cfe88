import { UserError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { readCarriedDraft } from '../../../reshare/draft';
import { comesFromOwnReader } from '../../shared/earlier';
import { fieldsByName } from '../../shared/fieldsByName';
import { addHint } from '../../shared/hints';
import type { ItemWork } from '../../shared/items';
import { loadNotices, type CustomMessage, type NoticeSettings, type Silence } from '../../shared/notices';
import type { Operation } from '../../shared/operation';
import { asList, asText, parameterReader, type ReadParameter } from '../../shared/parameters';
import { libraryProfile, todayIn } from '../../shared/profile';
import { noticeFields } from '../fields';
import { numberOf } from '../kindFields';

const outputOf = { patron: 0, staff: 1 } as const;

async function start(context: IExecuteFunctions): Promise<ItemWork> {
	const { problemsOf, unknownLanguage, unsentToStaff, writeNotices } = await loadNotices();
	const profile = await libraryProfile(context);
	const read = parameterReader(context);
	const items = context.getInputData();
	const today = todayIn(context);
	// If an unsent notice counted as a failure of ReShare, another notice would be written about it, without end.
	const isFedBack = comesFromOwnReader(context);
	const silences: Silence[] = [];
	const unknown = new Set<string>();
	let left = items.length;
	return async (itemIndex) => {
		try {
			const unsent = unsentToStaff(items[itemIndex]?.json ?? {}, isFedBack);
			if (unsent !== undefined) throw new UserError(unsent);
			const settings = readSettings(read, itemIndex, `run ${context.getExecutionId()} item ${itemIndex}`, today);
			const [problem] = problemsOf(settings.changedWords);
			if (problem !== undefined) throw new UserError(problem);
			const language = unknownLanguage(settings);
			if (language !== undefined) unknown.add(language);
			const { notices, silent } = writeNotices(itemOf(items[itemIndex]?.json), profile, settings);
			if (silent !== undefined) silences.push(silent);
			return await Promise.resolve(
				notices.map(({ audience, ...notice }) => ({ output: outputOf[audience], json: { ...notice, audience } as unknown as IDataObject })),
			);
		} finally {
			left -= 1;
			if (left === 0) tellAll(context, silences, unknown);
		}
	};
}

/** The draft may have other names in the item, above all if it failed and n8n added the input's fields again. */
function itemOf(json: IDataObject = {}): IDataObject {
	return { ...readCarriedDraft(json), ...json };
}

const optionOf = fieldsByName(noticeFields.find(({ name }) => name === 'options')?.options);

function readSettings(read: ReadParameter, itemIndex: number, runKey: string, today: string): NoticeSettings {
	const number = (name: string): number => numberOf(optionOf(name), read(`options.${name}`, itemIndex, ''));
	const rows = read('changedWords.notices', itemIndex, []) as readonly IDataObject[];
	return {
		patronNotices: asList(read('patronNotices', itemIndex, [])) as unknown as NoticeSettings['patronNotices'],
		staffNotices: asList(read('staffNotices', itemIndex, [])) as unknown as NoticeSettings['staffNotices'],
		changedWords: rows.map(({ notice, subject, text }) => ({
			notice: asText(notice) as CustomMessage['notice'],
			subject: asText(subject),
			text: asText(text),
		})),
		closingLines: asText(read('closingLines', itemIndex, '')),
		language: asText(read('language', itemIndex, '')),
		secondLetterFrom: number('secondLetterFrom'),
		thirdLetterFrom: number('thirdLetterFrom'),
		today,
		evenIfOver: read('options.evenIfOver', itemIndex, false) === true,
		evenIfUnconfirmed: read('options.evenIfUnconfirmed', itemIndex, false) === true,
		choosePage: asText(read('options.choosePage', itemIndex, '')),
		runKey,
	};
}

const whySilent: Readonly<Record<Silence, string>> = {
	over: 'tell of what is over by now',
	notChosen: 'are of kinds that are not chosen in this node',
	noNotice: 'need no notice',
};

function tellAll(context: IExecuteFunctions, silences: readonly Silence[], unknown: ReadonlySet<string>): void {
	const counts = (Object.keys(whySilent) as Silence[]).flatMap((silence) => {
		const count = silences.filter((one) => one === silence).length;
		return count === 0 ? [] : [`${count} ${whySilent[silence]}`];
	});
	if (counts.length > 0)
		addHint(
			context,
			`${silences.length === 1 ? '1 item makes' : `${silences.length} items make`} no notice: ${counts.join(', ')}.`,
			'info',
		);
	for (const language of unknown)
		addHint(context, `There are no words in '${language}'. Such notices are in the language of the Library Profile.`, 'warning');
}

export const writeNoticesOperation: Operation = {
	option: {
		name: 'Write Notices',
		value: 'writeNotices',
		action: 'Write notices to patrons and staff',
		description:
			'Write what the patron should read and what staff should know, for items of the other ReShare nodes and their error outputs',
	},
	outputs: ['Patron', 'Staff'],
	doubtOutput: outputOf.staff,
	properties: noticeFields,
	start,
};
