import { ReShareError } from '../../errors';
import { availabilityOf, type LendingRules } from '../availability';
import type { RecordList } from '../records';
import type { SharedIndex, TitleQuery } from '../SharedIndex';
import type { Contender } from './choice';
import { fitOf, fitsExactly, isTheTitle, type Fit } from './fit';
import { planFor, type SearchPlan, type TitleStep } from './steps';
import type { MatchedBy, Wish } from './wish';

/** What one step of the search found. */
export interface Finding {
	readonly matchedBy: MatchedBy;
	/** e.g. `ISBN 9780071387767` or `the title`. */
	readonly words: string;
	readonly contenders: readonly Contender[];
	/** Records that could not be read in full. */
	readonly unreadable: number;
	/** How many records the inventory has when not all of them were looked at. */
	readonly tooMany?: number;
	/** Records left out because their owner hides them. */
	readonly suppressed: number;
	/** Records left out because they are not the consortium's. */
	readonly foreign?: number;
	/** Whether the index gave these records for a number that they do not carry themselves. */
	readonly areStrays?: boolean;
}

export interface SearchResult {
	readonly plan: SearchPlan;
	/** In the order of the steps; steps after the first whose record may be lent were not needed. */
	readonly findings: readonly Finding[];
}

/**
 * Searches for a wish step by step until a step finds a record that may be lent.
 *
 * @throws ReShareError when a step could not be answered: later steps must not stand in for it
 */
export async function searchFor(index: SharedIndex, wish: Wish, rules: LendingRules): Promise<SearchResult> {
	const plan = planFor(wish, index.ids);
	const findings: Finding[] = [];
	const strays: Finding[] = [];
	for (const { matchedBy, values, words } of plan.identifiers) {
		const list = await index.byIdentifier(matchedBy, values);
		const finding = await look(index, wish, rules, list, matchedBy, words);
		findings.push(finding);
		if (mayLend(finding)) return { plan, findings };
		if (list.records.length === 0 && list.strays !== undefined) {
			strays.push({ ...(await look(index, wish, rules, { records: list.strays, total: null, unreadable: 0 }, matchedBy, words)), areStrays: true });
		}
	}
	if (plan.title !== undefined) {
		const list = await findByTitle(index, wish, plan.title);
		findings.push(await look(index, wish, rules, list, 'title', 'the title'));
	}
	// What carries a number, or has the title, goes before what an index only gave for a number.
	return { plan, findings: [...findings, ...strays] };
}

/** Whether a step ends the search: a record that fits is lent, or may be lent for all that could be read. */
function mayLend({ contenders }: Finding): boolean {
	return contenders.some(({ availability }) => availability.status !== 'none');
}

async function findByTitle(index: SharedIndex, wish: Wish, step: TitleStep): Promise<RecordList> {
	let found: RecordList = { records: [], total: null, unreadable: 0 };
	for (const query of step.queries) {
		found = await ask(index, wish, query, step);
		if (found.records.some((record) => fitsExactly(fitOf(wish, record)))) return found;
	}
	const isThere = found.records.some((record) => {
		const fit = fitOf(wish, record);
		return isTheTitle(fit) && fit.author !== 'different';
	});
	if (isThere || step.wide === undefined) return found;
	// What a wider query brings is a candidate more; that it would have brought others, too, says nothing about this title.
	const { records } = await ask(index, wish, step.wide, step);
	return { ...found, records: [...found.records, ...records.filter(({ id }) => !found.records.some((record) => record.id === id))] };
}

/** The records of one query whose title fits; narrowed to the author where there are too many. */
async function ask(index: SharedIndex, wish: Wish, query: TitleQuery, { author }: TitleStep): Promise<RecordList> {
	const list = await index.byTitle(query);
	const complete = isComplete(list) || author === undefined ? list : ((await narrowed(index, { ...query, author })) ?? list);
	return {
		records: complete.records.filter((record) => isCandidate(fitOf(wish, record))),
		// A total is kept only to say that there are more records than were looked at.
		total: isComplete(complete) ? null : list.total,
		unreadable: complete.unreadable,
		...(complete.foreign === undefined ? {} : { foreign: complete.foreign }),
	};
}

/** Another title by another author is another work; each alone is worth a look. */
function isCandidate(fit: Fit): boolean {
	return isTheTitle(fit) || (fit.title === 'similar' && fit.author !== 'different');
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

async function look(index: SharedIndex, wish: Wish, rules: LendingRules, list: RecordList, matchedBy: MatchedBy, words: string): Promise<Finding> {
	// Whoever names a record by its id has seen it somewhere.
	const visible = list.records.filter(({ suppressed }) => !suppressed || matchedBy === 'instanceId');
	const contenders = await Promise.all(
		visible.map(async (record): Promise<Contender> => {
			const holdings = await index.holdings(record.id);
			return { record, holdings, availability: availabilityOf(holdings, rules), fit: fitOf(wish, record), matchedBy };
		}),
	);
	const tooMany = isComplete(list) ? null : list.total;
	return { matchedBy, words, contenders, unreadable: list.unreadable, suppressed: list.records.length - visible.length, ...(list.foreign === undefined ? {} : { foreign: list.foreign }), ...(tooMany === null ? {} : { tooMany }) };
}
