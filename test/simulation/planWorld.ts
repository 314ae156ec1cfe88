import { faultNames, type Fault } from './callFaults';
import { SeededDraw } from './SeededDraw';

export const minute = 60_000;
export const hour = 60 * minute;

/** n8n's three ways of storing a trigger's cursor. */
export type PollingEngine = 'memory' | 'scheduler' | 'durable';

export interface ProcessSettings {
	readonly name: string;
	readonly library: 'east' | 'west';
	readonly engine: PollingEngine;
	readonly repeatAfterRestart: boolean;
	readonly patronDetails: 'full' | 'masked' | 'none';
	/** How long Create waits for the validation. */
	readonly validationWaitMs: number;
}

export interface DraftPlan {
	readonly patron: string;
	readonly record: number;
	/** The reference of the draft; if it is absent, Create derives one. */
	readonly reference?: string;
	readonly isCopy: boolean;
	/** Whether the request is made under the library's second symbol, that of a branch; only with CrossLink. */
	readonly asBranch: boolean;
}

export type StaffDeed = 'willSupply' | 'sendConditions' | 'cannotSupply' | 'ship' | 'message' | 'cancel' | 'agree' | 'receive' | 'read';

export type Step = { readonly id: string; readonly at: number } & (
	| { readonly kind: 'create'; readonly process: string; readonly draft: DraftPlan }
	| { readonly kind: 'poll'; readonly process: string }
	| { readonly kind: 'act'; readonly process: string; readonly deed: 'agree' | 'cancel' | 'receive' | 'message' }
	| { readonly kind: 'rules'; readonly process: string }
	| { readonly kind: 'staff'; readonly library: 'east' | 'west'; readonly deed: StaffDeed }
	/** Several conditions, of which the later ones follow while the first one is open. */
	| { readonly kind: 'conditions'; readonly count: number }
	| { readonly kind: 'stop'; readonly of: string; readonly afterMs: number }
	| { readonly kind: 'kill'; readonly process: string; readonly downMs: number }
	| { readonly kind: 'clock'; readonly process: string; readonly byMs: number }
	/** ReShare's own clock is set forward or back. */
	| { readonly kind: 'serverClock'; readonly byMs: number }
	| { readonly kind: 'role'; readonly library: 'east' | 'west'; readonly lacks: string; readonly forMs: number }
	| { readonly kind: 'directoryDown'; readonly forMs: number }
	| { readonly kind: 'branch'; readonly isThere: boolean }
	| { readonly kind: 'expireTokens' }
	/** A transition that ReShare commits two or three minutes late. */
	| { readonly kind: 'lateCommit'; readonly lateMs: number }
	| { readonly kind: 'delete' }
	/** mod-rs stops working on its newest borrowing request. */
	| { readonly kind: 'stall' }
	/** One of the requests that changed last cannot be read for a while, although lists show it. */
	| { readonly kind: 'unreadable'; readonly library: 'east' | 'west'; readonly forMs: number }
	| { readonly kind: 'hang'; readonly action: string; readonly forMs: number }
	| { readonly kind: 'slowActions'; readonly takesMs: number; readonly forMs: number }
	/** All libraries migrate from mod-rs to CrossLink, in the way of docs/moving-to-crosslink.md. */
	| { readonly kind: 'migrate'; readonly takesMs: number; readonly startHours: number }
);

export interface Storm {
	readonly from: number;
	readonly until: number;
	/** The part of the calls that fails. */
	readonly share: number;
	/** How they fail: a storm of a few kinds meets what a storm of all kinds seldom does. */
	readonly faults: readonly Fault[];
}

/** All that a seed decides about a world. `World.ts` draws the faults of each call from the seed, the step and the number of the call. */
export interface Plan {
	readonly seed: number;
	readonly backEnd: 'modRs' | 'crossLink';
	readonly model: '3.0.0' | '3.7.0';
	/** The release of the resolver, for mod-rs only. Absent: requests are posted to mod-rs itself. */
	readonly resolver?: 'newest' | 'v1.6.0' | 'v1.5.0';
	readonly processes: readonly ProcessSettings[];
	readonly rule: 'yes' | 'no' | 'conditions' | 'limit';
	/** The value of Maximum Responses per Hour, the limit of the lending rules. */
	readonly mostAnswers: number;
	readonly storms: readonly Storm[];
	readonly steps: readonly Step[];
	readonly endMs: number;
}

/** A plan before its steps. */
type Setting = Omit<Plan, 'steps' | 'storms'>;

const patrons = ['P-1001', 'R0001', 'R0001', 'R0002', 'R0003'];
export const patronIds: readonly string[] = [...new Set(patrons)];

export function planOf(seed: number): Plan {
	const draw = new SeededDraw('plan', seed);
	const backEnd = draw.one(['modRs', 'crossLink'] as const);
	const endMs = draw.wide(4 * hour, 200 * hour);
	const processes = processesOf(draw);
	const plan = {
		seed,
		backEnd,
		model: draw.one(['3.0.0', '3.7.0'] as const),
		...(backEnd === 'modRs' && draw.chance(0.5) ? { resolver: draw.one(['newest', 'newest', 'v1.6.0', 'v1.6.0', 'v1.5.0'] as const) } : {}),
		processes,
		rule: draw.one(['yes', 'no', 'conditions', 'limit'] as const),
		mostAnswers: new SeededDraw('most answers', seed).one([20, 20, 20, 1]),
		endMs,
	};
	const steps = [...withMigration(plan, [...stepsOf(draw, plan), ...scenesOf(plan)])].sort((one, other) => one.at - other.at);
	const races = racesOf(plan);
	return {
		...plan,
		storms: [
			...stormsOf(draw, steps, endMs),
			...lostAnswersOf(seed, steps),
			...races.storms,
			...migrationStormsOf(seed, steps),
			...slowAgreementsOf(seed, steps),
		],
		steps: [...steps, ...races.steps],
	};
}

/**
 * Adds a migration to a fifth of the worlds with mod-rs, and what it can break: conditions without an answer, drafts that come again, and
 * actions that take a while. Nobody migrates as long as requests cannot be read.
 */
function withMigration({ seed, backEnd, endMs }: Setting, steps: readonly Step[]): readonly Step[] {
	const draw = new SeededDraw('migration', seed);
	if (backEnd !== 'modRs' || !draw.chance(0.2)) return steps;
	const at = draw.whole(0.2 * endMs, 0.7 * endMs);
	const later = () => draw.whole(at + 30 * minute, endMs);
	const added: Array<DistributiveOmit<Step, 'id'>> = [
		{ kind: 'migrate', at, takesMs: draw.wide(minute, hour), startHours: draw.one([6, 24, 48]) },
		{ kind: 'conditions', at: at - draw.wide(minute, hour), count: draw.whole(1, 2) },
		{ kind: 'slowActions', at: later(), takesMs: draw.wide(200, 3000), forMs: draw.wide(minute, 12 * hour) },
	];
	for (const step of steps) if (step.kind === 'create' && step.at < at && draw.chance(0.5)) added.push({ ...step, at: later() });
	const isPossible = ({ at: begun, kind }: Step) => begun > at || !(kind === 'unreadable' || kind === 'role');
	return [...steps.filter(isPossible), ...added.map((step, index) => ({ ...step, id: `${step.kind}-migration-${index}` }) as Step)];
}

/** In some worlds with mod-rs, two processes send the same draft at once while answers are lost, which seldom coincides by chance. */
function racesOf({ seed, backEnd, resolver, endMs, processes }: Setting): Pick<Plan, 'steps' | 'storms'> {
	const draw = new SeededDraw('race', seed);
	if (backEnd !== 'modRs' || resolver !== undefined || !draw.chance(0.2)) return { steps: [], storms: [] };
	const races = [1, 2, 4].map((record) => ({ record, at: draw.whole(5 * minute, endMs), patron: draw.one(['R0002', 'R0003']) }));
	return {
		storms: races.map(({ at }) => ({
			from: at,
			until: at + draw.wide(500, 10_000),
			share: draw.one([0.5, 1]),
			faults: [draw.one(['storedLate', 'lostAfter'])],
		})),
		steps: races.flatMap(({ at, record, patron }) => {
			const draft = { patron, record, reference: `sim ${seed} ${4 + record}`, isCopy: false, asBranch: false };
			const ofRace = processes
				.filter(({ library }) => library === 'east')
				.map(({ name }): Step => ({
					id: `create-race-${record}-${name}`,
					kind: 'create',
					at: at + draw.whole(0, 300),
					process: name,
					draft,
				}));
			// Another execution in one of the processes waits for the first one.
			const again: Step = { id: `create-race-again-${record}`, kind: 'create', at: at + draw.whole(300, 20_000), process: 'east-1', draft };
			// A poll meets a request that mod-rs has not checked yet.
			return [
				...ofRace,
				...(draw.chance(0.5) ? [again] : []),
				{ id: `poll-race-${record}`, kind: 'poll', at: at + draw.whole(500, 1500), process: 'east-1' },
			];
		}),
	};
}

/** Plans storms, most of them shortly before a step of an automation, because a fault at a quiet time shows nothing. */
function stormsOf(draw: SeededDraw, steps: readonly Step[], endMs: number): Storm[] {
	const of = (...kinds: readonly string[]) => steps.filter(({ kind }) => kinds.includes(kind));
	// Most actions lead to nothing, so that more storms are placed where actions happen.
	const runs = [...of('create', 'act', 'rules'), ...of('act', 'rules')];
	return Array.from({ length: draw.whole(0, 5) }, () => {
		const met = draw.one(runs);
		const from = met !== undefined && draw.chance(0.7) ? Math.max(0, met.at - draw.wide(1000, 10 * minute)) : draw.whole(0, endMs);
		const until = Math.min(endMs, from + draw.wide(minute, 2 * hour));
		const share = draw.one([0.05, 0.2, 0.5]);
		return { from, until, share, faults: draw.chance(0.4) ? faultNames : draw.shuffled(faultNames).slice(0, draw.whole(1, 3)) };
	});
}

/** Some worlds concentrate on one kind of scene, because in a mixture of all, none comes often enough to show what is rare in it. */
function focusOf(seed: number): Scene | undefined {
	const draw = new SeededDraw('swarm', seed);
	return draw.chance(0.25) ? draw.one(scenes) : undefined;
}

/** Plans storms that begin with steps of a world's only kind of scene. Each loses or delays half of the answers, in one way. */
function lostAnswersOf(seed: number, steps: readonly Step[]): Storm[] {
	if (focusOf(seed) === undefined) return [];
	const draw = new SeededDraw('lost answers', seed);
	const lost = ['storedLate', 'lostAfter', 'silenceAfter', 'text400After', 'errorAfter', 'pageAfter', 'slow', 'busy', 'busyAfter'] as const;
	return steps
		.filter(({ id, kind }) => id.includes('scene') && (kind === 'create' || kind === 'rules' || kind === 'act') && draw.chance(0.6))
		.map(({ at }) => ({ from: at, until: at + minute, share: 0.5, faults: [draw.one(lost)] }));
}

/** In some worlds, the network fails while requests are restored after their migration. */
function migrationStormsOf(seed: number, steps: readonly Step[]): Storm[] {
	if (!new SeededDraw('migration storm', seed).chance(0.4)) return [];
	return steps.flatMap((step) =>
		step.kind === 'migrate'
			? [{ from: step.at + 12 * minute + step.takesMs, until: step.at + step.takesMs + 2 * hour, share: 0.5, faults: faultNames }]
			: [],
	);
}

/** In some worlds, agreements take a while, so that further conditions come in that moment. */
function slowAgreementsOf(seed: number, steps: readonly Step[]): Storm[] {
	const draw = new SeededDraw('slow agreements', seed);
	return steps
		.filter((step) => step.kind === 'act' && step.deed === 'agree' && step.id.includes('scene') && draw.chance(0.5))
		.map(({ at }) => ({ from: at, until: at + 2 * minute, share: 1, faults: ['slow'] }));
}

function processesOf(draw: SeededDraw): ProcessSettings[] {
	const names = ['east-1', ...(draw.chance(0.6) ? ['east-2'] : []), ...(draw.chance(0.7) ? ['west-1'] : [])];
	if (names.includes('west-1') && draw.chance(0.3)) names.push('west-2');
	const engine = draw.one(['memory', 'scheduler', 'durable'] as const);
	return names.map((name) => ({
		name,
		library: name.startsWith('east') ? ('east' as const) : ('west' as const),
		engine,
		repeatAfterRestart: draw.chance(0.3),
		patronDetails: draw.one(['full', 'full', 'masked', 'none'] as const),
		validationWaitMs: draw.one([20_000, 20_000, 60_000]),
	}));
}

function stepsOf(draw: SeededDraw, { seed, endMs, processes, backEnd }: Setting) {
	const steps: Step[] = [];
	const add = (at: number, step: DistributiveOmit<Step, 'id' | 'at'>) => {
		const id = `${step.kind}-${steps.length}`;
		steps.push({ id, at: Math.round(at), ...step } as Step);
		return id;
	};
	const any = () => draw.whole(minute, endMs);
	const of = (library: 'east' | 'west') => processes.filter((process) => process.library === library).map(({ name }) => name);
	const east = of('east');
	const west = of('west');
	// In some worlds, the first poll after the activation comes late.
	const firstPollAt = new SeededDraw('first poll', seed).chance(0.3) ? new SeededDraw('first poll at', seed).wide(minute, 2 * hour) : 0;
	for (const { name } of processes)
		for (const at of pollTimes(draw, endMs)) if (at >= firstPollAt) add(at, { kind: 'poll', process: name });
	const stopped = (id: string, at: number) => {
		if (draw.chance(0.15)) add(at, { kind: 'stop', of: id, afterMs: draw.wide(20, 30_000) });
	};
	for (let made = draw.whole(1, 5); made > 0; made -= 1) {
		const draft: DraftPlan = {
			patron: draw.one(patrons) ?? 'R0001',
			record: draw.one([1, 2, 3, 3, 3, 3, 4, 8, 17]),
			...(draw.chance(0.5) ? { reference: `sim ${seed} ${draw.whole(1, 3)}` } : {}),
			isCopy: draw.chance(0.15),
			asBranch: backEnd === 'crossLink' && draw.chance(0.3),
		};
		const at = draw.chance(0.5) ? draw.whole(minute, 2 * hour) : any();
		const times = draw.one([1, 1, 2, 3]);
		for (let time = 0; time < times; time += 1) {
			const again = time === 0 ? 0 : draw.one([draw.whole(0, 50), draw.whole(0, 3000), draw.wide(minute, endMs)]);
			stopped(add(at + again, { kind: 'create', process: draw.one(east) ?? 'east-1', draft }), at + again);
		}
	}
	for (let count = draw.whole(0, 3); count > 0; count -= 1) {
		const at = any();
		stopped(
			add(at, { kind: 'act', process: draw.one(east) ?? 'east-1', deed: draw.one(['agree', 'agree', 'cancel', 'receive', 'message']) }),
			at,
		);
	}
	for (let count = draw.whole(0, 4); count > 0; count -= 1)
		add(any(), { kind: 'staff', library: 'west', deed: draw.one(['willSupply', 'sendConditions', 'cannotSupply', 'ship', 'message']) });
	for (let count = draw.whole(0, 2); count > 0; count -= 1)
		add(any(), { kind: 'staff', library: 'east', deed: draw.one(['cancel', 'agree', 'receive', 'message']) });
	if (draw.chance(0.4)) {
		const at = any();
		add(at, { kind: 'conditions', count: draw.whole(1, 3) });
		if (draw.chance(0.7)) add(at + draw.wide(minute, 40 * minute), { kind: 'act', process: draw.one(east) ?? 'east-1', deed: 'agree' });
	}
	if (west.length > 0) {
		for (let count = draw.whole(1, 3); count > 0; count -= 1) {
			const at = any();
			stopped(add(at, { kind: 'rules', process: draw.one(west) ?? 'west-1' }), at);
			if (draw.chance(0.5)) add(at + draw.whole(0, 2000), { kind: 'rules', process: draw.one(west) ?? 'west-1' });
			if (draw.chance(0.4))
				add(at + draw.whole(0, 3000), { kind: 'staff', library: 'west', deed: draw.one(['willSupply', 'sendConditions', 'cannotSupply']) });
		}
	}
	addTroubles(draw, add, any, steps, processes, backEnd);
	return steps;
}

type DistributiveOmit<Whole, Key extends PropertyKey> = Whole extends unknown ? Omit<Whole, Key> : never;

function addTroubles(
	draw: SeededDraw,
	add: (at: number, step: DistributiveOmit<Step, 'id' | 'at'>) => string,
	any: () => number,
	steps: readonly Step[],
	processes: readonly ProcessSettings[],
	backEnd: Plan['backEnd'],
): void {
	const process = () => draw.one(processes)?.name ?? 'east-1';
	for (let count = draw.one([0, 0, 1, 2]); count > 0; count -= 1) {
		// Most of what can be lost is lost shortly after something began.
		const near = draw.one(steps.filter(({ kind }) => kind === 'poll' || kind === 'create'));
		const at = near !== undefined && draw.chance(0.8) ? near.at + draw.wide(1, 5000) : any();
		const name = near !== undefined && 'process' in near ? near.process : process();
		add(at, { kind: 'kill', process: name, downMs: draw.wide(5000, 3 * hour) });
	}
	if (draw.chance(0.2)) add(any(), { kind: 'clock', process: process(), byMs: draw.one([-1, 1]) * draw.wide(10_000, 3 * hour) });
	if (draw.chance(0.25)) {
		const lacks =
			backEnd === 'modRs'
				? ['rs.patronrequests.item.get', 'rs.patronrequests.collection.get', 'directory.entry.collection.get']
				: ['directory.institution.all', 'broker.patron_requests.item.events.get', 'broker.patron_requests.item.get'];
		add(any(), {
			kind: 'role',
			library: draw.one(['east', 'west'] as const),
			lacks: draw.one(lacks) ?? '',
			forMs: draw.wide(minute, 6 * hour),
		});
	}
	if (draw.chance(0.15)) add(any(), { kind: 'directoryDown', forMs: draw.wide(minute, 2 * hour) });
	if (backEnd === 'crossLink' && draw.chance(0.25)) {
		add(0, { kind: 'branch', isThere: false });
		add(any(), { kind: 'branch', isThere: true });
	}
	if (draw.chance(0.3)) add(any(), { kind: 'expireTokens' });
	if (draw.chance(0.1)) add(any(), { kind: 'delete' });
	for (let count = draw.one([0, 0, 1, 3]); count > 0; count -= 1) add(any(), { kind: 'lateCommit', lateMs: draw.whole(30_000, 200_000) });
	if (backEnd === 'crossLink' && draw.chance(0.15))
		add(any(), {
			kind: 'hang',
			action: draw.one(['ship', 'will-supply', 'cannot-supply', 'add-condition', 'cancel-request', 'accept-condition', 'receive']),
			forMs: draw.wide(minute, hour),
		});
	if (backEnd === 'crossLink' && draw.chance(0.3))
		add(any(), { kind: 'slowActions', takesMs: draw.wide(200, 3000), forMs: draw.wide(minute, 12 * hour) });
}

/** Plans short sequences of steps that must coincide within seconds or minutes, which single steps at random times seldom do. */
function scenesOf(plan: Setting) {
	const draw = new SeededDraw('scenes', plan.seed);
	const steps: Step[] = [];
	const add = (at: number, step: DistributiveOmit<Step, 'id' | 'at'>) =>
		void steps.push({ id: `${step.kind}-scene-${steps.length}`, at: Math.round(at), ...step } as Step);
	const focus = focusOf(plan.seed);
	for (let count = focus === undefined ? draw.one([0, 1, 2, 3]) : 4; count > 0; count -= 1) {
		const process = draw.one(plan.processes) as ProcessSettings;
		const at = draw.chance(0.5) ? draw.whole(5 * minute, 3 * hour) : draw.whole(5 * minute, plan.endMs);
		(focus ?? draw.one(scenes))(draw, add, at, process, plan);
	}
	return steps;
}

type Scene = (
	draw: SeededDraw,
	add: (at: number, step: DistributiveOmit<Step, 'id' | 'at'>) => void,
	at: number,
	process: ProcessSettings,
	plan: Setting,
) => void;

const scenes: readonly [Scene, ...Scene[]] = [
	/** A request changes, a poll sees it, and only then the earlier transition of another request is committed. */
	(draw, add, at, process, { processes }) => {
		const polling = process.library === 'east' ? process : (processes[0] ?? process);
		const seenAt = at + draw.whole(500, 40_000);
		const committedAt = seenAt + draw.whole(15_000, 60_000);
		add(at, { kind: 'lateCommit', lateMs: 0 });
		add(seenAt, { kind: 'poll', process: polling.name });
		if (draw.chance(0.5)) return add(committedAt, { kind: 'lateCommit', lateMs: committedAt - at + draw.wide(2000, 120_000) });
		// Another poll finds nothing new.
		const again = seenAt + draw.whole(65_000, 90_000);
		add(again, { kind: 'poll', process: polling.name });
		add(again + 5000, { kind: 'lateCommit', lateMs: again + 5000 - at + draw.wide(2000, 120_000) });
	},
	/** Changes happen while a process is down or does not poll, and one of the requests cannot be read when it polls again. */
	(draw, add, at, { name, library }, { processes }) => {
		const borrower = processes.find((process) => process.library === 'east')?.name ?? name;
		for (const record of [1, 2])
			add(at - 4 * minute, { kind: 'create', process: borrower, draft: { patron: 'R0002', record, isCopy: false, asBranch: false } });
		const gap = draw.wide(12 * minute, 3 * hour);
		add(at, draw.chance(0.5) ? { kind: 'kill', process: name, downMs: gap } : { kind: 'poll', process: name });
		for (let moves = draw.whole(1, 4); moves > 0; moves -= 1)
			add(
				at + draw.unit() * gap,
				draw.chance(0.5) ? { kind: 'lateCommit', lateMs: 0 } : { kind: 'staff', library: 'west', deed: 'message' },
			);
		add(at + gap - 1000, { kind: 'unreadable', library, forMs: draw.wide(2 * minute, hour) });
		add(at + gap + 1000, { kind: 'poll', process: name });
		const later = draw.wide(minute, 40 * minute);
		for (let polls = draw.one([1, 1, 6]); polls > 0; polls -= 1) add(at + gap + polls * later, { kind: 'poll', process: name });
	},
	/** The broker begins an action, hangs in the middle of it, and ends it after a poll has seen later changes. */
	(draw, add, at, _, { processes }) => {
		const [action, library, deed] = draw.one<readonly [string, 'east' | 'west', StaffDeed]>([
			['ship', 'west', 'ship'],
			['will-supply', 'west', 'willSupply'],
			['add-condition', 'west', 'sendConditions'],
			['cannot-supply', 'west', 'cannotSupply'],
			['cannot-supply', 'west', 'cannotSupply'],
			['cancel-request', 'east', 'cancel'],
			['cancel-request', 'east', 'cancel'],
			['accept-condition', 'east', 'agree'],
			['receive', 'east', 'receive'],
		]);
		// Within ten minutes, the broker may still be at work; afterwards, it hangs.
		const forMs = draw.chance(0.5) ? draw.whole(7 * minute, 9.5 * minute) : draw.wide(6 * minute, 2 * hour);
		add(at, { kind: 'hang', action, forMs });
		add(at + 1000, { kind: 'staff', library, deed });
		for (const part of [0.3, draw.unit(), 0.95]) add(at + 60_000 + part * (forMs - 70_000), { kind: 'lateCommit', lateMs: 0 });
		for (const { name } of processes) {
			add(at + draw.wide(5000, 200_000), { kind: 'poll', process: name });
			add(at + forMs - 5000, { kind: 'poll', process: name });
		}
	},
	/** Further conditions follow before the automation agrees to those that it was shown. */
	(draw, add, at, { name }, { processes }) => {
		const borrower = processes.find(({ library }) => library === 'east')?.name ?? name;
		add(at, { kind: 'conditions', count: 1 });
		const seenAt = at + draw.wide(10_000, 20 * minute);
		add(seenAt, { kind: 'poll', process: borrower });
		add(seenAt + draw.wide(2000, 5 * minute), { kind: 'conditions', count: draw.whole(1, 2) });
		add(seenAt + draw.wide(2000, 20 * minute), { kind: 'act', process: borrower, deed: 'agree' });
		const moment = seenAt + draw.whole(2000, 60_000);
		add(moment, { kind: 'act', process: borrower, deed: 'agree' });
		add(moment + draw.whole(500, 60_000), { kind: 'conditions', count: 1 });
	},
	/** Rules and staff, or rules in two executions, answer in the same seconds, while actions take a while. */
	(draw, add, at, { name, library }, { processes, backEnd }) => {
		const lenders = processes.filter((process) => process.library === 'west').map((process) => process.name);
		const lender = library === 'west' ? name : lenders[0];
		if (lender === undefined) return;
		if (backEnd === 'crossLink' && draw.chance(0.6))
			add(at - 1000, { kind: 'slowActions', takesMs: draw.wide(300, 4000), forMs: draw.wide(5 * minute, 12 * hour) });
		add(at, { kind: 'rules', process: lender });
		add(at + draw.whole(0, 4000), { kind: 'staff', library: 'west', deed: draw.one(['willSupply', 'sendConditions', 'message']) });
		add(at + draw.whole(0, 3000), { kind: 'rules', process: lender });
	},
	/** Two executions create the same request in the same moment. */
	(draw, add, at, { name }, { processes, seed }) => {
		const borrowers = processes.filter(({ library }) => library === 'east').map((process) => process.name);
		const draft: DraftPlan = {
			patron: 'R0001',
			record: 3,
			...(draw.chance(0.5) ? { reference: `sim ${seed} ${draw.whole(1, 3)}` } : {}),
			isCopy: draw.chance(0.4),
			asBranch: false,
		};
		for (const later of [0, draw.wide(1, 2000), ...(draw.chance(0.3) ? [draw.wide(1, 5000)] : [])])
			add(at + later, { kind: 'create', process: draw.one(borrowers) ?? name, draft });
	},
	/** Rules answer, and answer again a while later. */
	(draw, add, at, { name, library }, { processes }) => {
		const lender = library === 'west' ? name : processes.find((process) => process.library === 'west')?.name;
		const borrower = library === 'east' ? name : processes.find((process) => process.library === 'east')?.name;
		if (lender === undefined || borrower === undefined) return;
		for (const record of [1, 2, 4])
			add(at - 20 * minute, { kind: 'create', process: borrower, draft: { patron: 'R0003', record, isCopy: false, asBranch: false } });
		add(at, { kind: 'rules', process: lender });
		add(at + draw.whole(31 * minute, 48 * minute), { kind: 'rules', process: lender });
		add(at + draw.whole(31 * minute, 48 * minute), { kind: 'rules', process: lender });
	},
	/** mod-rs never finishes a new request, while others change. */
	(_, add, at, { name, library }, { processes, backEnd }) => {
		if (backEnd !== 'modRs') return;
		const borrower = library === 'east' ? name : (processes[0]?.name ?? name);
		const draft = { patron: 'R0002', isCopy: false, asBranch: false };
		add(at - 20 * minute, { kind: 'create', process: borrower, draft: { ...draft, record: 1 } });
		add(at, { kind: 'create', process: borrower, draft: { ...draft, record: 2 } });
		add(at, { kind: 'stall' });
		for (const later of [3, 7, 9, 12]) {
			add(at + (later - 0.5) * minute, { kind: 'lateCommit', lateMs: 0 });
			add(at + later * minute, { kind: 'poll', process: borrower });
		}
	},
	/** A message is read, and another one follows. */
	(draw, add, at, { name, library }) => {
		const other = library === 'east' ? 'west' : 'east';
		for (let round = 0; round < 3; round += 1) {
			const begin = at + round * draw.whole(2 * minute, 12 * minute);
			add(begin, { kind: 'staff', library: other, deed: 'message' });
			add(begin + 30_000, { kind: 'poll', process: name });
			if (round < 2) add(begin + 60_000, { kind: 'staff', library, deed: 'read' });
		}
	},
	/** One execution after the other creates another request of the same patron. */
	(draw, add, at, { name }, { processes, seed }) => {
		const borrower = processes.find(({ library, name: one }) => library === 'east' && one === name)?.name ?? processes[0]?.name ?? name;
		for (const [index, record] of [1, 2, 2].entries())
			add(at + index * draw.whole(0, 300), {
				kind: 'create',
				process: borrower,
				draft: { patron: 'R0003', record, reference: `sim ${seed} ${4 + index}`, isCopy: false, asBranch: false },
			});
	},
	/** ReShare's clock is set, usually forward and back again, while changes happen. */
	(draw, add, at, { name }) => {
		const byMs = draw.wide(minute, 3 * hour);
		const back = draw.wide(10 * minute, 3 * hour);
		// A poll sees a change, a later one finds nothing new, and the next one finds the clock set back.
		add(at + 0.1 * back, { kind: 'lateCommit', lateMs: 0 });
		for (const later of [0.1 * back + 30_000, 0.1 * back + 7 * minute, back + minute, back + 2 * minute])
			add(at + later, { kind: 'poll', process: name });
		add(at + back + 90_000, { kind: 'lateCommit', lateMs: 0 });
		if (draw.chance(0.7)) add(at, { kind: 'serverClock', byMs });
		add(at + back, { kind: 'serverClock', byMs: -byMs });
		for (let moves = draw.whole(1, 4); moves > 0; moves -= 1) add(at + 2 * draw.unit() * back, { kind: 'lateCommit', lateMs: 0 });
	},
	/** A branch has a request, and the branch leaves or joins. */
	(draw, add, at, { name }, { processes, backEnd, seed }) => {
		if (backEnd !== 'crossLink') return;
		const borrower = processes.find(({ library }) => library === 'east')?.name ?? name;
		const draft: DraftPlan = { patron: 'R0001', record: draw.one([1, 2, 3]), reference: `sim ${seed} 9`, isCopy: false, asBranch: true };
		add(at, { kind: 'create', process: borrower, draft });
		if (draw.chance(0.5)) add(at + draw.wide(minute, 30 * minute), { kind: 'branch', isThere: false });
		add(at + draw.wide(40 * minute, 4 * hour), { kind: 'branch', isThere: true });
	},
];

/** Returns the times of polls: at first often, then as often as the workflow's owner chose, with a pause now and then. */
function pollTimes(draw: SeededDraw, endMs: number) {
	const every = draw.wide(minute, 3 * hour);
	const times: number[] = [];
	for (let at = draw.whole(1000, minute); at < endMs && times.length < 16; at += draw.chance(0.3) ? draw.wide(minute, every) : every)
		times.push(at);
	return times;
}
