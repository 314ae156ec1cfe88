import { headedList, paragraph, type Block, type Entry } from '../document';
import { requestNumberOf, fieldText, type WorkflowItem } from '../item';
import type { RuleAnswerWord } from './ListMessages';
import { columnsOf, linked, type Listed, type ListWork } from './rows';

/** The most requests that the text names; the rows have all. */
const mostNamed = 50;

const answerOf = (item: WorkflowItem): RuleAnswerWord => (fieldText(item, 'answer') ?? 'leaveToStaff') as RuleAnswerWord;
/** Why the answer could not be sent. */
const withheldOf = (item: WorkflowItem): string | undefined => fieldText(item, 'withheld');
const isUnread = ({ notRead }: WorkflowItem): boolean => Array.isArray(notRead) && notRead.length > 0;

/** What lending rules would have answered in the past, rule by rule, and each request for which staff decided differently. */
export function rehearsal(items: readonly WorkflowItem[], { words }: ListWork): Listed {
	const texts = words.rehearsal;
	const rehearsed = items.filter(({ outcome }) => outcome === 'rehearsed');
	const counts = (of: readonly WorkflowItem[]) => ({
		requests: of.length,
		answered: of.filter((item) => answerOf(item) !== 'leaveToStaff' && withheldOf(item) === undefined).length,
		asStaff: of.filter(({ isSame }) => isSame === true).length,
		otherwise: of.filter(({ isSame }) => isSame === false).length,
		byRules: of.filter(({ answeredByRules }) => answeredByRules === true).length,
		withheld: of.filter((item) => withheldOf(item) !== undefined).length,
		leftToStaff: of.filter((item) => answerOf(item) === 'leaveToStaff').length,
		notRead: of.filter(isUnread).length,
	});
	const all = counts(rehearsed);
	const rules = [...new Set(rehearsed.map((item) => fieldText(item, 'rule')))].filter((rule) => rule !== undefined);
	const line = (rule: string): Entry => {
		const of = rehearsed.filter((item) => fieldText(item, 'rule') === rule);
		const { answered, asStaff, otherwise, notRead, withheld } = counts(of);
		const why = of.map(withheldOf).find((sentence) => sentence !== undefined);
		const decided = of.find((item) => !isUnread(item));
		const answer = decided === undefined ? [] : [{ text: texts.answers[answerOf(decided)] }];
		return {
			first: rule,
			rest: [
				...answer,
				...[
					texts.wouldAnswer(answered),
					texts.asStaff(asStaff),
					texts.otherwise(otherwise),
					...(notRead === 0 ? [] : [texts.notRead(notRead)]),
					...(why === undefined ? [] : [texts.withheld(withheld, why)]),
				].map((text) => ({ text })),
			],
		};
	};
	const differ = rehearsed.filter(({ isSame }) => isSame === false);
	const entry = (item: WorkflowItem): Entry => ({
		first: linked(requestNumberOf(item), fieldText(item, 'staffLink')),
		rest: [
			fieldText(item, 'title') ?? words.noTitle,
			fieldText(item, 'borrower'),
			texts.byRule(fieldText(item, 'rule') ?? '-', texts.answers[answerOf(item)]),
			texts.byStaff(texts.answers[fieldText(item, 'staffAnswer') as RuleAnswerWord]),
		].flatMap((text) => (text === undefined ? [] : [{ text }])),
	});
	const blocks: Block[] = [
		{
			kind: 'facts',
			facts: Object.entries(all).map(([name, count]) => ({ label: texts.figures[name as keyof typeof all], text: String(count) })),
		},
		...headedList(texts.headings.rules, rules.map(line)),
		...headedList(texts.headings.otherwise, differ.slice(0, mostNamed).map(entry)),
		...(differ.length > mostNamed ? [paragraph(texts.more(differ.length - mostNamed))] : []),
		paragraph(texts.nothingSent),
	];
	return {
		subject: words.subjects.rehearsal(all.otherwise, all.asStaff + all.otherwise),
		blocks: rehearsed.length === 0 ? [] : blocks,
		rows: rehearsed.map((item) => rowOf(item, texts.answers)),
		figures: all,
	};
}

function rowOf(item: WorkflowItem, words: Readonly<Record<RuleAnswerWord, string>>) {
	const staffAnswer = fieldText(item, 'staffAnswer');
	return {
		number: requestNumberOf(item),
		...columnsOf(item, 'title', 'borrower', 'createdAt', 'rule'),
		ruleAnswers: words[answerOf(item)],
		staffAnswered: staffAnswer === undefined ? null : words[staffAnswer as RuleAnswerWord],
		isSame: typeof item.isSame === 'boolean' ? item.isSame : null,
		...columnsOf(item, 'explanation', 'staffLink'),
	};
}
