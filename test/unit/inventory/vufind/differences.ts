import type { Reason as FindReason } from '../../../../reshare/inventory/find/citation';
import { instanceId } from '../../../../sandbox/inventory/ids';
import { clusterId } from '../../../../sandbox/reservoir';
import type { Labelled } from '../find/labelled';

/** A look-up with a different right answer over VuFind: Reservoir says other things of the same book. */
interface Difference {
	/** The label's record. */
	readonly record: number;
	/** The label's reason; default: all of the record's. */
	readonly label?: FindReason;
	/** Only look-ups by this field. */
	readonly by?: keyof Labelled['citation'];
	/** Only those for this volume. */
	readonly volume?: string;
	readonly answer: Partial<Pick<Labelled, 'outcome' | 'reason' | 'record'>>;
	readonly why: string;
}

const otherIds = 'equal records go by their ids, and clusters have other ids';
const allCopies = 'every copy counts for mod-rs over Reservoir, not the first ten holdings';
const twoPolicies = 'Reservoir has two policies only, LOANABLE and UNLOANABLE';
const noStatements = 'these copies name no volume in Reservoir';
const namedVolumes = 'these copies name two volumes, so the work has several';

const differences: readonly Difference[] = [
	{ record: 5, by: 'isbn', answer: { record: 6 }, why: otherIds },
	{ record: 245, label: 'severalRecords', answer: { record: 246 }, why: otherIds },
	{ record: 30, label: 'onlyMatch', answer: { outcome: 'needsReview', reason: 'volumeMissing' }, why: namedVolumes },
	{ record: 31, label: 'notSeenByReShare', answer: { outcome: 'notAvailable', reason: 'nobodyLends' }, why: twoPolicies },
	{ record: 31, label: 'onlyMatch', answer: { outcome: 'notAvailable', reason: 'nobodyLends' }, why: twoPolicies },
	...[53, 100, 104, 105, 106, 107].map((record): Difference => ({
		record,
		label: 'notSeenByReShare',
		answer: { outcome: 'notAvailable', reason: 'nobodyLends' },
		why: twoPolicies,
	})),
	{
		record: 51,
		label: 'nobodyLends',
		answer: { outcome: 'eligible', reason: 'onlyMatch' },
		why: 'a copy without policy lends over Reservoir, a holding without policy does not in FOLIO',
	},
	...[60, 62, 63].map((record): Difference => ({
		record,
		label: 'notSeenByReShare',
		answer: { outcome: 'eligible', reason: 'onlyMatch' },
		why: allCopies,
	})),
	{ record: 91, label: 'bestOfSeveral', answer: { record: 90 }, why: 'online books have no copies in Reservoir, so nobody lends them' },
	{
		record: 91,
		label: 'onlyMatch',
		answer: { outcome: 'notAvailable', reason: 'nobodyLends' },
		why: 'online books have no copies in Reservoir, so nobody lends them',
	},
	{
		record: 95,
		label: 'onlyMatch',
		answer: { outcome: 'needsReview', reason: 'titleOnly' },
		why: 'MARC says that what stands behind the comma belongs to the title proper',
	},
	{
		record: 56,
		by: 'instanceId',
		answer: { outcome: 'notAvailable', reason: 'nothingFound', record: null },
		why: 'what a library hides is not sent to Reservoir',
	},
	{ record: 252, label: 'otherVolume', volume: '4', answer: { outcome: 'eligible', reason: 'onlyMatch' }, why: noStatements },
	{ record: 319, label: 'otherVolume', volume: '8', answer: { outcome: 'eligible', reason: 'onlyMatch' }, why: noStatements },
	{ record: 319, label: 'otherVolume', by: 'title', volume: '', answer: { outcome: 'eligible', reason: 'onlyMatch' }, why: noStatements },
	{
		record: 406,
		volume: '',
		answer: { outcome: 'needsReview', reason: 'volumeMissing' },
		why: 'the leader calls this journal a monograph, and the harvesting into FOLIO tells neither',
	},
	{
		record: 262,
		label: 'recordDoesNotFit',
		answer: { outcome: 'notAvailable', reason: 'nothingFound', record: null },
		why: 'VuFind does not index canceled OCLC numbers',
	},
	{
		record: 263,
		by: 'isbn',
		answer: { outcome: 'notAvailable', reason: 'nothingFound', record: null },
		why: 'VuFind does not find an ISBN behind a qualifier',
	},
];

/** With the right answer over VuFind, and why it differs, if it does. */
export function overVufind(look: Labelled): { readonly look: Labelled; readonly why: string } {
	const difference = differences.find(
		({ record, label, by, volume }) =>
			record === look.record &&
			(volume === undefined || volume === (look.citation.volume ?? '')) &&
			(label === undefined || label === look.reason) &&
			(by === undefined || (look.citation[by] ?? '') !== ''),
	);
	return { look: ofClusters({ ...look, ...difference?.answer }), why: difference?.why ?? '' };
}

const clusterOf = new Map(Array.from({ length: 999 }, (_, index) => [instanceId(index + 1), clusterId(index + 1)]));

/** With ids of clusters instead of instances. */
function ofClusters(look: Labelled): Labelled {
	const { instanceId: ids } = look.citation;
	return ids === undefined
		? look
		: {
				...look,
				citation: { ...look.citation, instanceId: ids.replace(/[0-9a-f-]{36}/giu, (id) => clusterOf.get(id.toLowerCase()) ?? id) },
			};
}
