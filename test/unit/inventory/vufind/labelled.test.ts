import { startSandbox, type Sandbox } from '../../../../sandbox';
import { clusterId } from '../../../../sandbox/reservoir';
import { judge, openVufind } from '../find/judge';
import { labelled } from '../find/labelled';
import { overVufind } from './differences';

let sandbox: Sandbox | undefined;

afterEach(async () => {
	await sandbox?.close();
	sandbox = undefined;
});

it.each([
	['VuFind 7', 'v7', false],
	['VuFind 8', 'v8', false],
	['VuFind 10', 'v10', false],
	['VuFind 10 with the Reservoir behind it', 'v10', true],
] as const)('every labelled look-up has the right answer: %s', async (_name, version, confirms) => {
	sandbox = await startSandbox();
	const looks = labelled.map((look) => overVufind(look).look);
	const wrong = (await judge(sandbox, looks, openVufind(sandbox, version, { confirms }), clusterId)).filter(({ right }) => !right);
	expect(wrong.map(({ look, result: { outcome, reason, instanceId: id, explanation } }) => ({ look, got: { outcome, reason, id, explanation } }))).toEqual([]);
});
