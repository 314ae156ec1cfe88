import { startSandbox as startReal, type Sandbox, type SandboxOptions } from '../../sandbox';

type Start = (options?: SandboxOptions) => Promise<Sandbox>;

/** Makes an object that always stands for the practice consortium, or other server, that is running at the moment. */
export function proxyToCurrent<Running extends object>(get: () => Running) {
	return new Proxy({} as Running, {
		get: (_target, name) => Reflect.get(get(), name) as unknown,
		set: (_target, name, value) => Reflect.set(get(), name, value),
	});
}

/** Starts a practice consortium for the tests of a file or of a block, and closes it after them. */
export function sandboxForAll(options?: SandboxOptions, start: Start = startReal) {
	let sandbox: Sandbox;
	beforeAll(async () => void (sandbox = await start(options)));
	afterAll(() => sandbox.close());
	return proxyToCurrent(() => sandbox);
}

/** Starts a practice consortium for the tests of a file or of a block, and empties it before each of them. */
export function clearedSandboxForAll(options?: SandboxOptions, start?: Start) {
	const sandbox = sandboxForAll(options, start);
	beforeEach(() => {
		for (const kept of [sandbox.requests, sandbox.crosslink.requests, sandbox.faults, sandbox.log]) kept.clear();
	});
	return sandbox;
}

/** Starts a practice consortium for each test. */
export function sandboxForEach(options?: SandboxOptions, start: Start = startReal) {
	let sandbox: Sandbox;
	beforeEach(async () => void (sandbox = await start(options)));
	afterEach(() => sandbox.close());
	return proxyToCurrent(() => sandbox);
}
