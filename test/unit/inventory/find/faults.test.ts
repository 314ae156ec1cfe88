import type { FindResult } from '../../../../reshare/inventory/find/findEligible';
import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { knownCapabilities } from '../../../../reshare/inventory/folio/capabilities';
import { ReShareError } from '../../../../reshare/errors';
import { startSandbox } from '../../../../sandbox';
import { share } from '../../../long';
import { judge, openInventory } from './judge';
import { labelled } from './labelled';
import { over } from './labelledCase';

/**
 * One fault at each upstream call of a look-up, in turn. The answer is the right one, or says that something could not be read: a record
 * that another answer would have left out must not become Eligible or Not Available in silence.
 */

const faults = [
	['403 from this call on', { status: 403, text: 'Access requires permission: inventory-storage.instances.collection.get' }, 'on'],
	['a single 500', { status: 500, text: 'Internal server error, contact administrator' }, 'once'],
] as const;

const services = [
	{ graphqlVersion: '1.12', era: 'classic', searchModule: 'absent' },
	{ graphqlVersion: '1.13', era: 'current', searchModule: 'absent' },
	{ graphqlVersion: '1.15', era: 'classic', searchModule: 'loaded' },
] as const;

const outcomeOf = ({ outcome, reason }: Pick<FindResult, 'outcome' | 'reason'>): string => [outcome, reason].join(' ');

const isReported = ({ outcome, reason, warnings, explanation }: FindResult): boolean =>
	outcome === 'needsReview' ||
	reason === 'lookUpFailed' ||
	/could not be read|could not be confirmed/u.test([explanation, ...warnings].join(' '));

describe.each(services)('over $graphqlVersion, $era, mod-search $searchModule', (inventory) => {
	it.each(faults)('%s hides nothing from any look-up', async (_name, answer, extent) => {
		const sandbox = await startSandbox({ inventory });
		try {
			const looks = share(over(inventory, labelled), 0, 60);
			const right = await judge(sandbox, looks);
			const silent: unknown[] = [];
			for (const { look, result } of right) {
				for (let call = 1; ; call += 1) {
					knownCapabilities.clear();
					sandbox.inventory.reset();
					const wrong = { ...answer };
					const removals =
						extent === 'once'
							? [sandbox.inventory.faults.fail({ call, answer: wrong })]
							: Array.from({ length: 30 }, (_, later) => sandbox.inventory.faults.fail({ call: call + later, answer: wrong }));
					let given: FindResult | undefined;
					try {
						given = await findEligible(openInventory(sandbox), look.wish, { ownSymbols: ['US-EAST'], ...look.options });
					} catch (error) {
						if (!(error instanceof ReShareError)) throw error;
					}
					const calls = sandbox.inventory.calls.total;
					for (const remove of removals) remove();
					// Where mod-search does not answer, inventory storage serves the run, which has an answer of its own.
					const rightOnes = [result, ...(look.overStorage === undefined ? [] : [look.overStorage])].map(outcomeOf);
					if (given !== undefined && !rightOnes.includes(outcomeOf(given)) && !isReported(given))
						silent.push({ wish: look.wish, call, before: outcomeOf(result), after: outcomeOf(given), explanation: given.explanation });
					if (call >= calls) break;
				}
			}
			expect(silent).toEqual([]);
		} finally {
			await sandbox.close();
		}
	});
});
