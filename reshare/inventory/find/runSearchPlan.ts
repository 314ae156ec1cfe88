import type { ReShareError } from '../../errors';
import { availabilityOf, type EligibilityRules } from '../availability';
import { rethrowUnlessOfOneQuery } from '../errorsOfWholeInventory';
import { authorSearchWords } from '../match/compareAuthors';
import { hasAnyIdentifier, hasOnlyOtherIdentifiers } from '../IdentifierBatcher';
import { isComplete, joinRecordLists, type Holding, type HoldingList, type InventoryRecord, type RecordList } from '../recordsAndHoldings';
import type { SharedIndex, TitleQuery } from '../SharedIndex';
import { mayBeLent, type Contender } from './rankContenders';
import { fitsExactly, createRecordFitter, isCandidate, hasSameTitle, fitsTitleAndAuthor, type RecordFit } from './recordFit';
import { namesAnyVolume } from './volumesOfRecord';
import type { SearchPlan, TitleSearchStep } from './planSearch';
import type { MatchedBy, ParsedCitation } from './findTypes';

interface SearchStep {
	readonly matchedBy: MatchedBy;
	/** The step in words, e.g. `ISBN 9780071387767` or `the title`. */
	readonly words: string;
	/** The numbers that were searched. */
	readonly values: readonly string[];
}

export interface SearchFinding extends SearchStep, Pick<RecordList, 'unreadable' | 'foreign' | 'gone'> {
	readonly contenders: readonly Contender[];
	/** Whether the inventory has more records that may be meant than could be compared. */
	readonly tooMany?: boolean;
	/** How many records were left out because their owner hides them. */
	readonly suppressed: number;
	/** Whether the index gave these records for a number that is not in them. */
	readonly areStrays?: boolean;
	/** Another number of the citation that belongs to another work. */
	readonly contradictedBy?: string;
	/** A number of the citation by which no record was found, while the records found by this step have others of its kind. */
	readonly unknownNumber?: string;
}

const titleStep: SearchStep = { matchedBy: 'title', words: 'the title', values: [] };

interface Search {
	readonly index: SharedIndex;
	readonly citation: ParsedCitation;
	readonly rules: EligibilityRules;
	readonly fit: ReturnType<typeof createRecordFitter>;
}

/**
 * Runs the steps until one finds a record that may be lent.
 *
 * @throws ReShareError when a step could not be answered, because a later step must not take its place
 */
export async function runSearchPlan(index: SharedIndex, citation: ParsedCitation, plan: SearchPlan, rules: EligibilityRules) {
	const search = { index, citation, rules, fit: createRecordFitter(citation) };
	const findings: SearchFinding[] = [];
	const strays: SearchFinding[] = [];
	for (const step of plan.identifiers) {
		const list = await index.byIdentifier(step.matchedBy, step.values);
		const finding = await compareRecords(search, list, step);
		if (finding.contenders.some(mayBeLent)) {
			const unknownNumber = findings.find(
				(other) =>
					other.contenders.length + other.suppressed + other.unreadable === 0 &&
					finding.contenders.every(({ record }) => hasOnlyOtherIdentifiers(record, other)),
			)?.words;
			return [...findings, await withOtherNumbers(search, plan, { ...finding, unknownNumber })];
		}
		findings.push(finding);
		if (list.records.length === 0 && list.strays?.length)
			strays.push({ ...(await compareRecords(search, { ...nothing, records: list.strays }, step)), areStrays: true });
	}
	if (plan.title !== undefined)
		findings.push(
			(await findByBeginning(search, plan.title)) ?? (await compareRecords(search, await findByTitle(search, plan.title), titleStep)),
		);
	// Records that carry a number or have the title come before records that do not carry the number for which the index gave them.
	return [...findings, ...strays];
}

/**
 * Finds out which work another number of the citation names, if the found records do not carry it and no title says which of two works is
 * meant.
 */
async function withOtherNumbers({ index, citation }: Search, plan: SearchPlan, finding: SearchFinding) {
	if (citation.title || finding.matchedBy === 'instanceId') return finding;
	const isOther = (other: InventoryRecord) => {
		const fit = createRecordFitter({ title: other.title });
		return finding.contenders.every(({ record }) => record.id !== other.id && !hasSameTitle(fit(record)));
	};
	let { unreadable } = finding;
	for (const { matchedBy, values, words } of plan.identifiers) {
		if (finding.contenders.some(({ record }) => hasAnyIdentifier(record, matchedBy, values))) continue;
		const list = await index.byIdentifier(matchedBy, values);
		if (list.records.some(isOther)) return { ...finding, contradictedBy: words };
		if (list.unreadable > 0 || !isComplete(list)) unreadable += 1;
	}
	// A record that could not be read may be the work that the other number stands for.
	return { ...finding, unreadable };
}

/** Finds records by the beginnings of their titles, if that is cheaper and suffices: some record must agree in everything and be lent. */
async function findByBeginning(search: Search, { beginnings }: TitleSearchStep) {
	const list = await search.index.byBeginning?.(beginnings);
	if (list === undefined || !isComplete(list) || !has(search, list, fitsExactly)) return undefined;
	const candidates = { ...list, records: list.records.filter((record) => isCandidate(search.fit(record))), total: null };
	const finding = await compareRecords(search, candidates, titleStep);
	return finding.contenders.some(({ fit, availability }) => fitsExactly(fit) && availability.status === 'lends') ? finding : undefined;
}

const nothing: RecordList = { records: [], total: null, unreadable: 0 };

const has = ({ fit }: Search, { records }: RecordList, wanted: (fit: RecordFit) => boolean) =>
	records.some((record) => wanted(fit(record)));

async function findByTitle(search: Search, step: TitleSearchStep) {
	const author = step.byAuthor?.author;
	let found = nothing;
	for (const query of step.queries) {
		found = await ask(search, query, author);
		if (has(search, found, fitsExactly)) return found;
	}
	if (has(search, found, fitsTitleAndAuthor)) return found;
	const own = step.byAuthor ? await byAuthor(search, step.byAuthor) : { ...nothing, isUnknown: false, isWhole: false };
	const candidates = own.records.filter((record) => isCandidate(search.fit(record)));
	if (step.exchanged !== undefined && own.isUnknown && found.records.length + candidates.length === 0) {
		const exchanged = await ask(search, step.exchanged);
		if (exchanged.records.length > 0) return joinRecordLists([exchanged, { ...nothing, unreadable: found.unreadable + own.unreadable }]);
	}
	const alike = candidates.filter((record) => isAlike(search.fit(record)));
	// The number of records that could not be read is added, because one of them may be the record that a library lends.
	found = joinRecordLists([found, { ...nothing, records: alike, unreadable: own.unreadable }]);
	if (alike.length > 0) return found;
	// All records of the author were compared in their main and their other titles, and none is similar. So the author has no such title.
	if (own.isWhole && candidates.length === 0) return found;
	const wider = step.wide === undefined ? nothing : await ask(search, step.wide, author);
	// Once a title was found, the number of other titles that a wider query would find does not matter.
	if (has(search, wider, fitsTitleAndAuthor)) return joinRecordLists([found, { ...wider, total: null }]);
	const other = await ask(search, step.otherTitle, author, 'byOtherTitle');
	found = joinRecordLists([found, other]);
	if (has(search, found, fitsTitleAndAuthor)) return found;
	// Any record of the author may be meant by a misspelled title of one word. So if not all of them were compared, their total is kept, to
	// say that there are more.
	const total = step.byAuthor?.alternatives.length === 0 && !isComplete(own) ? own.total : null;
	return joinRecordLists([found, wider, { ...nothing, total }]);
}

/** Up to this number of words, each word of a title may have a typing error. */
const mostMistyped = 3;

/**
 * Finds the records of an author. If too many authors have the family name, only those records are read that have a word of the title, and
 * if these are too many as well, all of the whole name. If the title is short and nobody has the family name, the given name is searched.
 */
async function byAuthor(search: Search, { alternatives, author, otherName }: NonNullable<TitleSearchStep['byAuthor']>) {
	const { index, citation } = search;
	const isShort = alternatives.length <= mostMistyped;
	let own = await index.byTitle({ alternatives: [], author });
	const isUnknown = !has(search, own, (fit) => fit.author === 'same');
	if (isComplete(own)) {
		const isFound = own.unreadable > 0 || has(search, own, (fit) => isAlike(fit) || fit.author !== 'different');
		if (isShort && otherName !== undefined && !isFound)
			return { ...(await index.byTitle({ alternatives, author: otherName })), isWhole: false, isUnknown };
	} else {
		if (alternatives.length > 0) own = await index.byTitle({ alternatives, author });
		if (!isComplete(own)) own = await index.search({ authors: authorSearchWords(citation.author ?? '') }, { offset: 0, limit: 100 });
	}
	// A long title may be that of a whole book, given with the author of a part of it, who has other records.
	return { ...own, isUnknown, isWhole: isShort && own.records.length > 0 && isComplete(own) && own.unreadable === 0 };
}

/** Returns the records of one query whose title agrees. If there are too many, only those by the author are asked for. */
async function ask(search: Search, query: TitleQuery, author?: string, method: 'byTitle' | 'byOtherTitle' = 'byTitle') {
	const find = async (one: TitleQuery) => (await search.index[method]?.(one)) ?? nothing;
	const list = await find(query);
	// Only a list that was cut is narrowed by the author, and not one of which some records could not be read.
	const isCut = !isComplete(list) && list.unreadable === 0;
	const own = isCut && author !== undefined ? await find({ ...query, author }) : undefined;
	// Where many records have exactly this title and none is by this author, one of the records that were not compared may write the author's
	// name differently.
	const isSure = own !== undefined && (has(search, own, fitsTitleAndAuthor) || !has(search, list, hasSameTitle));
	const complete = isSure ? own : list;
	// The total is set only to say that there are more records than were compared.
	return {
		...complete,
		records: complete.records.filter((record) => isCandidate(search.fit(record))),
		total: isComplete(complete) ? null : list.total,
	};
}

const isAlike = (fit: RecordFit) => isCandidate(fit) && fit.title !== 'another';

/**
 * The most holdings without a named volume for which items are read. If a record has more of them, no items are read; even a long set has
 * fewer holdings.
 */
const mostHoldingsWithItems = 50;

/** Adds to each holding that names no volume the volumes that its items name, if a volume was asked for. */
async function withVolumes({ index, citation }: Search, record: InventoryRecord, list: HoldingList) {
	if (citation.volume === undefined) return list;
	const silent = new Set(list.holdings.filter((holding) => holding.id !== null && !namesAnyVolume(record, [holding])));
	if (silent.size > mostHoldingsWithItems) return list;
	const withItems = async (holding: Holding) => {
		const items = silent.has(holding) ? await index.items?.(holding.id ?? '') : undefined;
		return { ...holding, statements: [...holding.statements, ...(items ?? []).flatMap(({ enumeration }) => enumeration ?? [])] };
	};
	return { ...list, holdings: await Promise.all(list.holdings.map(withItems)) };
}

/**
 * Reads a record's holdings, and what lists leave out if it matters. An error is stored in the contender, unless it is about the account.
 */
async function contenderOf(search: Search, listed: InventoryRecord, matchedBy: MatchedBy) {
	const { index, citation, rules, fit } = search;
	const unread: ReShareError[] = [];
	const orAsKnown = async <Known>(known: Known, read: () => Promise<Known | undefined>) => {
		try {
			return (await read()) ?? known;
		} catch (error) {
			unread.push(rethrowUnlessOfOneQuery(error));
			return known;
		}
	};
	// A record must be read in full where its edition or extent may matter: if an edition was asked for, or if the record would be chosen
	// without review, by a number that it carries or by its title. Only the extent shows that a record is a set, since FOLIO's import marks
	// each record as a single unit.
	const mustReadWhole =
		citation.edition !== undefined ||
		citation.medium !== undefined ||
		(matchedBy === 'title' ? fitsExactly(fit(listed)) : listed.issuance === null);
	const record = mustReadWhole ? await orAsKnown(listed, async () => await index.whole?.(listed)) : listed;
	const list = await index.holdings(record.id);
	const holdings = await orAsKnown(list, () => withVolumes(search, record, list));
	return {
		record,
		holdings,
		availability: availabilityOf(holdings, rules),
		fit: fit(record),
		matchedBy,
		unread: unread[0] ?? holdings.unread,
	};
}

async function compareRecords(search: Search, list: RecordList, step: SearchStep) {
	// A person who names a record by its id has seen it, even where its owner hides it.
	const visible = list.records.filter(({ suppressed }) => !suppressed || step.matchedBy === 'instanceId');
	const contenders = await Promise.all(visible.map((record) => contenderOf(search, record, step.matchedBy)));
	return { ...list, ...step, contenders, suppressed: list.records.length - visible.length, tooMany: !isComplete(list) };
}
