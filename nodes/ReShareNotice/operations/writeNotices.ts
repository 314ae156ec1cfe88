import { UserError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { draftFieldsNamedIn, readCarriedDraft, type CarriedDraft } from '../../../reshare/draft';
import { isInLoopOfOwnOutput } from '../../shared/executionHistory';
import { createPropertyFinder } from '../../shared/createPropertyFinder';
import { addHint } from '../../shared/addHint';
import { unusedFormValuesOf } from '../../shared/findUnusedFormFields';
import {
	loadNoticesModule,
	type CustomMessage,
	type NoticeSettings,
	type NoNoticeReason,
	type WrittenNotices,
} from '../../shared/loadNoticesModule';
import type { NodeOperation } from '../../shared/nodeOperations';
import { toList, toText, createParameterReader, type ParameterReader } from '../../shared/readParameters';
import { loadProfileAndAddHint, todayInWorkflowZone } from '../../shared/loadLibraryProfile';
import { noticeFields, noticeOptionsField } from '../noticeFields';
import { readNumberField } from '../readNumberField';

const outputOf = { patron: 0, staff: 1 } as const;

export const writeNoticesOperation: NodeOperation = {
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
	async start(context) {
		const { problemsOfCustomMessages, unknownLanguageIn, unsentStaffMailSentence, writeNotices } = await loadNoticesModule();
		const profile = await loadProfileAndAddHint(context);
		const read = createParameterReader(context);
		const items = context.getInputData();
		const today = todayInWorkflowZone(context);
		const { language: written } = context.getNode().parameters;
		// A notice that was not sent must not count as a failure of ReShare, because another notice would be written about it, without end.
		const isFedBack = isInLoopOfOwnOutput(context);
		const silences: Array<Pick<WrittenNotices, 'silent' | 'switchedOff'>> = [];
		const unknown = new Set<string>();
		let left = items.length;
		return (itemIndex) => {
			try {
				const unsent = unsentStaffMailSentence(items[itemIndex]?.json ?? {}, isFedBack);
				if (unsent !== undefined) throw new UserError(unsent);
				const settings = readSettings(read, itemIndex, `run ${context.getExecutionId()} item ${itemIndex}`, today, written);
				const [problem] = problemsOfCustomMessages(settings.changedWords);
				if (problem !== undefined) throw new UserError(problem);
				const language = unknownLanguageIn(settings);
				if (language !== undefined) unknown.add(language);
				const { notices, ...silence } = writeNotices(itemOf(context, itemIndex), profile, settings);
				if (silence.silent !== undefined) silences.push(silence);
				return notices.map(({ audience, ...notice }) => ({ output: outputOf[audience], json: { ...notice, audience } }));
			} finally {
				left -= 1;
				if (left === 0) tellAll(context, silences, unknown);
			}
		};
	},
};

/**
 * Returns the item with the fields of its draft under their own names. They may stand in the item under other names, above all in an item
 * that failed, to which n8n has added the fields of the input.
 */
function itemOf(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const { json = {} } = context.getInputData()[itemIndex] ?? {};
	const draft = readCarriedDraft(json);
	return { ...draft, ...json, otherFields: unusedFormValuesOf(context, itemIndex), typedWarnings: typedWarningsOf(json.warnings, draft) };
}

/**
 * Returns Create's warnings about values that somebody typed. A value that its warning leaves out is added to it, because the letter does
 * not always show the value elsewhere.
 */
function typedWarningsOf(warnings: unknown, draft: CarriedDraft): string[] {
	return (Array.isArray(warnings) ? warnings : []).map(toText).flatMap((warning) => {
		const names = draftFieldsNamedIn(warning);
		const values = names.flatMap((name) => draft[name] ?? []).filter((value) => !warning.includes(value));
		return names.length === 0 ? [] : [[warning, ...values.map((value) => `It was: ${value}`)].join(' ')];
	});
}

const optionOf = createPropertyFinder(noticeOptionsField.options);

/**
 * Reads the library's wording of notices.
 *
 * @param written the field Language as written in the node. A fixed value is the usual language; an expression chooses one for each item
 */
export function readWording(read: ParameterReader, itemIndex: number, written: unknown) {
	const rows = read('changedWords.notices', itemIndex, []) as readonly IDataObject[];
	return {
		changedWords: rows.map(({ notice, withoutReason, ...texts }) => ({
			notice: toText(notice) as CustomMessage['notice'],
			subject: toText(texts.subject),
			text: toText(texts.text),
			language: toText(texts.language),
			fromEmail: toText(texts.fromEmail),
			replyTo: toText(texts.replyTo),
			withoutReason: withoutReason === true,
		})),
		usualLanguage: typeof written === 'string' && !written.startsWith('=') ? written : '',
		closingLines: toText(read('closingLines', itemIndex, '')),
		language: toText(read('language', itemIndex, '')),
	};
}

function readSettings(read: ParameterReader, itemIndex: number, runKey: string, today: string, written: unknown): NoticeSettings {
	const number = (name: string) => readNumberField(optionOf(name), read(`options.${name}`, itemIndex, ''));
	const formFields = read('options.formFields', itemIndex, 'all');
	return {
		patronNotices: toList(read('patronNotices', itemIndex, [])) as unknown as NoticeSettings['patronNotices'],
		staffNotices: toList(read('staffNotices', itemIndex, [])) as unknown as NoticeSettings['staffNotices'],
		...readWording(read, itemIndex, written),
		formFields: formFields === 'chosen' ? toList(read('options.chosenFormFields', itemIndex, '')) : formFields === 'none' ? 'none' : 'all',
		secondLetterFrom: number('secondLetterFrom'),
		thirdLetterFrom: number('thirdLetterFrom'),
		today,
		evenIfOver: read('options.evenIfOver', itemIndex, false) === true,
		evenIfUnconfirmed: read('options.evenIfUnconfirmed', itemIndex, false) === true,
		choosePage: toText(read('options.choosePage', itemIndex, '')),
		runKey,
	};
}

const whySilent: Readonly<Record<Exclude<NoNoticeReason, 'notChosen'>, string>> = {
	over: 'about what is over by now',
	noNotice: 'without need of one',
	notPlaced: 'that no notice is for',
};

function tellAll(
	context: IExecuteFunctions,
	silences: ReadonlyArray<Pick<WrittenNotices, 'silent' | 'switchedOff'>>,
	unknown: ReadonlySet<string>,
): void {
	const counts = new Map<string, number>();
	for (const { silent, switchedOff = [] } of silences) {
		const why =
			silent === undefined || silent === 'notChosen'
				? `because '${switchedOff.join("' and '")}' ${switchedOff.length === 1 ? 'is' : 'are'} switched off`
				: whySilent[silent];
		counts.set(why, (counts.get(why) ?? 0) + 1);
	}
	if (counts.size > 0) {
		const each = [...counts].map(([why, count]) => `${count} ${why}`).join(', ');
		addHint(context, `${silences.length === 1 ? '1 item makes' : `${silences.length} items make`} no notice: ${each}.`, 'info');
	}
	for (const language of unknown)
		addHint(context, `There are no words in '${language}'. Such notices are in the language of the Library Profile.`, 'warning');
}
