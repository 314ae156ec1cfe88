import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FindOptions, FindReason, Citation } from '../../../../reshare/inventory/find/findTypes';

/** A lookup with the right answer: output, reason and record. */
export interface LabeledLookup {
	readonly citation: Citation;
	readonly options?: Partial<FindOptions>;
	readonly outcome: 'eligible' | 'needsReview' | 'notAvailable';
	readonly reason: FindReason;
	/** The number of the record to request, or to suggest. */
	readonly record: number | null;
	/** The answer over inventory storage if it differs, because storage has no series. */
	readonly overStorage?: Answer;
}

type Answer = Pick<LabeledLookup, 'outcome' | 'reason'>;

/** A lookup as the file has it, where an answer is written `needsReview: titleOnly`. */
interface Written extends Omit<LabeledLookup, 'outcome' | 'reason' | 'overStorage'> {
	readonly answer: string;
	readonly overStorage?: string;
}

/** Reads lookups over the practice consortium's records. The answers were written by hand from the records, not by the code. */
function read(name: string) {
	const file = path.join(__dirname, '../../../fixtures/lookups', `${name}.json`);
	return (JSON.parse(readFileSync(file, 'utf8')) as Written[]).map(({ citation, options, record, answer, overStorage }) => ({
		citation,
		...(options === undefined ? {} : { options }),
		record,
		...answerOf(answer),
		...(overStorage === undefined ? {} : { overStorage: answerOf(overStorage) }),
	}));
}

function answerOf(words: string) {
	const [outcome, reason] = words.split(': ');
	return { outcome, reason } as Answer;
}

/** Lookups as patrons, forms and shops write them, over records with such titles, authors, parts, editions and translations. */
export const lookupsAsTyped: readonly LabeledLookup[] = read('asWritten');

/** `cataloged`: over records as in real catalogs, before and after ISBD, in two scripts, with qualifiers and wrong codes. */
export const labeledLookups: readonly LabeledLookup[] = [...read('usual'), ...lookupsAsTyped, ...read('cataloged')];

interface Service {
	readonly graphqlVersion: string;
	readonly searchModule: string;
}

/** Returns the lookups with the answers that are right over this inventory. mod-search counts from mod-graphql 1.14 on. */
export function lookupsOverService({ graphqlVersion, searchModule }: Service, lookups: readonly LabeledLookup[]) {
	const isStorage = searchModule !== 'loaded' || graphqlVersion !== '1.15';
	return lookups.map((lookup) => (isStorage ? { ...lookup, ...lookup.overStorage } : lookup));
}
