import { startSandbox, type Sandbox } from '../../../../sandbox';
import { instanceId } from '../../../../sandbox/inventory/ids';
import { clusterId } from '../../../../sandbox/reservoir';
import { judge, openVufind } from '../find/judge';
import { labelled, type Labelled } from '../find/labelled';
import { overVufind } from './differences';

let sandbox: Sandbox | undefined;

afterEach(async () => {
	await sandbox?.close();
	sandbox = undefined;
});

const numbers = Array.from({ length: 999 }, (_, index) => index + 1);
const clusterOf = new Map(numbers.map((number) => [instanceId(number), clusterId(number)]));

/** Ids of instances become those of clusters. */
function ofClusters(look: Labelled): Labelled {
	const { instanceId: ids } = look.wish;
	return ids === undefined ? look : { ...look, wish: { ...look.wish, instanceId: ids.replace(/[0-9a-f-]{36}/giu, (id) => clusterOf.get(id.toLowerCase()) ?? id) } };
}

it.each([
	['VuFind 7', 'v7', false],
	['VuFind 8', 'v8', false],
	['VuFind 10', 'v10', false],
	['VuFind 10 with the Reservoir behind it', 'v10', true],
] as const)('every labelled look-up has the right answer: %s', async (_name, version, confirms) => {
	sandbox = await startSandbox();
	const looks = labelled.map((look) => ofClusters(overVufind(look)));
	const wrong = (await judge(sandbox, looks, openVufind(sandbox, version, { confirms }), clusterId)).filter(({ right }) => !right);
	expect(wrong.map(({ look, result: { outcome, reason, instanceId: id, explanation } }) => ({ look, got: { outcome, reason, id, explanation } }))).toEqual([]);
});
