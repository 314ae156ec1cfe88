import type { LibraryAccess } from '../reshare';
import type { Sandbox } from '../sandbox';
import { recordRefusedByAll, recordCancelledByPatron, type DemoRecord } from '../sandbox/inventory/demoRecords';
import type { SupplierScenario } from '../sandbox/scenarios';
import type { GuideEvent } from './practiceBackEnds';
import { cancelRequest } from './cancelRequest';

/** What a patron types into the form. */
export interface FormEntry {
	readonly title: string;
	readonly author: string;
	readonly isbn: string;
	readonly patronId: string;
	readonly patronEmail: string;
	readonly pickupLocation: string;
}

/** One patron's request, and what the check expects of it. */
export interface DemoCase {
	readonly entry: FormEntry;
	readonly shows: string;
	readonly expected: {
		/** The `outcome` of Find Eligible Instance. */
		readonly outcome: 'eligible' | 'needsReview' | 'notAvailable';
		/** The events that the trigger must deliver, each exactly once. */
		readonly events: readonly GuideEvent[];
	};
	/** Sets the scenarios of the lending libraries that this case needs. */
	arrange?(sandbox: Sandbox): void;
	/** Does what staff do in ReShare once the request exists. */
	afterCreation?(library: LibraryAccess, requestId: string): Promise<void>;
	/** What staff do, in words for the report. */
	readonly staffDo?: string;
}

/** Sets the scenario of every lender of the book, whichever shared inventory the request names it by. */
function setScenario(sandbox: Sandbox, { instanceId, clusterId }: DemoRecord, scenario: SupplierScenario): void {
	for (const id of [instanceId, clusterId]) sandbox.scenarios.set({ instanceId: id, scenario });
}

export const demoCases: readonly DemoCase[] = [
	{
		entry: {
			title: 'Braiding sweetgrass',
			author: 'Robin Wall Kimmerer',
			isbn: '978-1-57131-335-5',
			patronId: 'P1001',
			patronEmail: 'amara.lindqvist@example.edu',
			pickupLocation: 'Main Library',
		},
		shows: 'lent, read and returned',
		expected: { outcome: 'eligible', events: ['expectsToSupply', 'shipped', 'returnShipped', 'complete'] },
	},
	{
		entry: {
			title: 'The name of the rose',
			author: 'Umberto Eco',
			isbn: '0151446474',
			patronId: 'P1002',
			patronEmail: 'tomas.abernathy@example.edu',
			pickupLocation: 'Science Library',
		},
		shows: 'every library says no',
		expected: { outcome: 'eligible', events: ['endOfRota'] },
		arrange: (sandbox) => setScenario(sandbox, recordRefusedByAll, { kind: 'unfilled', reason: 'OnLoan' }),
	},
	{
		entry: {
			title: 'Thinking, fast and slow',
			author: 'Daniel Kahneman',
			isbn: '9780374275631',
			patronId: 'P1003',
			patronEmail: 'keiko.marchetti@example.edu',
			pickupLocation: 'Main Library',
		},
		shows: 'the patron changes her mind',
		expected: { outcome: 'eligible', events: ['cancelled'] },
		arrange: (sandbox) => setScenario(sandbox, recordCancelledByPatron, { kind: 'silent' }),
		afterCreation: cancelRequest,
		staffDo: 'staff cancel the request in ReShare',
	},
	{
		entry: {
			title: 'Codex Seraphinianus',
			author: 'Luigi Serafini',
			isbn: '9780847842131',
			patronId: 'P1004',
			patronEmail: 'ravi.castellanos@example.edu',
			pickupLocation: 'Main Library',
		},
		shows: 'nobody lends it',
		expected: { outcome: 'notAvailable', events: [] },
	},
	{
		entry: {
			title: 'Sapiens',
			author: 'Yuval Noah Harari',
			isbn: '9780062316097',
			patronId: 'P1005',
			patronEmail: 'yewande.holm@example.edu',
			pickupLocation: 'Main Library',
		},
		shows: 'several records match; staff choose',
		expected: { outcome: 'needsReview', events: [] },
	},
];
