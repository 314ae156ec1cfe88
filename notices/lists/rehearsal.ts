import type { Block, Entry } from '../document';
import { textOf, type Item } from '../item';
import type { RuleAnswerWord } from './ListWords';
import { linked, nameOf, type Listed, type ListWork } from './rows';

/** So many requests are named in the text; the rows have all. */
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
		...(rules.length === 0 ? [] : ([{ kind: 'heading', text: said.headings.rules }, { kind: 'list', entries: rules.map(line) }] satisfies Block[])),
		...(differ.length === 0 ? [] : ([{ kind: 'heading', text: said.headings.otherwise }, { kind: 'list', entries: differ.slice(0, mostNamed).map(entry) }] satisfies Block[])),
		...(differ.length > mostNamed ? [{ kind: 'paragraph', text: said.more(differ.length - mostNamed) } satisfies Block] : []),
		{ kind: 'paragraph', text: said.nothingSent },
	];
	const rows = rehearsed.map((item) => ({
		number: nameOf(item),
		title: textOf(item, 'title') ?? null,
		borrower: textOf(item, 'borrower') ?? null,
		createdAt: textOf(item, 'createdAt') ?? null,
		rule: textOf(item, 'rule') ?? null,
		ruleAnswers: said.answers[answerOf(item)],
		staffAnswered: textOf(item, 'staffAnswer') === undefined ? null : said.answers[textOf(item, 'staffAnswer') as RuleAnswerWord],
		isSame: typeof item.isSame === 'boolean' ? item.isSame : null,
		explanation: textOf(item, 'explanation') ?? null,
		staffLink: textOf(item, 'staffLink') ?? null,
	}));
	return { subject: words.subjects.rehearsal(all.otherwise, all.asStaff + all.otherwise), blocks: rehearsed.length === 0 ? [] : blocks, rows, figures: all };
}
