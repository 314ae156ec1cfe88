import type { ReShareError } from '../../errors';
import type { Availability } from '../availability';
import type { HoldingList, InventoryRecord } from '../recordsAndHoldings';
import type { Agreement } from '../match/agreement';
import { titleFitGrades } from '../match/compareTitles';
import type { RecordFit } from './recordFit';
import { recordFormOf } from './recordForm';
import { namesVolume } from './volumesOfRecord';
import type { FindOptions, MatchedBy, Citation } from './findTypes';

/** A record that may be the wanted one, with all facts on which the choice depends. */
export interface Contender {
	readonly record: InventoryRecord;
	readonly holdings: HoldingList;
	readonly availability: Availability;
	readonly fit: RecordFit;
	readonly matchedBy: MatchedBy;
	/** Why a part of the record on which the choice may depend could not be read. */
	readonly unread?: ReShareError;
}

/** One rule of the choice. The record for which it gives the smaller value is better. */
export interface RankingCriterion {
	/** The rule in words that complete "this one was chosen for ...". */
	readonly words: string;
	readonly value: (contender: Contender) => number;
}

/** Whether, as far as could be read, a library lends the record or may lend it. */
export const mayBeLent = ({ availability }: Contender) => availability.status !== 'none';

const statusRank = { lends: 0, unknown: 1, unseen: 2, none: 3 };
/**
 * Ranks a record by how it agrees in one field. A record that does not have the field ranks no better than one that disagrees. Otherwise,
 * an edition or a year that somebody invented would favor the records that name none.
 */
const agrees = (fit: Agreement) => (fit === 'same' ? 0 : 1);
/**
 * Ranks a record by how well its title fits. If a number found the record, a missing subtitle in the citation does not matter, since people
 * often leave it out. If the title found the record, `another` counts as `similar`, so that the criteria after the title decide between the
 * two.
 */
function titleRank({ fit: { title }, matchedBy }: Contender) {
	const meant = matchedBy === 'title' ? (title === 'another' ? 'similar' : title) : title === 'same' ? 'exact' : title;
	return titleFitGrades.findIndex((fit) => fit === meant);
}
const formRank = { print: 0, unknown: 0, microform: 1, 'e-book': 2, audio: 3, video: 3, other: 3 };

/** The rules about what a record describes, the most important first. */
export function bibliographicCriteria(citation: Citation, options: Pick<FindOptions, 'format'>): RankingCriterion[] {
	return [
		{ words: 'its title', value: titleRank },
		{ words: 'its edition', value: ({ fit }) => agrees(fit.edition) },
		{ words: 'its year', value: ({ fit }) => agrees(fit.year) },
		{ words: 'its volume', value: ({ record, availability: { lent } }) => (namesVolume(record, lent, citation.volume ?? '') ? 0 : 1) },
		{ words: 'its form', value: ({ fit }) => (fit.medium === 'different' ? 1 : 0) },
		{ words: 'its language', value: ({ fit }) => agrees(fit.language) },
		{ words: 'being a printed book', value: ({ record }) => (options.format === 'any' ? 0 : formRank[recordFormOf(record)]) },
	];
}

/** All rules of the choice, the most important first. */
export const rankingCriteria = (...asked: Parameters<typeof bibliographicCriteria>): RankingCriterion[] => [
	{ words: 'being lendable', value: ({ availability }) => statusRank[availability.status] },
	...bibliographicCriteria(...asked),
	{ words: 'the most lenders', value: ({ availability }) => -availability.lendingLibraries.length },
	{ words: 'the most lendable holdings', value: ({ availability }) => -availability.lent.length },
];

export const findDecidingCriterion = (one: Contender, other: Contender, rules: readonly RankingCriterion[]) =>
	rules.find(({ value }) => value(one) !== value(other));

/** Sorts the records by the rules, best first, and those that are equal by their ids. */
export function rankContenders(contenders: readonly Contender[], rules: readonly RankingCriterion[]): Contender[] {
	return [...contenders].sort((one, other) => {
		const rule = findDecidingCriterion(one, other, rules);
		return rule === undefined ? (one.record.id < other.record.id ? -1 : 1) : rule.value(one) - rule.value(other);
	});
}
