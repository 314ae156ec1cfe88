import { startSandbox, type Sandbox } from '../../../../sandbox';
import { clusterId } from '../../../../sandbox/reservoir';
import { isLong, share } from '../../../long';
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

/** Each release, and each look-up over one of them; all combinations in the long form. */
const tried = isLong ? services : services.slice(0, 3);

it.each(tried.map((service, place) => [...service, place] as const))(
	'every labelled look-up has the right answer: %s',
	async (_name, version, confirms, clusterRecords, place) => {
		sandbox = await startSandbox({ clusterRecords });
		const looks = share(labelled, place, tried.length).map((look) => overVufind(look).look);
		const wrong = (await judge(sandbox, looks, openVufind(sandbox, version, { confirms }), clusterId)).filter(({ right }) => !right);
		expect(
			wrong.map(({ look, result: { outcome, reason, instanceId: id, explanation } }) => ({
				look,
				got: { outcome, reason, id, explanation },
			})),
		).toEqual([]);
	},
);
