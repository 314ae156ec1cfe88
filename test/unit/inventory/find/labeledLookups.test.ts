import { isLongRun, shareOfCases } from '../../../caseCount';
import { judgeLookups, openConsortiumInProcess, openFolioIndex } from './judgeLookups';
import { lookupsAsTyped, labeledLookups, lookupsOverService } from './labeledLookups';

it('the test data has at least 400 lookups with their right answers, half typed by people, and half of those not Eligible', () => {
	expect(labeledLookups.length).toBeGreaterThanOrEqual(400);
	expect(lookupsAsTyped.length).toBeGreaterThanOrEqual(labeledLookups.length / 2);
	expect(lookupsAsTyped.filter(({ outcome }) => outcome !== 'eligible').length).toBeGreaterThanOrEqual(lookupsAsTyped.length / 2);
	expect(new Set(labeledLookups.map(({ citation, options }) => JSON.stringify([citation, options]))).size).toBe(labeledLookups.length);
});

const versions = ['1.10', '1.12', '1.13', '1.15'] as const;
const eras = [
	['inventory storage to 23.x', 'classic'],
	['inventory storage from 24.0', 'current'],
] as const;
const searches = [
	['no mod-search', 'absent'],
	['mod-search', 'loaded'],
	['mod-search in the schema without the module', 'loadedWithoutModule'],
] as const;
const services = versions.flatMap((graphqlVersion) =>
	eras.flatMap(([eraName, era]) =>
		searches.map(
			([searchName, searchModule]) =>
				[`mod-graphql ${graphqlVersion}, ${eraName}, ${searchName}`, { graphqlVersion, era, searchModule }] as const,
		),
	),
);

/**
 * The releases, each with its share of the lookups. Each release, storage and mod-search occur at least once, and all lookups run over both
 * kinds of storage. The long form runs all combinations.
 */
const quick = new Map<string, readonly [place: number, places: number]>([
	['1.12/classic/absent', [0, 1]],
	['1.13/current/loadedWithoutModule', [0, 1]],
	['1.10/classic/loaded', [0, 4]],
	['1.15/current/loaded', [1, 2]],
]);
const tried = services.flatMap(([name, service]) => {
	const part = quick.get(`${service.graphqlVersion}/${service.era}/${service.searchModule}`) ?? (isLongRun ? ([0, 1] as const) : undefined);
	return part === undefined ? [] : [[name, service, ...part] as const];
});

it('the labeled lookups of the test data run over each simulated release of mod-graphql, inventory storage and mod-search', () => {
	for (const key of ['graphqlVersion', 'era', 'searchModule'] as const)
		expect(new Set(tried.map(([, service]) => service[key])).size).toBe(new Set(services.map(([, service]) => service[key])).size);
});

it.each(tried)(
	'every lookup in the test data gets the answer that the test data calls right, over %s',
	async (_name, inventory, place, places) => {
		const { sandbox, ask } = openConsortiumInProcess({ inventory });
		const lookups = lookupsOverService(inventory, shareOfCases(labeledLookups, place, places));
		const wrong = (await judgeLookups(sandbox, lookups, openFolioIndex(sandbox, ask))).filter(({ right }) => !right);
		await sandbox.close();
		expect(
			wrong.map(({ lookup, result: { outcome, reason, instanceId, explanation } }) => ({
				lookup,
				got: { outcome, reason, instanceId, explanation },
			})),
		).toEqual([]);
	},
);
