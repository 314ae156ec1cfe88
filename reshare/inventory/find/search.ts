import { ReShareError } from '../../errors';
import { availabilityOf, type LendingRules } from '../availability';
import { isAboutAccess } from '../access';
import type { HoldingList, InventoryRecord, RecordList } from '../records';
import type { SharedIndex, TitleQuery } from '../SharedIndex';
import type { Contender } from './choice';
import { fitOf, fitsExactly, isTheTitle, type Fit } from './fit';
import { namesVolumes } from './form';
import type { SearchPlan, TitleStep } from './steps';
import type { MatchedBy, UnderstoodWish } from './wish';

/** What one step of the search found. */
export interface Finding {
	readonly matchedBy: MatchedBy;
	/** e.g. `ISBN 9780071387767` or `the title`. */
	readonly words: string;
	readonly contenders: readonly Contender[];
	/** Records that could not be read in full. */
	readonly unreadable: number;
	/** Records of which not all were looked at. */
	readonly tooMany?: TooMany;
	/** Records left out because their owner hides them. */
	readonly suppressed: number;
	/** Records left out because they are not the consortium's. */
	readonly foreign?: number;
	/** Records left out because they are no more where the back end looks. */
	readonly gone?: number;
	/** Whether the index gave these records for a number that they do not carry themselves. */
	readonly areStrays?: boolean;
	/** Another number of the wish, where that is the number of another work. */
	readonly contradictedBy?: string;
}

export interface TooMany {
	/** How many the inventory has. */
	readonly total: number;
	/** Whether they have some words of the title only, for a wider query brought them. */
	readonly someWords: boolean;
}

/**
 * Searches for a wish step by step until a step finds a record that may be lent.
 *
 * @returns what was found in the order of the steps; steps after the first whose record may be lent were not needed
 * @throws ReShareError when a step could not be answered: later steps must not stand in for it
 */
export async function searchFor(index: SharedIndex, wish: UnderstoodWish, plan: SearchPlan, rules: LendingRules): Promise<readonly Finding[]> {
	const findings: Finding[] = [];
	const strays: Finding[] = [];
	for (const { matchedBy, values, words } of plan.identifiers) {
		const list = await index.byIdentifier(matchedBy, values);
		const finding = await look(index, wish, rules, list, matchedBy, words);
		findings.push(finding);
		if (mayLend(finding)) return [...findings.slice(0, -1), await withOtherNumbers(index, wish, plan, finding)];
		if (list.records.length === 0 && list.strays !== undefined) {
			strays.push({ ...(await look(index, wish, rules, { records: list.strays, total: null, unreadable: 0 }, matchedBy, words)), areStrays: true });
		}
	}
	if (plan.title !== undefined) {
		findings.push((await findByBeginning(index, wish, rules, plan.title)) ?? (await findByWords(index, wish, rules, plan.title)));
	}
	// What carries a number, or has the title, goes before what an index only gave for a number.
	return [...findings, ...strays];
}

/** Looks up what other numbers of the wish name, where the record found does not carry them and no title says which of two works is meant. */
async function withOtherNumbers(index: SharedIndex, wish: UnderstoodWish, plan: SearchPlan, finding: Finding): Promise<Finding> {
	if (finding.matchedBy !== 'oclcNumber' || (wish.title ?? '').trim() !== '') return finding;
	const found = finding.contenders.map(({ record }) => record);
	for (const { matchedBy, values, words } of plan.identifiers) {
		const isOther = matchedBy === 'isbn' && found.every(({ identifiers: { isbn } }) => isbn.length > 0 && !isbn.some((key) => values.includes(key)));
		const others = isOther ? (await index.byIdentifier(matchedBy, values)).records : [];
		if (others.some((other) => found.every((record) => record.id !== other.id && !isTheTitle(fitOf({ title: other.title }, record))))) return { ...finding, contradictedBy: words };
	}
	return finding;
}

/** Whether a step ends the search: a record that fits is lent, or may be lent for all that could be read. */
function mayLend({ contenders }: Finding): boolean {
	return contenders.some(({ availability }) => availability.status !== 'none');
}

/** What a look at the beginnings of titles finds, where that is cheaper and suffices: a record that agrees in everything, and is lent. */
async function findByBeginning(index: SharedIndex, wish: UnderstoodWish, rules: LendingRules, { beginnings }: TitleStep): Promise<Finding | undefined> {
	const list = await index.byBeginning?.(beginnings);
	if (list === undefined || !isComplete(list)) return undefined;
	const records = list.records.filter((record) => isCandidate(fitOf(wish, record)));
	if (!records.some((record) => fitsExactly(fitOf(wish, record)))) return undefined;
	const finding = await look(index, wish, rules, { ...list, records, total: null }, 'title', 'the title');
	return finding.contenders.some(({ fit, availability }) => fitsExactly(fit) && availability.status === 'lends') ? finding : undefined;
}

async function findByWords(index: SharedIndex, wish: UnderstoodWish, rules: LendingRules, step: TitleStep): Promise<Finding> {
	const { list, someWords } = await findByTitle(index, wish, step);
	return await look(index, wish, rules, list, 'title', 'the title', someWords);
}

async function findByTitle(index: SharedIndex, wish: UnderstoodWish, step: TitleStep): Promise<{ readonly list: RecordList; readonly someWords: boolean }> {
	const hasExactly = ({ records }: RecordList): boolean => records.some((record) => fitsExactly(fitOf(wish, record)));
	let found: RecordList = { records: [], total: null, unreadable: 0 };
	for (const query of step.queries) {
		found = await ask(index, wish, query, step);
		if (hasExactly(found)) return { list: found, someWords: false };
	}
	const isThere = found.records.some((record) => isWanted(fitOf(wish, record)));
	if (isThere || step.wide === undefined) return { list: found, someWords: false };
	const wider = await ask(index, wish, step.wide, step);
	const records = [...found.records, ...wider.records.filter(({ id }) => !found.records.some((record) => record.id === id))];
	// That a wider query would have brought others, too, says nothing about a title that is there.
	const rest = hasExactly(wider) ? {} : { total: found.total ?? wider.total, unreadable: found.unreadable + wider.unreadable };
	return { list: { ...found, ...rest, records }, someWords: found.total === null };
}

/** The records of one query whose title fits; narrowed to the author where there are too many. */
async function ask(index: SharedIndex, wish: UnderstoodWish, query: TitleQuery, { author }: TitleStep): Promise<RecordList> {
	const list = await index.byTitle(query);
	const byAuthor = isComplete(list) || author === undefined ? undefined : await narrowed(index, { ...query, author });
	// Where many have this very title and none by this author, the author may be written otherwise in one of those that were not looked at.
	const isSure = byAuthor?.records.some((record) => isWanted(fitOf(wish, record))) === true || !list.records.some((record) => isTheTitle(fitOf(wish, record)));
	const complete = isSure && byAuthor !== undefined ? byAuthor : list;
	return {
		records: complete.records.filter((record) => isCandidate(fitOf(wish, record))),
		// A total is kept only to say that there are more records than were looked at.
		total: isComplete(complete) ? null : list.total,
		unreadable: complete.unreadable,
		...(complete.foreign === undefined ? {} : { foreign: complete.foreign }),
		...(complete.gone === undefined ? {} : { gone: complete.gone }),
	};
}

/** The title given, and no other author than the one given. */
function isWanted(fit: Fit): boolean {
	return isTheTitle(fit) && fit.author !== 'different';
}

/** Another title by another author is another work; each alone is worth a look. */
function isCandidate(fit: Fit): boolean {
	return isTheTitle(fit) || (fit.title !== 'different' && fit.author !== 'different');
}

function isComplete(list: RecordList): boolean {
	return list.total === null || list.total <= list.records.length + list.unreadable;
}

/** Undefined where the index cannot search by author. */
async function narrowed(index: SharedIndex, query: TitleQuery): Promise<RecordList | undefined> {
	try {
		return await index.byTitle(query);
	} catch (error) {
		if (error instanceof ReShareError && error.kind === 'refused') return undefined;
		throw error;
	}
}

/**
 * Whether a record's edition or extent may decide: where one was asked for, and where it would be taken as it is, by a number that it
 * carries or by its title. Only the extent tells a set, since FOLIO's import takes each for a single unit.
 */
function needsWhole(record: InventoryRecord, wish: UnderstoodWish, matchedBy: MatchedBy): boolean {
	return (wish.edition ?? '').trim() !== '' || wish.medium !== undefined || (matchedBy === 'title' ? fitsExactly(fitOf(wish, record)) : record.issuance === null);
}

/** Items whose volumes are read for one record; more than a long set has. */
const mostHoldingsWithItems = 50;

/**
 * The holdings with the volumes that their items name, where a volume is wanted and the holdings name none.
 *
 * @throws ReShareError about the account; what else fails is said in `unread`
 */
async function withVolumes(index: SharedIndex, record: InventoryRecord, wish: UnderstoodWish, list: HoldingList): Promise<HoldingList> {
	if (index.items === undefined || (wish.volume ?? '').trim() === '') return list;
	const silent = list.holdings.filter((holding) => !namesVolumes(record, [holding])).flatMap(({ id }) => id ?? []);
	if (silent.length === 0 || silent.length > mostHoldingsWithItems) return list;
	try {
		const items = await index.items(silent);
		const volumesOf = (id: string | null): string[] => (items.get(id ?? '') ?? []).flatMap(({ enumeration }) => enumeration ?? []);
		return { ...list, holdings: list.holdings.map((holding) => ({ ...holding, statements: [...holding.statements, ...volumesOf(holding.id)] })) };
	} catch (error) {
		if (!(error instanceof ReShareError) || isAboutAccess(error)) throw error;
		return { ...list, unread: error };
	}
}

/** The record with what lists leave out, where that may decide; or why that could not be read. */
async function withTheRest(index: SharedIndex, record: InventoryRecord, wish: UnderstoodWish, matchedBy: MatchedBy): Promise<{ readonly record: InventoryRecord; readonly unread?: ReShareError }> {
	if (index.whole === undefined || !needsWhole(record, wish, matchedBy)) return { record };
	try {
		return { record: await index.whole(record) };
	} catch (error) {
		if (!(error instanceof ReShareError) || isAboutAccess(error)) throw error;
		return { record, unread: error };
	}
}

async function look(index: SharedIndex, wish: UnderstoodWish, rules: LendingRules, list: RecordList, matchedBy: MatchedBy, words: string, someWords = false): Promise<Finding> {
	// Whoever names a record by its id has seen it somewhere.
	const visible = list.records.filter(({ suppressed }) => !suppressed || matchedBy === 'instanceId');
	const contenders = await Promise.all(
		visible.map(async (listed): Promise<Contender> => {
			const { record, unread: ofRecord } = await withTheRest(index, listed, wish, matchedBy);
			const holdings = await withVolumes(index, record, wish, await index.holdings(record.id));
			const unread = ofRecord ?? holdings.unread;
			return { record, holdings, availability: availabilityOf(holdings, rules), fit: fitOf(wish, record), matchedBy, ...(unread === undefined ? {} : { unread }) };
		}),
	);
	const tooMany = isComplete(list) ? null : list.total;
	return { matchedBy, words, contenders, unreadable: list.unreadable, suppressed: list.records.length - visible.length, ...(list.foreign === undefined ? {} : { foreign: list.foreign }), ...(list.gone === undefined ? {} : { gone: list.gone }), ...(tooMany === null ? {} : { tooMany: { total: tooMany, someWords } }) };
}
