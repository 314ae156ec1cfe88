import { SandboxClock } from '../../../sandbox/clock';
import { CrossLinkStore } from '../../../sandbox/crosslink/store';

it('stamps go forward within a millisecond, however much happens in it, and follow the clock', () => {
	const clock = new SandboxClock();
	clock.hold();
	const store = new CrossLinkStore(clock);
	const stamps = Array.from({ length: 2500 }, () => store.now());
	expect(stamps.filter((stamp, index) => index > 0 && stamp <= (stamps[index - 1] ?? 0))).toEqual([]);
	clock.advance(1000);
	expect(store.now()).toBe(clock.now() * 1000);
	clock.stop();
});
