import type { INodeExecutionData } from 'n8n-workflow';
import type { ClientModule, ReShare } from '../../nodes/shared/loadClient';
import type { Clock } from '../../reshare/index';
import type { Program, StartProgram } from './compileProgram';
import type { ConnectedContext } from './connectThroughContext';
import { SeededDraw } from './SeededDraw';
import { hour, type ProcessSettings } from './planWorld';
import { worldStart, type World } from './World';

type Stored = Record<string, unknown>;

export interface Delivery {
	readonly at: number;
	readonly process: string;
	/** The items of one execution. */
	readonly items: ReadonlyArray<Record<string, unknown>>;
	/** What the same poll wrote into the log. */
	readonly warned: readonly string[];
}

/** A letter that the workflow writes about an item of the trigger. */
export interface Letter {
	readonly requestId: string;
	readonly audience: 'patron' | 'staff';
	readonly notice: string;
	readonly to: string;
}

/** One call of a node, or one poll. */
export interface Run {
	readonly id: string;
	readonly stop: AbortController;
	stoppedAt?: number;
}

/** An n8n process: the program with what n8n has stored for it, which alone outlives a kill. */
export class N8nProcess {
	/** The data of the trigger that n8n has stored in its database. */
	#disk: Stored = {};
	/** n8n's in-memory engine works on one object as long as the process lives. */
	#memory: Stored = {};
	#program: Program | undefined;
	#generation = 0;
	#activation: 'due' | 'running' | 'done' = 'due';
	#clockAheadMs = 0;
	#startHours = 0;
	/** Whether n8n polls for the workflow. */
	#isPublished = true;
	/** What lending rules count in the memory of the process, besides what they store in the workflow. A restart empties it. */
	rulesMemory: { kept?: unknown } = {};
	readonly warnings: string[] = [];
	/** The number of requests in quarantine. */
	quarantined = 0;
	readonly deliveries: Delivery[] = [];
	readonly letters: Letter[] = [];
	/** The times at which successful polls ended. */
	readonly polledAt: number[] = [];
	/** How many deliveries a kill cut off between storing the cursor and starting the execution. */
	cutOff = 0;
	/** The times at which the process was killed. */
	readonly killedAt: number[] = [];
	/** When the trigger's cursor was first stored. Changes from before may count as old. */
	followsSince: number | undefined;
	/** When the cursor was first stored after the requests had migrated. */
	followsAgainSince: number | undefined;
	/** When the first poll succeeded. A process that is never killed knows its place from then on. */
	beganAt: number | undefined;

	constructor(
		readonly plan: ProcessSettings,
		private readonly world: World,
		private readonly startProgram: StartProgram,
	) {}

	get isUp(): boolean {
		return this.#program !== undefined;
	}

	async start() {
		const program = this.startProgram();
		this.#program = program;
		this.#generation += 1;
		const alive = this.#aliveNow();
		const jitter = new SeededDraw('jitter', this.world.plan.seed, this.plan.name, this.#generation);
		Object.assign(program.n8nClock, this.#clock(alive, jitter));
		this.#memory = clone(this.#disk);
		this.rulesMemory = {};
		this.world.note(`${this.plan.name} starts (${this.plan.engine})`);
		this.#activation = 'due';
		await this.poll(`${this.plan.name}-start-${this.#generation}`);
	}

	/** Starts the process for a person. It follows no changes. */
	startQuietly() {
		const program = this.startProgram();
		this.#program = program;
		this.#generation += 1;
		Object.assign(program.n8nClock, this.#clock(this.#aliveNow(), new SeededDraw('jitter', this.plan.name)));
	}

	kill() {
		if (!this.isUp) return;
		this.killedAt.push(this.world.time.now());
		this.#program = undefined;
		this.world.note(`${this.plan.name} is killed`);
	}

	unpublish() {
		this.#isPublished = false;
	}

	/** Publishes the workflow again, with *Start With the Last (Hours)*. */
	async publish(id: string, startHours: number) {
		this.#isPublished = true;
		this.#startHours = startHours;
		this.#memory = clone(this.#disk);
		this.#activation = 'due';
		await this.poll(id);
	}

	setClock(byMs: number) {
		this.#clockAheadMs += byMs;
		this.world.note(`The clock of ${this.plan.name} is set by ${Math.round(byMs / 1000)} s`);
	}

	/** Opens the client for one run. */
	async open(
		run: Run,
		who: 'automation' | 'person' = 'automation',
	): Promise<{ client: ClientModule; reshare: ReShare; isDead: () => boolean }> {
		if (this.#program === undefined) throw new Error(`${this.plan.name} is not running`);
		const alive = this.#aliveNow();
		const client = await this.#program.loadClient();
		const reshare = await client.ReShare.open({
			library: this.world.access(this.plan.library, who),
			home: 'simulation',
			signal: run.stop.signal,
			transport: { fetch: this.world.fetch({ run: run.id, hasFaults: who === 'automation', isDead: () => !alive() }) },
		});
		return { client, reshare, isDead: () => !alive() };
	}

	/**
	 * Runs one poll of the trigger. Its state is stored in the way, and at the time, that this engine does. As in n8n, the first poll of a
	 * process activates the workflow: no other one runs beside it, and if it fails, the next one activates.
	 */
	async poll(id: string) {
		if (this.#program === undefined || this.#activation === 'running' || !this.#isPublished) return;
		const { engine } = this.plan;
		const isActivation = this.#activation === 'due';
		if (isActivation) this.#activation = 'running';
		const alive = this.#aliveNow();
		const data = engine === 'memory' ? this.#memory : clone(this.#disk);
		const run: Run = { id, stop: new AbortController() };
		const toldBefore = this.warnings.length;
		let output: INodeExecutionData[][] | null;
		try {
			output = await this.#program.pollForChanges(this.#context(run, data), this.#settings());
		} catch (error) {
			if (isActivation && alive()) this.#activation = 'due';
			this.world.note(`${this.plan.name} poll fails: ${(error as Error).message}`);
			this.warnings.push(textOfError(error));
			return;
		}
		if (!alive()) return;
		// n8n discards what a poll returns after its time is over.
		if (engine !== 'memory' && !isActivation && !id.includes('quiet') && new SeededDraw('discard', this.world.plan.seed, id).chance(0.03)) {
			this.world.note(`${this.plan.name} polls, and n8n discards the result`);
			return;
		}
		if (isActivation) this.#activation = 'done';
		this.beganAt ??= this.world.time.now();
		this.polledAt.push(this.world.time.now());
		this.quarantined = Object.keys(data.waiting ?? {}).length;
		const items = (output?.[0] ?? []).map(({ json }) => clone(json) as Record<string, unknown>);
		const warned = this.warnings.slice(toldBefore);
		const stored = clone(data);
		const store = () => {
			this.#disk = stored;
			// A poll that is skipped because another one still runs may have no cursor yet.
			if (Object.keys(stored).length === 0) return;
			this.followsSince ??= this.world.time.now();
			if (this.world.migration !== undefined) this.followsAgainSince ??= this.world.time.now();
		};
		const deliver = () => {
			this.deliveries.push({ at: this.world.time.now(), process: this.plan.name, items, warned });
			for (const item of items) this.#write(item);
			this.world.note(
				`${this.plan.name} is told: ${items.map(({ event, status, requestId }) => `${String(event)} (${(status as { label?: string } | null)?.label ?? ''}) of ${String(requestId)}`).join(', ')}`,
			);
		};
		if (items.length === 0) {
			this.world.note(`${this.plan.name} polls, and is told nothing`);
			if (engine === 'durable' ? !isActivation : isActivation) store();
			return;
		}
		if (engine === 'durable') {
			store();
			deliver();
			return;
		}
		// n8n stores the cursor first, and starts the execution some milliseconds later.
		store();
		this.cutOff += 1;
		// Kills seldom coincide with these milliseconds by chance.
		const kill = new SeededDraw('kill', this.world.plan.seed, id);
		if (this.plan.repeatAfterRestart && kill.chance(0.03)) {
			this.kill();
			this.world.time.after(kill.wide(5000, hour), () => {
				if (!this.isUp) void this.start();
			});
		}
		this.world.time.after(new SeededDraw('start', this.world.plan.seed, id).whole(1, 20), () => {
			if (!alive()) {
				this.world.note(`${this.plan.name} was killed between storing its place and starting the execution`);
				return;
			}
			this.cutOff -= 1;
			deliver();
		});
	}

	/** Writes letters of all kinds, as the workflow does. */
	#write(item: Delivery['items'][number]) {
		try {
			for (const { audience, notice, to } of (this.#program as Program).lettersAbout(item, staffAddress(this.plan.library)))
				this.letters.push({ requestId: String(item.requestId), audience, notice, to });
		} catch (error) {
			if (this.plan.patronDetails !== 'masked') throw error;
		}
	}

	#aliveNow(): () => boolean {
		const generation = this.#generation;
		return () => this.#program !== undefined && this.#generation === generation;
	}

	#clock(alive: () => boolean, jitter: SeededDraw): Clock {
		const { time } = this.world;
		return {
			now: () => time.now() + this.#clockAheadMs,
			elapsed: () => time.now() - worldStart,
			sleep: async (ms, signal) =>
				await new Promise<void>((resolve, reject) => {
					const abort = () => {
						cancel();
						reject(signal?.reason as Error);
					};
					const cancel = time.after(ms, () => {
						signal?.removeEventListener('abort', abort);
						if (alive()) resolve();
					});
					if (signal?.aborted === true) abort();
					else signal?.addEventListener('abort', abort, { once: true });
				}),
			nextTurn: async () =>
				await new Promise<void>((resolve) => {
					time.after(0, () => {
						if (alive()) resolve();
					});
				}),
			jitter: () => jitter.unit(),
		};
	}

	#context(run: Run, data: Stored): ConnectedContext {
		const { plan, world } = this;
		const context: Partial<ConnectedContext> = {
			connect: async () => ({ ...(await this.open(run)), openUrlTenant: '', ownSymbols: [] }),
			getPollBudgetMs: () => (plan.engine === 'memory' ? 300_000 : 36_000),
			getWorkflow: () => ({ id: plan.name, name: plan.name, active: true }),
			getNode: () => ({ id: plan.name, name: 'Trigger', type: '', typeVersion: 1, position: [0, 0], parameters: {} }),
			getTimezone: () => 'America/New_York',
			getWorkflowStaticData: () => data as never,
			logger: {
				info: (text: string) => world.note(`${plan.name} logs: ${text}`),
				warn: (text: string) => {
					this.warnings.push(text);
					world.note(`${plan.name} warns: ${text}`);
				},
				error: () => undefined,
				debug: () => undefined,
			},
		};
		return context as ConnectedContext;
	}

	#settings(): Parameters<Program['pollForChanges']>[1] {
		const { library, patronDetails, repeatAfterRestart } = this.plan;
		return {
			following: {
				side: library === 'east' ? 'borrowing' : 'lending',
				criteria: { events: new Set(['anyStatusChange', 'needsStaff', 'newRequest'] as const) },
				patronDetails,
				overlapSeconds: 300,
				ignoreOlderThanSeconds: 0,
				startHours: this.#startHours,
				repeatAfterRestart,
			},
			includeRawRequest: false,
			realPatronInTests: false,
		} as Parameters<Program['pollForChanges']>[1];
	}
}

export function staffAddress(library: ProcessSettings['library']) {
	return `staff@${library}.example.org`;
}

export function textOfError(error: unknown) {
	return error instanceof Error ? `${error.message} ${'description' in error ? String(error.description) : ''}` : String(error);
}

function clone<Value>(value: Value): Value {
	return JSON.parse(JSON.stringify(value)) as Value;
}
