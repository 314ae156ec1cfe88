import type { Block, Entry, Said } from '../document';
import { httpAnswer } from '../httpAnswer';
import { groupOf, textOf, type Item } from '../item';
import type { ListWords } from './ListWords';
import { nameOf, verdictOf, type Listed, type ListWork } from './rows';

/** What became of a borrowing request of Alma, in words. */
interface Became {
	readonly verdict: string;
	readonly says: readonly Said[];
	readonly isRequested?: true;
	readonly isLeftAlone?: true;
}

/**
 * What became of each line of a list of Alma's borrowing requests. Items that belong to one line, whose field `row` is that line, are told
 * as one: what ReShare Search or ReShare Create Request said, and the last that Alma answered. Only an answer of Alma says that it has
 * canceled its own.
 */
export function alma(items: readonly Item[], work: ListWork): Listed {
	const { words } = work;
	const lines = new Map<unknown, Item[]>();
	for (const item of items) {
		const { row } = groupOf(item, 'row');
		lines.set(row, [...(lines.get(row) ?? []), item]);
	}
	const rows = [...lines.values()].map((ofLine) => {
		const line = groupOf(ofLine[0] ?? {}, 'row');
		const created = ofLine.find(({ outcome }) => outcome === 'created');
		const became = created === undefined ? notMade(ofLine[0] ?? {}, line, work) : made(created, ofLine, line, words);
		return { ...became, row: Number(line.row), number: textOf(line, 'number') ?? textOf(line, 'line') ?? '-', requestNumber: created === undefined ? null : nameOf(created) };
	}).sort((one, other) => one.row - other.row);
	const entries = rows.map(({ number, verdict, says }): Entry => ({ first: number, rest: [{ text: verdict }, ...says] }));
	const blocks: Block[] = rows.length === 0 ? [] : [{ kind: 'list', entries }];
	if (rows.some(({ isLeftAlone }) => isLeftAlone)) blocks.push({ kind: 'paragraph', text: words.alma.whyLeftAlone });
	const requested = rows.filter(({ isRequested }) => isRequested).length;
	return {
		subject: words.subjects.alma(requested, rows.length),
		blocks,
		rows: rows.map(({ row, number, verdict, says, requestNumber }) => ({ row, number, verdict, explanation: says.map(({ text }) => text).join(', '), requestNumber })),
		figures: { requests: rows.length, requested },
	};
}

/** ReShare has it: what Alma said then tells whether there are two of it. */
function made(created: Item, ofLine: readonly Item[], line: Item, { alma: words, account }: ListWords): Became {
	const inReShare = { text: words.inReShare(nameOf(created)) };
	const cancelOne = (...texts: readonly string[]): Became => ({ verdict: words.verdicts.cancelOne, says: [inReShare, ...texts.map((text) => ({ text }))] });
	const last = ofLine.find((item) => item !== created);
	if (last === undefined) return cancelOne(words.notAsked('-'), words.stays);
	// An item that failed still has the fields that it came with: what was to be canceled, those of Alma's request.
	if (last.error !== undefined) return isRequest(last) ? cancelOne(words.notCanceled(answerOf(last, line))) : cancelOne(words.notAsked(answerOf(last, line)), words.stays);
	if (isRequest(last)) return cancelOne(words.inAlma(factsOf(last)));
	if (last.statusCode !== 204 && last.statusCode !== 200) return cancelOne(words.notCanceled(answerOf(last, line)));
	return { verdict: account.verdicts[verdictOf(created)], says: [inReShare, { text: words.canceled }], isRequested: true };
}

/** ReShare does not have it. */
function notMade(item: Item, line: Item, { words: { alma: words, account }, english }: ListWork): Became {
	const notRead = (text: string): Became => ({ verdict: words.verdicts.notRead, says: [{ text }] });
	if (item.outcome === 'notRead') return notRead(words.noLine);
	// Before it was read, an item has the fields of its line alone.
	if (item.error !== undefined && item.outcome === undefined && !isRequest(item)) return notRead(words.notAsked(answerOf(item, line)));
	if (item.error !== undefined || textOf(item, 'outcome') !== undefined) {
		const why = textOf(item, 'explanation');
		const said = item.error === undefined && why !== undefined ? { text: why, ...english } : { text: words.reShareNotAsked(answerOf(item, line)) };
		const inReShare = textOf(item, 'requestId') === undefined ? [] : [{ text: words.inReShare(nameOf(item)) }];
		return { verdict: account.verdicts[verdictOf(item)], says: [said, ...inReShare, { text: words.stays }] };
	}
	if (isRequest(item)) return { verdict: words.verdicts.leftAlone, says: [{ text: words.inAlma(factsOf(item)) }], isLeftAlone: true };
	return notRead(words.answered(answerOf(item, line)));
}

/** Holds what Alma answers of a request. */
const isRequest = (item: Item): boolean => groupOf(item, 'body').request_id !== undefined;

/** What tells why Alma's request is left alone: where it stands, whether it is a loan, and its number, by which ReShare's own are known. */
function factsOf(item: Item): string {
	const request = groupOf(item, 'body');
	const said = (name: string): string | undefined => textOf(groupOf(request, name), 'desc') ?? textOf(groupOf(request, name), 'value');
	return [said('status'), said('format'), textOf(request, 'external_id')].filter((text) => text !== undefined).join(', ');
}

/** What went wrong, as Alma or the network says it, without who the patron is. */
function answerOf(item: Item, line: Item): string {
	const patron = textOf(line, 'patronId');
	const { inWords } = httpAnswer(item);
	return patron === undefined ? inWords : inWords.replaceAll(patron, '(…)');
}
