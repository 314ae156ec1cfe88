import { startSandbox, type Sandbox } from '../../../../sandbox';
import { isLong, share } from '../../../long';
import { judge } from './judge';
import { asWritten, labelled } from './labelled';
import { over } from './labelledCase';

let sandbox: Sandbox | undefined;

afterEach(async () => {
	await sandbox?.close();
	sandbox = undefined;
});

it('has at least 400 look-ups, no two alike, half of them as people write them, half of which must not be Eligible', () => {
	expect(labelled.length).toBeGreaterThanOrEqual(400);
	expect(asWritten.length).toBeGreaterThanOrEqual(labelled.length / 2);
	expect(asWritten.filter(({ outcome }) => outcome !== 'eligible').length).toBeGreaterThanOrEqual(asWritten.length / 2);
	expect(new Set(labelled.map(({ wish: citation, options }) => JSON.stringify([citation, options]))).size).toBe(labelled.length);
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
 * Each release, storage and search at least once, and each look-up over one of them; all combinations in the long form and with
 * `npm run labelled`.
 */
const quick = new Set(['1.10/classic/loaded', '1.12/classic/absent', '1.13/current/loadedWithoutModule', '1.15/current/loaded']);
const tried = services.filter(
	([, { graphqlVersion, era, searchModule }]) => isLong || quick.has(`${graphqlVersion}/${era}/${searchModule}`),
);

it('tries every release, age and search', () => {
	for (const key of ['graphqlVersion', 'era', 'searchModule'] as const)
		expect(new Set(tried.map(([, service]) => service[key])).size).toBe(new Set(services.map(([, service]) => service[key])).size);
});

it.each(tried.map((service, place) => [...service, place] as const))(
	'every look-up has the right answer: %s',
	async (_name, inventory, place) => {
		sandbox = await startSandbox({ inventory });
		const wrong = (await judge(sandbox, over(inventory, share(labelled, place, tried.length)))).filter(({ right }) => !right);
		expect(
			wrong.map(({ look, result: { outcome, reason, instanceId, explanation } }) => ({
				look,
				got: { outcome, reason, instanceId, explanation },
			})),
		).toEqual([]);
	},
);
