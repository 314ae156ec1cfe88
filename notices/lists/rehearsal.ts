import { headedList, paragraph, type Block, type Entry } from '../document';
import { nameOf, textOf, type Item } from '../item';
import type { RuleAnswerWord } from './ListWords';
import { columnsOf, linked, type Listed, type ListWork } from './rows';

/** The text names no more requests; the rows have all. */
const mostNamed = 50;

const answerOf = (item: Item): RuleAnswerWord => (textOf(item, 'answer') ?? 'leaveToStaff') as RuleAnswerWord;
const isUnread = ({ notRead }: Item): boolean => Array.isArray(notRead) && notRead.length > 0;

/** What lending rules would have answered in the past, rule by rule, and each request with which staff did otherwise. */
export function rehearsal(items: readonly Item[], { words }: ListWork): Listed {
	const said = words.rehearsal;
	const rehearsed = items.filter(({ outcome }) => outcome === 'rehearsed');
	const counts = (of: readonly Item[]) => ({
		requests: of.length,
		answered: of.filter((item) => answerOf(item) !== 'leaveToStaff').length,
		asStaff: of.filter(({ isSame }) => isSame === true).length,
		otherwise: of.filter(({ isSame }) => isSame === false).length,
		leftToStaff: of.filter((item) => answerOf(item) === 'leaveToStaff').length,
		notRead: of.filter(isUnread).length,
	});
	const all = counts(rehearsed);
	const rules = [...new Set(rehearsed.map((item) => textOf(item, 'rule')))].filter((rule) => rule !== undefined);
	const line = (rule: string): Entry => {
		const of = rehearsed.filter((item) => textOf(item, 'rule') === rule);
		const { answered, asStaff, otherwise, notRead } = counts(of);
		const decided = of.find((item) => !isUnread(item));
		const answer = decided === undefined ? [] : [{ text: said.answers[answerOf(decided)] }];
		return { first: rule, rest: [...answer, ...[said.wouldAnswer(answered), said.asStaff(asStaff), said.otherwise(otherwise), ...(notRead === 0 ? [] : [said.notRead(notRead)])].map((text) => ({ text }))] };
	};
	const differ = rehearsed.filter(({ isSame }) => isSame === false);
	const entry = (item: Item): Entry => ({
		first: linked(nameOf(item), textOf(item, 'staffLink')),
		rest: [
			textOf(item, 'title') ?? words.noTitle,
			textOf(item, 'borrower'),
			said.byRule(textOf(item, 'rule') ?? '-', said.answers[answerOf(item)]),
			said.byStaff(said.answers[textOf(item, 'staffAnswer') as RuleAnswerWord]),
		].flatMap((text) => (text === undefined ? [] : [{ text }])),
	});
	const blocks: Block[] = [
		{ kind: 'facts', facts: Object.entries(all).map(([name, count]) => ({ label: said.figures[name as keyof typeof all], text: String(count) })) },
		...headedList(said.headings.rules, rules.map(line)),
		...headedList(said.headings.otherwise, differ.slice(0, mostNamed).map(entry)),
		...(differ.length > mostNamed ? [paragraph(said.more(differ.length - mostNamed))] : []),
		paragraph(said.nothingSent),
	];
	const rows = rehearsed.map((item) => ({
		number: nameOf(item),
		...columnsOf(item, 'title', 'borrower', 'createdAt', 'rule'),
		ruleAnswers: said.answers[answerOf(item)],
		staffAnswered: textOf(item, 'staffAnswer') === undefined ? null : said.answers[textOf(item, 'staffAnswer') as RuleAnswerWord],
		isSame: typeof item.isSame === 'boolean' ? item.isSame : null,
		...columnsOf(item, 'explanation', 'staffLink'),
	}));
	return { subject: words.subjects.rehearsal(all.otherwise, all.asStaff + all.otherwise), blocks: rehearsed.length === 0 ? [] : blocks, rows, figures: all };
}
