import { unless, type ReShareError } from '../../errors';
import { availabilityOf, type LendingRules } from '../availability';
import { ofOneQuestion } from '../access';
import { authorSearchNames } from '../match/compareAuthors';
import type { HoldingList, InventoryRecord, RecordList } from '../records';
import type { SharedIndex, TitleQuery } from '../SharedIndex';
import { mayBeLent, type Contender } from './ranking';
import { fitsExactly, fitter, isTheTitle, type Fit } from './fit';
import { namesVolumes } from './volumesOfRecord';
import type { SearchPlan, TitleStep } from './planSearch';
import { isGiven, type MatchedBy, type ParsedCitation } from './citation';

export interface Finding extends Pick<RecordList, 'unreadable' | 'foreign' | 'gone'> {
	readonly matchedBy: MatchedBy;
	/** e.g. `ISBN 9780071387767` or `the title`. */
	readonly words: string;
	readonly contenders: readonly Contender[];
	/** Records of which not all were looked at: how many the inventory has, and what they share with what was asked for. */
	readonly tooMany?: { readonly total: number; readonly share: Shared };
	/** Records left out because their owner hides them. */
	readonly suppressed: number;
	/** Whether the index gave these records for a number that they do not carry themselves. */
	readonly areStrays?: boolean;
	/** Another number of the citation, where that is the number of another work. */
	readonly contradictedBy?: string;
}

type Shared = 'title' | 'words' | 'author';
type FoundByTitle = RecordList & { readonly share?: Shared };

interface Search {
	readonly index: SharedIndex;
	readonly citation: ParsedCitation;
	readonly rules: LendingRules;
	readonly fit: (record: InventoryRecord) => Fit;
}

/**
 * Step by step until one finds a record that may be lent. @throws ReShareError when a step could not be answered: later ones must
 * not stand in for it
 */
export async function searchFor(
	index: SharedIndex,
	citation: ParsedCitation,
	plan: SearchPlan,
	rules: LendingRules,
): Promise<readonly Finding[]> {
	const search = { index, citation, rules, fit: fitter(citation) };
	const findings: Finding[] = [];
	const strays: Finding[] = [];
	for (const { matchedBy, values, words } of plan.identifiers) {
		const list = await index.byIdentifier(matchedBy, values);
		const finding = await look(search, list, matchedBy, words);
		if (finding.contenders.some(mayBeLent)) return [...findings, await withOtherNumbers(search, plan, finding)];
		findings.push(finding);
		if (list.records.length === 0 && list.strays?.length)
			strays.push({ ...(await look(search, { ...nothing, records: list.strays }, matchedBy, words)), areStrays: true });
	}
	if (plan.title !== undefined)
		findings.push(
			(await findByBeginning(search, plan.title)) ?? (await look(search, await findByTitle(search, plan.title), 'title', 'the title')),
		);
	// What carries a number, or has the title, goes before what an index only gave for a number.
	return [...findings, ...strays];
}

/**
 * Looks up what an ISBN beside an OCLC number names, where the record found does not carry it and no title says which of two
 * works is meant.
 */
async function withOtherNumbers({ index, citation }: Search, plan: SearchPlan, finding: Finding): Promise<Finding> {
	const step = plan.identifiers.find(({ matchedBy }) => matchedBy === 'isbn');
	const found = finding.contenders.map(({ record }) => record);
	const carriesAnother = found.every(({ identifiers: { isbn } }) => isbn.length > 0 && !isbn.some((key) => step?.values.includes(key)));
	if (step === undefined || finding.matchedBy !== 'oclcNumber' || isGiven(citation.title) || !carriesAnother) return finding;
	const { records } = await index.byIdentifier('isbn', step.values);
	const isOther = (other: InventoryRecord): boolean => {
		const fit = fitter({ title: other.title });
		return found.every((record) => record.id !== other.id && !isTheTitle(fit(record)));
	};
	return records.some(isOther) ? { ...finding, contradictedBy: step.words } : finding;
}

/** What a look at the beginnings of titles finds, where that is cheaper and suffices: a record that agrees in everything, and is lent. */
async function findByBeginning(search: Search, { beginnings }: TitleStep): Promise<Finding | undefined> {
	const list = await search.index.byBeginning?.(beginnings);
	if (list === undefined || !isComplete(list)) return undefined;
	const records = list.records.filter((record) => isCandidate(search.fit(record)));
	if (!records.some((record) => fitsExactly(search.fit(record)))) return undefined;
	const finding = await look(search, { ...list, records, total: null }, 'title', 'the title');
	return finding.contenders.some(({ fit, availability }) => fitsExactly(fit) && availability.status === 'lends') ? finding : undefined;
}

const nothing: RecordList = { records: [], total: null, unreadable: 0 };

async function findByTitle(search: Search, step: TitleStep): Promise<FoundByTitle> {
	const has = (list: RecordList, wanted: (fit: Fit) => boolean): boolean => list.records.some((record) => wanted(search.fit(record)));
	let found = nothing;
	for (const query of step.queries) {
		found = await ask(search, query, step.byAuthor?.author);
		if (has(found, fitsExactly)) return found;
	}
	if (has(found, isWanted)) return found;
	const own = step.byAuthor && (await byAuthor(search, step.byAuthor));
	const candidates = own?.records.filter((record) => isCandidate(search.fit(record))) ?? [];
	const alike = candidates.filter((record) => search.fit(record).title !== 'remote');
	// An author whose titles were all looked at, and are none like it, has no such title.
	const isSure = own !== undefined && own.records.length > 0 && isComplete(own) && own.unreadable === 0 && candidates.length === 0;
	if (alike.length > 0 || isSure) return { ...found, records: together(found.records, alike) };
	const wider = step.wide === undefined ? nothing : await ask(search, step.wide, step.byAuthor?.author);
	// A title of one word that is misspelled may be any of the author's.
	const tooMany = step.byAuthor?.alternatives.length === 0 && own !== undefined && !isComplete(own) ? own.total : null;
	// That a wider query would have brought others, too, says nothing about a title that is there.
	const rest = has(wider, isWanted)
		? {}
		: { total: found.total ?? wider.total ?? tooMany, unreadable: found.unreadable + wider.unreadable };
	return {
		...found,
		...rest,
		records: together(found.records, wider.records),
		share: found.total !== null ? 'title' : wider.total !== null ? 'words' : 'author',
	};
}

/** What an author has; of a family name that too many have, what those with the given names have. */
async function byAuthor({ index, citation }: Search, query: TitleQuery): Promise<RecordList | undefined> {
	// Refused by an index that cannot search by author.
	const family = await unless(index.byTitle(query), 'refused');
	if (family === undefined || isComplete(family)) return family;
	return await unless(index.search({ authors: authorSearchNames(citation.author ?? '') }, { offset: 0, limit: 100 }), 'refused');
}

function together(some: readonly InventoryRecord[], others: readonly InventoryRecord[]): InventoryRecord[] {
	return [...some, ...others.filter(({ id }) => !some.some((record) => record.id === id))];
}

/** The records of one query whose title fits; narrowed to the author where there are too many. */
async function ask({ index, fit }: Search, query: TitleQuery, author?: string): Promise<RecordList> {
	const list = await index.byTitle(query);
	const own = isComplete(list) || author === undefined ? undefined : await unless(index.byTitle({ ...query, author }), 'refused');
	// Where many have this very title and none by this author, the author may be written otherwise in one of those that were not looked at.
	const isSure = own?.records.some((record) => isWanted(fit(record))) === true || !list.records.some((record) => isTheTitle(fit(record)));
	const complete = isSure && own !== undefined ? own : list;
	// A total is kept only to say that there are more records than were looked at.
	return {
		...complete,
		records: complete.records.filter((record) => isCandidate(fit(record))),
		total: isComplete(complete) ? null : list.total,
	};
}

const isWanted = (fit: Fit): boolean => isTheTitle(fit) && fit.author !== 'different';

/** Another title by another author is another work; each alone is worth a look. */
const isCandidate = (fit: Fit): boolean => isTheTitle(fit) || (fit.title !== 'different' && fit.author !== 'different');

const isComplete = (list: RecordList): boolean => list.total === null || list.total <= list.records.length + list.unreadable;

/**
 * Whether a record's edition or extent may decide: where one was asked for, and where it would be taken as it is, by a number that it
 * carries or by its title. Only the extent tells a set, since FOLIO's import takes each for a single unit.
 */
function needsWhole({ citation, fit }: Search, record: InventoryRecord, matchedBy: MatchedBy): boolean {
	return (
		isGiven(citation.edition) ||
		citation.medium !== undefined ||
		(matchedBy === 'title' ? fitsExactly(fit(record)) : record.issuance === null)
	);
}

/** Holdings whose items are read for one record; more than a long set has. */
const mostHoldingsWithItems = 50;

/** The holdings with the volumes that their items name, where a volume is wanted and the holdings name none. */
async function withVolumes({ index, citation }: Search, record: InventoryRecord, list: HoldingList): Promise<HoldingList> {
	const silent = isGiven(citation.volume)
		? list.holdings.filter((holding) => !namesVolumes(record, [holding])).flatMap(({ id }) => id ?? [])
		: [];
	const items = silent.length > 0 && silent.length <= mostHoldingsWithItems ? await index.items?.(silent) : undefined;
	if (items === undefined) return list;
	const volumesOf = (id: string | null): string[] => (items.get(id ?? '') ?? []).flatMap(({ enumeration }) => enumeration ?? []);
	return {
		...list,
		holdings: list.holdings.map((holding) => ({ ...holding, statements: [...holding.statements, ...volumesOf(holding.id)] })),
	};
}

/**
 * A record with its holdings, and what lists leave out where that may decide. Unless the account is wrong, what cannot be read of
 * it is told with it.
 */
async function contenderOf(search: Search, listed: InventoryRecord, matchedBy: MatchedBy): Promise<Contender> {
	const { index, rules, fit } = search;
	const unread: ReShareError[] = [];
	const orAsKnown = async <Known>(known: Known, read: () => Promise<Known | undefined>): Promise<Known> => {
		try {
			return (await read()) ?? known;
		} catch (error) {
			unread.push(ofOneQuestion(error));
			return known;
		}
	};
	const record = needsWhole(search, listed, matchedBy) ? await orAsKnown(listed, async () => await index.whole?.(listed)) : listed;
	const list = await index.holdings(record.id);
	const holdings = await orAsKnown(list, async () => await withVolumes(search, record, list));
	return {
		record,
		holdings,
		availability: availabilityOf(holdings, rules),
		fit: fit(record),
		matchedBy,
		unread: unread[0] ?? holdings.unread,
	};
}

async function look(search: Search, list: FoundByTitle, matchedBy: MatchedBy, words: string): Promise<Finding> {
	// Whoever names a record by its id has seen it somewhere.
	const visible = list.records.filter(({ suppressed }) => !suppressed || matchedBy === 'instanceId');
	const contenders = await Promise.all(visible.map(async (record) => await contenderOf(search, record, matchedBy)));
	const tooMany = list.total === null || isComplete(list) ? undefined : { total: list.total, share: list.share ?? 'title' };
	const { unreadable, foreign, gone } = list;
	return { matchedBy, words, contenders, unreadable, suppressed: list.records.length - visible.length, foreign, gone, tooMany };
}
