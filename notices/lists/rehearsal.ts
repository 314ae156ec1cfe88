import { headedList, paragraph, type Block, type Entry } from '../document';
import { requestNumberOf, fieldText, type WorkflowItem } from '../item';
import type { ListMessages, RuleAnswerWord } from './ListMessages';
import { columnsOf, linked, type Listed, type ListWork } from './rows';

/** The most requests that the text names; the rows have all. */
const mostNamed = 50;

const answerOf = (item: WorkflowItem): RuleAnswerWord => (fieldText(item, 'answer') ?? 'leaveToStaff') as RuleAnswerWord;
/** Why the answer could not be sent. */
const withheldOf = (item: WorkflowItem): string | undefined => fieldText(item, 'withheld');
const isUnread = ({ notRead }: WorkflowItem): boolean => Array.isArray(notRead) && notRead.length > 0;

const countsOf = (of: readonly WorkflowItem[]) => ({
	requests: of.length,
	answered: of.filter((item) => answerOf(item) !== 'leaveToStaff' && withheldOf(item) === undefined).length,
	asStaff: of.filter(({ isSame }) => isSame === true).length,
	otherwise: of.filter(({ isSame }) => isSame === false).length,
	byRules: of.filter(({ answeredByRules }) => answeredByRules === true).length,
	withheld: of.filter((item) => withheldOf(item) !== undefined).length,
	leftToStaff: of.filter((item) => answerOf(item) === 'leaveToStaff').length,
	notRead: of.filter(isUnread).length,
});

/** What lending rules would have answered in the past, rule by rule, and each request for which staff decided differently. */
export function rehearsal(items: readonly WorkflowItem[], { words }: ListWork): Listed {
	const texts = words.rehearsal;
	const rehearsed = items.filter(({ outcome }) => outcome === 'rehearsed');
	const all = countsOf(rehearsed);
	const figures = Object.entries(all).map(([name, count]) => ({ label: texts.figures[name as keyof typeof all], text: String(count) }));
	const rules = [...new Set(rehearsed.map((item) => fieldText(item, 'rule')))].filter((rule) => rule !== undefined);
	const differ = rehearsed.filter(({ isSame }) => isSame === false);
	const blocks: Block[] = [
		{ kind: 'facts', facts: figures },
		...headedList(
			texts.headings.rules,
			rules.map((rule) =>
				entryOfRule(
					rule,
					rehearsed.filter((item) => fieldText(item, 'rule') === rule),
					texts,
				),
			),
		),
		...headedList(
			texts.headings.otherwise,
			differ.slice(0, mostNamed).map((item) => entryOfRequest(item, words)),
		),
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

function entryOfRule(rule: string, of: readonly WorkflowItem[], texts: ListMessages['rehearsal']): Entry {
	const { answered, asStaff, otherwise, notRead, withheld } = countsOf(of);
	const why = of.map(withheldOf).find((sentence) => sentence !== undefined);
	const decided = of.find((item) => !isUnread(item));
	const rest = [
		...(decided === undefined ? [] : [texts.answers[answerOf(decided)]]),
		texts.wouldAnswer(answered),
		texts.asStaff(asStaff),
		texts.otherwise(otherwise),
		...(notRead === 0 ? [] : [texts.notRead(notRead)]),
		...(why === undefined ? [] : [texts.withheld(withheld, why)]),
	];
	return { first: rule, rest: rest.map((text) => ({ text })) };
}

function entryOfRequest(item: WorkflowItem, { rehearsal: texts, noTitle }: ListMessages): Entry {
	const rest = [
		fieldText(item, 'title') ?? noTitle,
		fieldText(item, 'borrower'),
		texts.byRule(fieldText(item, 'rule') ?? '-', texts.answers[answerOf(item)]),
		texts.byStaff(texts.answers[fieldText(item, 'staffAnswer') as RuleAnswerWord]),
	];
	return {
		first: linked(requestNumberOf(item), fieldText(item, 'staffLink')),
		rest: rest.flatMap((text) => (text === undefined ? [] : [{ text }])),
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
