import { ProcessMemory } from '../../../nodes/ReShareRequestStatusTrigger/processMemory';

it('a poll that another one wanted to overtake is marked, and the next one no more', async () => {
	const memory = new ProcessMemory();
	let end = (): void => undefined;
	const held = new Promise<void>((resolve) => (end = resolve));
	const poll = async (until: Promise<void>) =>
		await memory.oneAtATime('trigger', async () => {
			await until;
			return memory.wasContested('trigger');
		});
	const first = poll(held);
	expect(await poll(Promise.resolve())).toBeNull();
	end();
	expect(await first).toBe(true);
	expect(await poll(Promise.resolve())).toBe(false);
});
