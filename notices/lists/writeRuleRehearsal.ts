import { buildHeadedListBlocks, noticeTextsOf, buildParagraphBlock, type NoticeBlock, type ListBlockEntry } from '../noticeBlocks';
import { requestNumberOf, textOfField, textsOfFields, type WorkflowItem } from '../workflowItem';
import { fillMessage } from '../fillPlaceholders';
import type { ListMessages, RuleAnswerName } from '../messages/Messages';
import { buildLinkedText, type ListContent, type ListContext } from './listContent';

/** The most requests that the text names; the rows have all. */
const mostNamed = 50;

const answerOf = (item: WorkflowItem): RuleAnswerName => (textOfField(item, 'answer') ?? 'leaveToStaff') as RuleAnswerName;
/** Why the answer could not be sent. */
const withheldOf = (item: WorkflowItem): string | undefined => textOfField(item, 'withheld');
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

/** Writes what lending rules would have answered in the past, rule by rule, and each request for which staff decided differently. */
export function writeRuleRehearsal(items: readonly WorkflowItem[], { words }: ListContext): ListContent {
	const texts = words.rehearsal;
	const rehearsed = items.filter(({ outcome }) => outcome === 'rehearsed');
	const all = countsOf(rehearsed);
	const figures = Object.entries(all).map(([name, count]) => ({ label: texts.figures[name as keyof typeof all], text: String(count) }));
	const rules = [...new Set(rehearsed.map((item) => textOfField(item, 'rule')))].filter((rule) => rule !== undefined);
	const differ = rehearsed.filter(({ isSame }) => isSame === false);
	const blocks: NoticeBlock[] = [
		{ kind: 'facts', facts: figures },
		...buildHeadedListBlocks(
			texts.headings.rules,
			rules.map((rule) =>
				entryOfRule(
					rule,
					rehearsed.filter((item) => textOfField(item, 'rule') === rule),
					texts,
				),
			),
		),
		...buildHeadedListBlocks(
			texts.headings.otherwise,
			differ.slice(0, mostNamed).map((item) => entryOfRequest(item, words)),
		),
		...(differ.length > mostNamed ? [buildParagraphBlock(fillMessage(texts.more, { count: differ.length - mostNamed }))] : []),
		buildParagraphBlock(texts.nothingSent),
	];
	return {
		subject: fillMessage(words.subjects.rehearsal, { otherwise: all.otherwise, compared: all.asStaff + all.otherwise }),
		blocks: rehearsed.length === 0 ? [] : blocks,
		rows: rehearsed.map((item) => rowOf(item, texts.answers)),
		figures: all,
	};
}

function entryOfRule(rule: string, of: readonly WorkflowItem[], texts: ListMessages['rehearsal']): ListBlockEntry {
	const { answered, asStaff, otherwise, notRead, withheld } = countsOf(of);
	const why = of.map(withheldOf).find((sentence) => sentence !== undefined);
	const decided = of.find((item) => !isUnread(item));
	const rest = [
		decided === undefined ? undefined : texts.answers[answerOf(decided)],
		fillMessage(texts.wouldAnswer, { count: answered }),
		fillMessage(texts.asStaff, { count: asStaff }),
		fillMessage(texts.otherwise, { count: otherwise }),
		notRead === 0 ? undefined : fillMessage(texts.notRead, { count: notRead }),
		why === undefined ? undefined : fillMessage(texts.withheld, { count: withheld, why }),
	];
	return { first: rule, rest: noticeTextsOf(rest) };
}

function entryOfRequest(item: WorkflowItem, { rehearsal: texts, noTitle }: ListMessages): ListBlockEntry {
	const rest = [
		textOfField(item, 'title') ?? noTitle,
		textOfField(item, 'borrower'),
		fillMessage(texts.byRule, { rule: textOfField(item, 'rule') ?? '-', answer: texts.answers[answerOf(item)] }),
		fillMessage(texts.byStaff, { answer: texts.answers[textOfField(item, 'staffAnswer') as RuleAnswerName] }),
	];
	return {
		first: buildLinkedText(requestNumberOf(item), textOfField(item, 'staffLink')),
		rest: noticeTextsOf(rest),
	};
}

function rowOf(item: WorkflowItem, words: Readonly<Record<RuleAnswerName, string>>) {
	const staffAnswer = textOfField(item, 'staffAnswer');
	return {
		number: requestNumberOf(item),
		...textsOfFields(item, 'title', 'borrower', 'createdAt', 'rule'),
		ruleAnswers: words[answerOf(item)],
		staffAnswered: staffAnswer === undefined ? null : words[staffAnswer as RuleAnswerName],
		isSame: typeof item.isSame === 'boolean' ? item.isSame : null,
		...textsOfFields(item, 'explanation', 'staffLink'),
	};
}
