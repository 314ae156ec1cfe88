import { TriggerProcessState } from '../../../nodes/ReShareRequestStatusTrigger/TriggerProcessState';
import { createEmptyCursor } from '../../../reshare/requests/changes/cursor';

it('a poll during which a second poll tried to start is marked as contested, since n8n may drop its result, and the next poll is not', async () => {
	const memory = new TriggerProcessState();
	let end = (): void => undefined;
	const held = new Promise<void>((resolve) => (end = resolve));
	const poll = (until: Promise<void>) =>
		memory.oneAtATime('trigger', async () => {
			await until;
			return memory.wasContested('trigger');
		});
	const first = poll(held);
	expect(await poll(Promise.resolve())).toBeNull();
	end();
	expect(await first).toBe(true);
	expect(await poll(Promise.resolve())).toBe(false);
});

it('a poll is marked as contested, since n8n may drop its result, even if a second poll tried to start only after the first had read its changes', async () => {
	const memory = new TriggerProcessState();
	const cursor = createEmptyCursor('scope', 0);
	await memory.oneAtATime('trigger', async () => {
		memory.setProgress('trigger', { follower: 'Old', confirmed: cursor, delivered: cursor, contested: memory.wasContested('trigger') });
		expect(await memory.oneAtATime('trigger', async () => 'polled')).toBeNull();
	});
	expect(memory.progress('trigger')).toMatchObject({ contested: true });
});
