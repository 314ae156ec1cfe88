import { startSandbox, type Sandbox } from '../../../../sandbox';
import { clusterIdOf } from '../../../../sandbox/reservoir';
import { shareOfCases } from '../../../caseCount';
import { judgeLookups, openVufind } from '../find/judgeLookups';
import { labeledLookups } from '../find/labeledLookups';
import { lookupOverVufind } from './labeledLookupsOverVufind';

let sandbox: Sandbox | undefined;

afterEach(async () => {
	await sandbox?.close();
	sandbox = undefined;
});

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
		sandbox = await startSandbox({ clusterRecords });
		const lookups = shareOfCases(labeledLookups, place, places).map((lookup) => lookupOverVufind(lookup).lookup);
		const wrong = (await judgeLookups(sandbox, lookups, openVufind(sandbox, version, { confirms }), clusterIdOf)).filter(
			({ right }) => !right,
		);
		expect(
			wrong.map(({ lookup, result: { outcome, reason, instanceId: id, explanation } }) => ({
				lookup,
				got: { outcome, reason, id, explanation },
			})),
		).toEqual([]);
	},
);
