import { createConsortium, type Consortium, type Sandbox } from '../../sandbox';
import { randomSource as sandboxRandom } from '../../sandbox/randomSource';
import { buildFetchResponse } from '../../sandbox/createConsortiumFetch';
import { encodeAnswer } from '../../sandbox/startServer';
import { permissions } from '../../sandbox/consortium';
import type { SandboxAnswer } from '../../sandbox/sharedTypes';
import type { Fetch } from '../../reshare/index';
import { faults, type Fault } from './callFaults';
import { SeededDraw } from './SeededDraw';
import { minute, type Plan } from './planWorld';
import { VirtualTime } from './VirtualTime';

/** Shortens the requests' ids in a text to their beginnings, which are enough to distinguish them. */
export function withShortIds(text: string) {
	return text.replace(/\b([\da-f]{8})-[\da-f]{4}-[\da-f-]{22}\b/g, '$1').replace(/\b([\w-]{1,16})[\w-]{0,60}\.[\da-f]{8}\b/g, '$1');
}

/** Writes a time for the report on a simulated world: in UTC, to the second. */
export function formatWorldTime(time: number) {
	return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** The time at which every simulated world begins: a Monday, at 8 in the morning in UTC. */
export const worldStart = Date.UTC(2026, 2, 2, 8);
const okapiUrl = 'https://okapi.example.org';

export interface Call {
	readonly at: number;
	readonly run: string;
	readonly method: string;
	readonly path: string;
	readonly body: string | undefined;
	readonly fault: string | undefined;
	/** When the caller had its answer, or gave up. */
	endedAt?: number;
	/** How the module itself answered, with the answer's text if the call changes something; undefined: the call never reached it. */
	handled?: { readonly at: number; readonly status: number; readonly text: string };
}

/** Who makes a call: a run of an automation, or a person. */
export interface Caller {
	readonly run: string;
	/** False for people, who call at moments when nothing fails. */
	readonly hasFaults: boolean;
	readonly isDead: () => boolean;
}

/** How late ReShare stores a new request at most, in milliseconds, after the connection was lost. */
export const longestStorageDelayMs = 150_000;

/** Runs the practice consortium in virtual time, with the network in front of it. */
export class World {
	readonly time = new VirtualTime(worldStart);
	readonly consortium: Consortium;
	readonly sandbox: Sandbox;
	readonly calls: Call[] = [];
	readonly lines: string[] = [];
	faultsPlayed = 0;
	/** When a request was last changed. */
	changedAt = worldStart;
	isDirectoryDown = false;
	/** The requests that automations cannot read. */
	readonly unreadable = new Set<string>();
	/** Whether the Directory names the second symbol of East Harbor. */
	hasBranch = true;
	/** When all requests migrated from mod-rs to CrossLink, by the world's clock and by ReShare's. */
	migration: { readonly at: number; readonly serverAt: number } | undefined;
	/** When ReShare's clock was set, and by how much. */
	readonly clockSteps: Array<{ readonly at: number; readonly byMs: number }> = [];
	/** When ReShare's clock was set back, and the span on that clock, from `first` to `last`, that came twice because of that. */
	readonly setBacks: Array<{ readonly at: number; readonly first: number; readonly last: number }> = [];
	#numbers = new Map<string, number>();

	constructor(readonly plan: Plan) {
		const ids = new SeededDraw('ids', plan.seed);
		sandboxRandom.uuid = () => ids.uuid();
		sandboxRandom.bytes = (size) => ids.bytes(size);
		const machine = { now: () => this.time.now(), after: (ms: number, run: () => void) => this.time.after(ms, run) };
		this.consortium = createConsortium({ crosslinkModel: plan.model, autoStaff: true, waits: waitsOf(plan) }, machine);
		this.sandbox = this.consortium.open(okapiUrl, undefined, this.#callOfResolver as typeof fetch);
		this.sandbox.behavior.tokenLifetimeMs = 8 * 3_600_000;
		const refusing = [
			'US-COAST',
			'US-NORTH',
			'US-SOUTH',
			'US-RIVER',
			...(new SeededDraw('fates', plan.seed).chance(0.7) ? ['US-VALE'] : []),
		];
		for (const supplier of refusing) this.sandbox.scenarios.set({ supplier, scenario: { kind: 'unfilled', reason: 'OnLoan' } });
		this.sandbox.scenarios.set({ supplier: 'US-WEST', scenario: { kind: 'silent' } });
		this.#setAccounts();
	}

	/** Whether the libraries work with mod-rs at present. */
	get isModRs(): boolean {
		return this.plan.backEnd === 'modRs' && this.migration === undefined;
	}

	/** Migrates the open requests of mod-rs to CrossLink, where all libraries work from now on. */
	migrate() {
		const { failed } = this.sandbox.crosslink.requests.import(this.sandbox.requests.all());
		for (const { id, error } of failed) this.note(`CrossLink does not take request ${id}: ${error}`);
		this.migration = { at: this.time.now(), serverAt: this.sandbox.clock.now() };
		this.#setAccounts();
	}

	#setAccounts() {
		for (const library of ['east', 'west'] as const) for (const who of ['automation', 'person'] as const) this.setAccount(library, who);
	}

	access(library: 'east' | 'west', who: 'automation' | 'person') {
		const own = this.sandbox.libraries[library];
		const resolver = { newest: '/openurl', 'v1.6.0': '/openurl-1.6', 'v1.5.0': '/openurl-1.5' } as const;
		return {
			backEnd: this.isModRs ? ('modRs' as const) : ('crossLink' as const),
			url: okapiUrl,
			tenant: this.#tenant(library),
			username: `${who}-${library}`,
			password: `secret of ${who} ${library}`,
			...(this.plan.resolver === undefined || library === 'west' || !this.isModRs
				? {}
				: { openUrlBaseUrl: okapiUrl + resolver[this.plan.resolver], openUrlTenant: own.openUrlTenant }),
			staffUrl: `https://${library}.example.org`,
		};
	}

	setAccount(library: 'east' | 'west', who: 'automation' | 'person', lacks?: string) {
		const tenant = this.#tenant(library);
		const all = this.isModRs ? permissions.staff : permissions.crosslink;
		this.sandbox.accounts.set({
			tenant,
			username: `${who}-${library}`,
			password: `secret of ${who} ${library}`,
			permissions: all.filter((name) => name !== lacks),
		});
	}

	/** Returns ReShare's time at a moment of the world. */
	serverTimeAt(moment: number) {
		return this.clockSteps.reduce((time, { at, byMs }) => (at <= moment ? time + byMs : time), moment);
	}

	setServerClock(byMs: number) {
		const { clock } = this.sandbox;
		const at = this.time.now();
		this.clockSteps.push({ at, byMs });
		if (byMs < 0) this.setBacks.push({ at, first: clock.now() + byMs, last: clock.now() });
		clock.set(byMs);
	}

	note(text: string) {
		this.lines.push(`${formatWorldTime(this.time.now())}  ${withShortIds(text)}`);
	}

	/** Returns the fetch of one caller. A caller whose process is dead gets no answers any more. */
	fetch(caller: Caller): Fetch {
		return async (url, init) => {
			const number = (this.#numbers.get(caller.run) ?? 0) + 1;
			this.#numbers.set(caller.run, number);
			const draw = new SeededDraw('call', this.plan.seed, caller.run, number);
			const { pathname, search } = new URL(url);
			const fault = caller.hasFaults ? this.#fault(draw, `${init.method} ${pathname}`) : undefined;
			const call: Call = { at: this.time.now(), run: caller.run, method: init.method, path: pathname + search, body: init.body, fault };
			this.calls.push(call);
			if (fault !== undefined) {
				this.faultsPlayed += 1;
				this.note(`${caller.run}, ${init.method} ${pathname}: ${faults[fault]}`);
			}
			return await new Promise((resolve, reject) => {
				const live = (settle: () => void) => () => {
					init.signal.removeEventListener('abort', abort);
					call.endedAt ??= this.time.now();
					if (!caller.isDead()) settle();
				};
				const fail = (error: unknown) => live(() => reject(error))();
				const abort = () => fail(init.signal.reason);
				if (init.signal.aborted) return abort();
				init.signal.addEventListener('abort', abort, { once: true });
				this.time.after(draw.wide(5, 150) + (fault === 'slow' ? draw.wide(1000, 50_000) : 0), () => {
					const early = fault === undefined ? this.#unreadable(call, caller) : earlyAnswer(fault, draw);
					if (early === 'silence') return;
					if (early === 'refused') return fail(networkError('ECONNREFUSED'));
					if (early === 'lost') {
						if (fault === 'storedLate')
							this.time.after(draw.wide(1000, longestStorageDelayMs), () => void this.#dispatch(call, init.headers));
						return fail(networkError('ECONNRESET'));
					}
					const answered = early === undefined ? this.#dispatch(call, init.headers) : Promise.resolve(early);
					void answered.then((answer) => {
						this.time.after(draw.wide(5, 150), () => {
							if (fault === 'lostAfter') return fail(networkError('ECONNRESET'));
							if (fault === 'silenceAfter') return;
							live(() => resolve(buildFetchResponse(shown(fault, answer, draw), this.sandbox.clock.now())))();
						});
					}, fail);
				});
			});
		};
	}

	async #dispatch(call: Call, headers: Readonly<Record<string, string>>): Promise<SandboxAnswer> {
		if (this.isDirectoryDown && /^\/directory/.test(call.path))
			return { status: 503, body: 'The Directory is down', contentType: 'text/plain' };
		const [path = '/', query = ''] = call.path.split('?');
		const answer = await this.consortium.dispatch({
			method: call.method,
			url: call.path,
			path,
			query: new URLSearchParams(query),
			headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
			body: call.body ?? '',
			beforeCommit: async () => await Promise.resolve(),
			hasHungUp: () => false,
		});
		const shownAnswer = !this.hasBranch && /^\/directory/.test(path) ? withoutBranch(answer) : answer;
		if (call.method !== 'GET' && !/^\/authn/.test(path)) this.changedAt = this.time.now();
		call.handled = { at: this.time.now(), status: answer.status, text: call.method === 'GET' ? '' : textOf(answer) };
		return shownAnswer;
	}

	readonly #callOfResolver = async (
		url: string,
		init: { method: string; headers: Record<string, string>; body?: string },
	): Promise<Response> => {
		const { pathname, search } = new URL(url);
		const call: Call = {
			at: this.time.now(),
			run: 'resolver',
			method: init.method,
			path: pathname + search,
			body: init.body,
			fault: undefined,
		};
		const { status, headers, ...answer } = await this.#dispatch(call, init.headers);
		const { bytes, contentType } = encodeAnswer({ status, ...answer });
		return new Response(status === 204 ? null : bytes, {
			status,
			headers: { ...(headers as Record<string, string>), ...(contentType === undefined ? {} : { 'content-type': contentType }) },
		});
	};

	#unreadable({ method, path }: Call, { hasFaults }: Caller): SandboxAnswer | undefined {
		if (!hasFaults || method !== 'GET' || ![...this.unreadable].some((id) => path.includes(id))) return undefined;
		return { status: 500, body: 'Something went wrong', contentType: 'text/plain' };
	}

	#fault(draw: SeededDraw, call: string): Fault | undefined {
		const at = this.time.now() - worldStart;
		const storms = this.plan.storms.filter(({ from, until }) => from <= at && at < until);
		const share = Math.max(0, ...storms.map((storm) => storm.share));
		if (!draw.chance(share)) return undefined;
		const fault = draw.one(storms.flatMap((storm) => storm.faults));
		return fault === 'storedLate' && !/^POST .*\/(?:patron_requests|patronrequests)$/.test(call) ? undefined : fault;
	}

	#tenant(library: 'east' | 'west') {
		return this.isModRs ? library : this.sandbox.crosslink[library].tenant;
	}
}

function waitsOf({ endMs, seed }: Plan) {
	// In a world of a few hours, libraries are fast, so that requests can live their whole life in it.
	const day = Math.min(24 * 60 * minute, endMs / new SeededDraw('waits', seed).whole(2, 12));
	return {
		// In most worlds, libraries answer quickly: those that are asked before West Prairie refuse, and its rules and staff soon have
		// requests to answer.
		answer: new SeededDraw('answers', seed).chance(0.6) ? Math.min(day / 4, 2 * minute) : day / 4,
		ship: day,
		transit: day,
		patron: 2 * day,
		loanPeriod: 4 * day,
		late: day,
		returnDesk: day,
		returnTransit: day,
		cancelAnswer: day / 6,
	};
}

function networkError(code: string): Error {
	return Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(code), { code }) });
}

function earlyAnswer(fault: Fault, draw: SeededDraw): SandboxAnswer | 'silence' | 'lost' | 'refused' | undefined {
	if (fault === 'refused') return 'refused';
	if (fault === 'lostBefore' || fault === 'storedLate') return 'lost';
	if (fault === 'silence') return 'silence';
	return fault.endsWith('After') ? undefined : standIn(fault, draw);
}

/** Returns an answer that a gateway or proxy gives in place of the module's. */
function standIn(fault: string, draw: SeededDraw): SandboxAnswer | undefined {
	if (fault.startsWith('busy'))
		return {
			status: draw.one([429, 502, 503, 504]),
			body: 'Try again',
			headers: draw.chance(0.5) ? { 'Retry-After': String(draw.wide(1, 60)) } : {},
		};
	if (fault.startsWith('error')) return { status: draw.one([500, 500, 403, 404]), body: 'Something went wrong', contentType: 'text/plain' };
	if (fault.startsWith('page')) return { status: 200, body: '<html><body>Please sign in</body></html>', contentType: 'text/html' };
	if (fault.startsWith('text400')) return { status: 400, body: 'Bad Request', contentType: 'text/plain' };
	return undefined;
}

function shown(fault: Fault | undefined, answer: SandboxAnswer, draw: SeededDraw): SandboxAnswer {
	if (fault === undefined) return answer;
	if (fault === 'truncated') {
		const text = textOf(answer);
		return { ...answer, body: text.slice(0, Math.floor(text.length / 2)), contentType: encodeAnswer(answer).contentType };
	}
	return (fault.endsWith('After') ? standIn(fault, draw) : undefined) ?? answer;
}

function textOf(answer: SandboxAnswer) {
	return encodeAnswer(answer).bytes.toString();
}

function withoutBranch(answer: SandboxAnswer): SandboxAnswer {
	if (answer.status !== 200) return answer;
	const body = JSON.parse(textOf(answer)) as { items?: Array<{ symbols?: ReadonlyArray<{ symbol?: string }> }> };
	return {
		...answer,
		body: { ...body, items: body.items?.filter(({ symbols }) => symbols?.some(({ symbol }) => symbol === 'US-EASTLAW') !== true) },
	};
}
