import type { FindResult } from '../../../../reshare/inventory/find/findEligible';
import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { capabilitiesCache } from '../../../../reshare/inventory/folio/capabilities';
import type { SharedIndex } from '../../../../reshare/inventory/SharedIndex';
import { ReShareError } from '../../../../reshare/errors';
import { waitingTimes, type Fetch } from '../../../../reshare/transport';
import type { Sandbox, SandboxOptions } from '../../../../sandbox';
import type { ModuleFault } from '../../../../sandbox/inventory/createInventory';
import { clusterIdOf } from '../../../../sandbox/reservoir/createReservoir';
import { isLongRun, shareOfCases } from '../../../caseCount';
import { lookupOverVufind } from '../vufind/labeledLookupsOverVufind';
import { judgeLookups, openConsortiumInProcess, openFolioIndex, openVufind } from './judgeLookups';
import { labeledLookups, lookupsOverService, type LabeledLookup } from './labeledLookups';

/**
 * Puts one fault on each call of a lookup in turn. The answer must be the right one, or say that something could not be read: a record that
 * the complete answer would have excluded must not silently become Eligible or Not Available.
 */

interface Fault {
	readonly name: string;
	readonly answer: Exclude<ModuleFault['answer'], 'html' | 'hangUp'>;
	/** How many calls in a row the fault spoils. */
	readonly calls: number;
}

const faults: readonly Fault[] = [
	{
		name: '403 from this call on',
		answer: { status: 403, text: 'Access requires permission: inventory-storage.instances.collection.get' },
		calls: 100,
	},
	{ name: 'a single 500', answer: { status: 500, text: 'Internal server error, contact administrator' }, calls: 1 },
	{ name: 'one list with fewer records than it counts', answer: 'fewer', calls: 1 },
];

interface Service {
	readonly name: string;
	readonly options: SandboxOptions;
	readonly lookups: readonly LabeledLookup[];
	/** The usual run plays one in this number of lookups; a long run plays all. */
	readonly oneOf: number;
	readonly idOf?: (record: number) => string;
	/** Opens the inventory with the fault at this call, as if nobody had used it before; without a fault, it opens it as it is. */
	readonly open: (sandbox: Sandbox, ask: Fetch, fault?: Fault, call?: number) => Opened;
}

interface Opened {
	readonly inventory: SharedIndex;
	readonly calls: () => number;
}

const folio = (
	name: string,
	inventory: { graphqlVersion: '1.12' | '1.13' | '1.15'; era: 'classic' | 'current'; searchModule: 'absent' | 'loaded' },
): Service => ({
	name,
	options: { inventory },
	lookups: lookupsOverService(inventory, labeledLookups),
	oneOf: 160,
	open: (sandbox, ask, fault, first = 1) => {
		capabilitiesCache.clear();
		sandbox.inventory.reset();
		for (let call = first; fault !== undefined && call < first + fault.calls; call += 1)
			sandbox.inventory.faults.fail({ call, answer: fault.answer });
		return { inventory: openFolioIndex(sandbox, ask), calls: () => sandbox.inventory.calls.total };
	},
});

const vufind = (name: string, confirms: boolean): Service => ({
	name,
	options: {},
	lookups: labeledLookups.map((lookup) => lookupOverVufind(lookup).lookup),
	oneOf: 50,
	idOf: clusterIdOf,
	open: (sandbox, ask, fault, first = 1) => {
		let call = 0;
		const fetch: Fetch = async (url, init) => {
			call += 1;
			const isSpoiled = fault !== undefined && call >= first && call < first + fault.calls;
			return isSpoiled ? await spoiled(fault, () => ask(url, init)) : await ask(url, init);
		};
		return { inventory: openVufind(sandbox, 'v10', { confirms, fetch }), calls: () => call };
	},
});

async function spoiled({ answer }: Fault, ask: () => ReturnType<Fetch>): ReturnType<Fetch> {
	if (answer !== 'fewer') return new Response(answer.text, { status: answer.status });
	const { status, headers, body } = await ask();
	const text = await new Response(ReadableStream.from(body ?? [])).text();
	return new Response(text.startsWith('{') ? withoutLast(text) : text, {
		status,
		headers: { 'content-type': headers.get('content-type') ?? '' },
	});
}

function withoutLast(text: string) {
	const { records, ...rest } = JSON.parse(text) as { readonly records?: readonly unknown[] };
	return JSON.stringify({ ...rest, ...(records === undefined ? {} : { records: records.slice(0, -1) }) });
}

const services = [
	folio('FOLIO to 23', { graphqlVersion: '1.12', era: 'classic', searchModule: 'absent' }),
	folio('FOLIO 24', { graphqlVersion: '1.13', era: 'current', searchModule: 'absent' }),
	folio('mod-search', { graphqlVersion: '1.15', era: 'classic', searchModule: 'loaded' }),
	vufind('VuFind', false),
	vufind('VuFind with the Reservoir behind it', true),
];

const outcomeOf = ({ outcome, reason, instanceId }: Pick<FindResult, 'outcome' | 'reason' | 'instanceId'>) =>
	[outcome, reason, instanceId].join(' ');

const isReported = ({ outcome, reason, warnings, explanation }: FindResult) =>
	outcome === 'needsReview' ||
	reason === 'lookUpFailed' ||
	/could not be read|could not be confirmed/u.test([explanation, ...warnings].join(' '));

// Each call of 822 look-ups takes longer than any other test.
if (isLongRun) jest.setTimeout(3_600_000);

const pause = waitingTimes.retry;
beforeAll(() => (waitingTimes.retry = 0));
afterAll(() => (waitingTimes.retry = pause));

describe.each(services)('lookups with failing calls over $name', ({ options, lookups, oneOf, idOf, open }) => {
	it.each(faults)(
		'a lookup in which the fault "$name" hits any one HTTP call gives the right answer, or says that something could not be read',
		async (fault) => {
			const { sandbox, ask } = openConsortiumInProcess(options);
			const right = await judgeLookups(sandbox, shareOfCases(lookups, 10, oneOf), open(sandbox, ask).inventory, idOf);
			const silent: unknown[] = [];
			for (const { lookup, result } of right) {
				// If mod-search does not answer, inventory storage serves the run, whose right answer may differ.
				const rightOnes = [
					result,
					...(lookup.overStorage === undefined ? [] : [{ ...lookup.overStorage, instanceId: result.instanceId }]),
				].map(outcomeOf);
				for (let call = 1; ; call += 1) {
					const { inventory, calls } = open(sandbox, ask, fault, call);
					const given = await findEligible(inventory, lookup.citation, { ownSymbols: ['US-EAST'], ...lookup.options }).catch(
						(error: unknown) => {
							if (error instanceof ReShareError) return undefined;
							throw error;
						},
					);
					if (calls() < call) break;
					if (given !== undefined && !rightOnes.includes(outcomeOf(given)) && !isReported(given))
						silent.push({
							citation: lookup.citation,
							call,
							before: outcomeOf(result),
							after: outcomeOf(given),
							explanation: given.explanation,
						});
				}
			}
			expect(silent).toEqual([]);
			await sandbox.close();
		},
	);
});
