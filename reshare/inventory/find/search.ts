import { ReShareError } from '../../errors';
import { availabilityOf, type LendingRules } from '../availability';
import type { InventoryRecord, RecordList } from '../records';
import type { SharedIndex } from '../SharedIndex';
import type { Contender } from './choice';
import { fitOf, fitsExactly } from './fit';
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
	for (const { matchedBy, values, words } of plan.identifiers) {
		const finding = await look(index, wish, rules, await index.byIdentifier(matchedBy, values), matchedBy, words);
		findings.push(finding);
		if (mayLend(finding)) return { plan, findings };
	}
	if (plan.title !== undefined) {
		const list = await findByTitle(index, wish, plan.title);
		findings.push(await look(index, wish, rules, list, 'title', 'the title'));
	}
	return { plan, findings };
}

/** Whether a step ends the search: a record that fits is lent, or may be lent for all that could be read. */
function mayLend({ contenders }: Finding): boolean {
	return contenders.some(({ availability }) => availability.status !== 'none');
}

async function findByTitle(index: SharedIndex, wish: Wish, step: TitleStep): Promise<RecordList> {
	let found: RecordList = { records: [], total: null, unreadable: 0 };
	for (const query of step.queries) {
		const list = await index.byTitle(query);
		const complete = isComplete(list) ? list : ((await narrow(index, step)) ?? list);
		// The later query is the wider one: what it finds holds what the earlier found.
		found = {
			records: fitting(wish, complete.records),
			// A total is kept only to say that there are more records than were looked at.
			total: isComplete(complete) ? null : list.total,
			unreadable: complete.unreadable,
		};
		if (found.records.some((record) => fitsExactly(fitOf(wish, record)))) break;
	}
	return found;
}

function isComplete(list: RecordList): boolean {
	return list.total === null || list.total <= list.records.length + list.unreadable;
}

/** Undefined where no author was given or the inventory cannot search by author. */
async function narrow(index: SharedIndex, { narrowed }: TitleStep): Promise<RecordList | undefined> {
	if (narrowed === undefined) return undefined;
	try {
		return await index.byTitle(narrowed);
	} catch (error) {
		if (error instanceof ReShareError && error.kind === 'refused') return undefined;
		throw error;
	}
}

/** Records whose title fits; an author who was given must not be another one. */
function fitting(wish: Wish, records: readonly InventoryRecord[]): InventoryRecord[] {
	return records.filter((record) => {
		const fit = fitOf(wish, record);
		return fit.title !== 'different' && fit.author !== 'different';
	});
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
	return { matchedBy, words, contenders, unreadable: list.unreadable, suppressed: list.records.length - visible.length, ...(tooMany === null ? {} : { tooMany }) };
}
