import { startSandbox, type Sandbox } from '../../../../sandbox';
import { judge } from './judge';
import { labelled } from './labelled';

let sandbox: Sandbox | undefined;

afterEach(async () => {
	await sandbox?.close();
	sandbox = undefined;
});

it('has at least 120 look-ups, no two alike', () => {
	expect(labelled.length).toBeGreaterThanOrEqual(120);
	expect(new Set(labelled.map(({ wish, options }) => JSON.stringify([wish, options]))).size).toBe(labelled.length);
});

it.each([
	['inventory storage to 23.x', {}],
	['inventory storage from 24.0', { era: 'current' }],
	['mod-search', { searchModule: 'loaded' }],
	['mod-search in the schema without the module', { searchModule: 'loadedWithoutModule' }],
] as const)('every look-up has the right answer: %s', async (_name, inventory) => {
	sandbox = await startSandbox({ inventory });
	const wrong = (await judge(sandbox, labelled)).filter(({ right }) => !right);
	expect(wrong.map(({ look, result: { outcome, reason, instanceId, explanation } }) => ({ look, got: { outcome, reason, instanceId, explanation } }))).toEqual([]);
});
