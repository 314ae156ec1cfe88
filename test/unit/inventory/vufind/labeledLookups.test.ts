import { clusterIdOf } from '../../../../sandbox/reservoir/createReservoir';
import { shareOfCases } from '../../../caseCount';
import { judgeLookups, openConsortiumInProcess, openVufind } from '../find/judgeLookups';
import { labeledLookups } from '../find/labeledLookups';
import { lookupOverVufind } from './labeledLookupsOverVufind';

/** The releases, each with its share of the lookups. The newest one gets all of them, alone and with the Reservoir. */
const services = [
	['VuFind 10', 'v10', false, 'main', 0, 1],
	['VuFind 10 with the Reservoir behind it', 'v10', true, 'main', 0, 1],
	['VuFind 7', 'v7', false, 'main', 0, 4],
	['VuFind 8 over merged records', 'v8', false, 'merged', 1, 4],
] as const;

it.each(services)(
	'every lookup in the test data gets the answer that the test data calls right, over %s',
	async (_name, version, confirms, clusterRecords, place, places) => {
		const { sandbox, ask } = openConsortiumInProcess({ clusterRecords });
		const lookups = shareOfCases(labeledLookups, place, places).map((lookup) => lookupOverVufind(lookup).lookup);
		const inventory = openVufind(sandbox, version, { confirms, fetch: ask });
		const wrong = (await judgeLookups(sandbox, lookups, inventory, clusterIdOf)).filter(({ right }) => !right);
		await sandbox.close();
		expect(
			wrong.map(({ lookup, result: { outcome, reason, instanceId: id, explanation } }) => ({
				lookup,
				got: { outcome, reason, id, explanation },
			})),
		).toEqual([]);
	},
);
