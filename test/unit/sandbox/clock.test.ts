import { printTime, SandboxClock } from '../../../sandbox/clock';

describe('the clock of the practice consortium', () => {
	const clocks: SandboxClock[] = [];
	const open = (speed?: number) => {
		const clock = new SandboxClock(speed);
		clocks.push(clock);
		return clock;
	};
	afterEach(() => clocks.splice(0).forEach((clock) => clock.stop()));

	it('does what falls due in order, each at its own time', () => {
		const clock = open();
		clock.hold();
		const start = clock.now();
		const seen: Array<[string, number]> = [];
		clock.after(3000, () => seen.push(['late', clock.now() - start]));
		clock.after(1000, () => {
			seen.push(['early', clock.now() - start]);
			clock.after(1000, () => seen.push(['follows', clock.now() - start]));
		});
		clock.advance(5000);
		expect(seen).toEqual([
			['early', 1000],
			['follows', 2000],
			['late', 3000],
		]);
		expect(clock.now() - start).toBe(5000);
	});

	it('stands still once it is held, whatever was to come', async () => {
		const clock = open();
		let ran = false;
		clock.after(1, () => (ran = true));
		clock.hold();
		const then = clock.now();
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect([ran, clock.now()]).toEqual([false, then]);
		clock.advance(1);
		expect([ran, clock.now()]).toEqual([true, then + 1]);
	});

	it('leaves alone what is not due yet', () => {
		const clock = open();
		let ran = false;
		clock.after(5000, () => (ran = true));
		clock.advance(4000);
		expect(ran).toBe(false);
		expect(clock.waiting).toBe(1);
	});

	it('shortens waiting times by its speed, except exact ones', () => {
		const clock = open(1000);
		const seen: string[] = [];
		clock.after(10_000, () => seen.push('fast'));
		clock.afterExactly(10_000, () => seen.push('exact'));
		clock.advance(100);
		expect(seen).toEqual(['fast']);
		clock.advance(10_000);
		expect(seen).toEqual(['fast', 'exact']);
	});

	it('runs by itself in real time', async () => {
		const clock = open(86_400);
		const done = new Promise<void>((resolve) => clock.after(1_000_000, resolve));
		await done;
		expect(clock.waiting).toBe(0);
	});

	it('refuses to go back and to stand still', () => {
		expect(() => open().advance(-1)).toThrow('cannot go back');
		expect(() => new SandboxClock(0)).toThrow('greater than 0');
	});

	it('prints whole seconds, rounded down', () => {
		expect(printTime(Date.UTC(2026, 0, 2, 3, 4, 5, 999))).toBe('2026-01-02T03:04:05Z');
	});
});
