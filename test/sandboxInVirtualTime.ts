import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { n8nClock } from '../nodes/shared/n8nClock';
import { setClock, type Clock } from '../reshare/clock';
import { createConsortium, type SandboxOptions } from '../sandbox';
import { startServer, type ServerParts } from '../sandbox/startServer';
import { VirtualTime } from './simulation/VirtualTime';
import { sandboxForAll, sandboxForEach } from './unit/sandboxForTests';

/** A call over HTTP, both of whose ends are in this process. */
interface Call {
	isSent: boolean;
	/** Whether the server has all of it, and has not answered yet. */
	isAtServer: boolean;
}

interface UndiciRequest {
	addHeader(name: string, value: string): void;
}

interface Exchange {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
}

export * from '../sandbox';

const callHeader = 'x-call-of-test';
/** Iterations of the event loop after which everything is done that needs neither time nor another process. */
const quietTurns = 5;

/** Whether another thread is looking up the address of a host, which virtual time must wait for. */
const isNameLookedUp = () => process.getActiveResourcesInfo().includes('GetAddrInfoReqWrap');

/** The calls of this process that have not ended. */
class OpenCalls {
	readonly #calls = new Map<object, Call>();
	readonly #byNumber = new Map<string, Call>();
	#connecting = 0;
	#count = 0;
	#events = 0;

	readonly #listeners: Readonly<Record<string, (message: never) => void>> = {
		'undici:client:beforeConnect': () => this.#connect(1),
		'undici:client:connected': () => this.#connect(-1),
		'undici:client:connectError': () => this.#connect(-1),
		'undici:request:create': ({ request }: { request: UndiciRequest }) => this.#begin(request),
		'undici:client:sendHeaders': ({ request }: { request: object }) => this.#change(this.#calls.get(request), { isSent: true }),
		'undici:request:trailers': ({ request }: { request: object }) => this.#end(request),
		'undici:request:error': ({ request }: { request: object }) => this.#end(request),
		'http.server.request.start': (exchange: Exchange) => this.#arrive(exchange),
	};

	watch() {
		for (const [channel, listener] of Object.entries(this.#listeners)) subscribe(channel, listener as (message: unknown) => void);
	}

	stopWatching() {
		for (const [channel, listener] of Object.entries(this.#listeners)) unsubscribe(channel, listener as (message: unknown) => void);
	}

	get count() {
		return this.#calls.size;
	}

	/** Ends when nothing happens any more, because all calls that were sent wait for their servers, and no host name is looked up. */
	async rest() {
		for (let quiet = 0; quiet < quietTurns; quiet++) {
			const before = this.#events;
			await turn();
			if (this.#events !== before || !this.#areAtServers() || isNameLookedUp()) quiet = -1;
		}
	}

	#areAtServers() {
		return this.#connecting <= 0 && [...this.#calls.values()].every(({ isSent, isAtServer }) => !isSent || isAtServer);
	}

	#connect(change: 1 | -1) {
		this.#events += 1;
		this.#connecting += change;
	}

	#begin(request: UndiciRequest) {
		this.#events += 1;
		const call = { isSent: false, isAtServer: false };
		const number = String(++this.#count);
		request.addHeader(callHeader, number);
		this.#calls.set(request, call);
		this.#byNumber.set(number, call);
		void letTimePass();
	}

	#arrive({ request, response }: Exchange) {
		const number = String(request.headers[callHeader]);
		const call = this.#byNumber.get(number);
		this.#byNumber.delete(number);
		request.once('end', () => this.#change(call, { isAtServer: true }));
		response.once('close', () => this.#change(call, { isAtServer: false }));
	}

	#end(request: object) {
		this.#events += 1;
		this.#calls.delete(request);
	}

	#change(call: Call | undefined, change: Partial<Call>) {
		this.#events += 1;
		if (call !== undefined) Object.assign(call, change);
	}
}

const time = new VirtualTime(Date.now());
const calls = new OpenCalls();
let waiting = 0;
let isRunning = false;

const isAnybodyWaiting = () => waiting > 0 || calls.count > 0;

/** Virtual time passes only while a pause or a call is open, and nothing else is left to do. */
async function letTimePass() {
	if (isRunning) return;
	isRunning = true;
	while (isAnybodyWaiting() && time.next !== undefined) {
		await calls.rest();
		if (isAnybodyWaiting() && time.next !== undefined) await time.play(time.next);
	}
	isRunning = false;
}

function after(ms: number, run: () => void) {
	const cancel = time.after(ms, run);
	void letTimePass();
	return cancel;
}

/** Waits in virtual time. */
export async function waitInVirtualTime(ms: number, signal?: AbortSignal) {
	signal?.throwIfAborted();
	waiting += 1;
	try {
		await new Promise<void>((resolve, reject) => {
			const cancel = after(ms, resolve);
			signal?.addEventListener(
				'abort',
				() => {
					cancel();
					reject(signal.reason as Error);
				},
				{ once: true },
			);
		});
	} finally {
		waiting -= 1;
	}
}

const virtualClock: Clock = {
	now: () => time.now(),
	elapsed: () => time.now(),
	sleep: waitInVirtualTime,
	nextTurn: () => turn(),
	jitter: () => 0.5,
};

/** Starts a practice consortium, whose time and that of the client and the nodes is virtual: no test depends on how fast the machine is. */
export async function startSandbox(options: SandboxOptions = {}) {
	const consortium = createConsortium(options, { now: () => time.now(), after });
	const dispatch: ServerParts['dispatch'] = async (request) => {
		// Node.js would unpack a compressed answer in another thread, which virtual time does not wait for.
		const { isPacked: _, ...answer } = await consortium.dispatch(request);
		return answer;
	};
	const server = await startServer({ ...consortium, dispatch }, 0, '127.0.0.1');
	return consortium.open(`http://127.0.0.1:${server.port}`, () => server.close());
}

setClock(virtualClock);
Object.assign(n8nClock, virtualClock);
calls.watch();
afterAll(() => calls.stopWatching());

/** Starts a practice consortium in virtual time for the tests of a file or of a block, and closes it after them. */
export const sandboxInVirtualTime = (options?: SandboxOptions) => sandboxForAll(options, startSandbox);

/** Starts a practice consortium in virtual time for each test. */
export const sandboxInVirtualTimeForEach = (options?: SandboxOptions) => sandboxForEach(options, startSandbox);
