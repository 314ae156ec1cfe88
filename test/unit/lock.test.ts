import { setTimeout as pause } from 'node:timers/promises';
import { withLock } from '../../reshare/lock';

it('withLock runs functions with one key one after another, those with other keys at once, and goes on after one failed', async () => {
	const events: string[] = [];
	const work =
		(name: string, ms: number, fails = false) =>
		async () => {
			events.push(`${name} starts`);
			await pause(ms);
			events.push(`${name} ends`);
			if (fails) throw new Error(name);
			return name;
		};
	const results = await Promise.allSettled([
		withLock('one', work('A', 30, true)),
		withLock('one', work('B', 5)),
		withLock('two', work('C', 10)),
		withLock('one', work('D', 1)),
	]);
	expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
	expect(events.filter((event) => !event.startsWith('C'))).toEqual(['A starts', 'A ends', 'B starts', 'B ends', 'D starts', 'D ends']);
	expect(events.indexOf('C ends')).toBeLessThan(events.indexOf('A ends'));
});
