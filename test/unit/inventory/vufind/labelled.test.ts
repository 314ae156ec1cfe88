import { startSandbox, type Sandbox } from '../../../../sandbox';
import { clusterId } from '../../../../sandbox/reservoir';
import { isLong } from '../../../long';
import { judge, openVufind } from '../find/judge';
import { labelled } from '../find/labelled';
import { overVufind } from './differences';

let sandbox: Sandbox | undefined;

afterEach(async () => {
	await sandbox?.close();
	sandbox = undefined;
});

const services = [
	['VuFind 7', 'v7', false, 'main'],
	['VuFind 8 over merged records', 'v8', false, 'merged'],
	['VuFind 10 with the Reservoir behind it', 'v10', true, 'main'],
	['VuFind 10', 'v10', false, 'main'],
] as const;

/** Each release at least once; all combinations in the long form. */
it.each(isLong ? services : services.slice(0, 3))('every labelled look-up has the right answer: %s', async (_name, version, confirms, clusterRecords) => {
	sandbox = await startSandbox({ clusterRecords });
	const looks = labelled.map((look) => overVufind(look).look);
	const wrong = (await judge(sandbox, looks, openVufind(sandbox, version, { confirms }), clusterId)).filter(({ right }) => !right);
	expect(wrong.map(({ look, result: { outcome, reason, instanceId: id, explanation } }) => ({ look, got: { outcome, reason, id, explanation } }))).toEqual([]);
});
