import type { PatronRequest, RequestAction } from '../../reshare/index';
import type { ReShare } from '../../nodes/shared/loadClient';
import { buildInstanceId } from '../../sandbox/inventory/recordIds';
import { bibRecords } from '../../sandbox/inventory/records/bibRecords';
import { libraries } from '../../sandbox/consortium';
import { findPatron } from '../../sandbox/patrons';
import type { StartProgram } from './compileProgram';
import { SeededDraw } from './SeededDraw';
import { N8nProcess, textOfError, type Run } from './N8nProcess';
import { hour, minute, type Plan, type Step } from './planWorld';
import type { PlayedWorld, RunReport, ShownCondition, Verdict } from './documentedPromises';
import { PromiseJudge } from './judgePromises';
import { Witness, type WitnessedRequest } from './Witness';
import { formatWorldTime, worldStart, World } from './World';

type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

/** Plays a plan to its end: the troubled time, then two quiet hours in which everything that is late may still arrive. */
export async function playWorld(plan: Plan, program: StartProgram, people: StartProgram): Promise<PlayedWorld & Verdict> {
	return await new Play(plan, program, people).run();
}

class Play {
	readonly #world: World;
	readonly #processes = new Map<string, N8nProcess>();
	readonly #people = new Map<string, N8nProcess>();
	readonly #reports: RunReport[] = [];
	readonly #runs = new Map<string, Run>();
	readonly #deleted = new Map<string, WitnessedRequest>();
	readonly #witness: Witness;
	readonly #judge: PromiseJudge;
	readonly #waiting: Array<{ readonly canBegin: () => boolean; readonly begin: () => void }> = [];
	#lookedAt = { changedAt: 0, told: 0 };
	/** Whether nobody works, because requests migrate. */
	#isClosed = false;
	#isStalling = false;

	constructor(
		private readonly plan: Plan,
		program: StartProgram,
		people: StartProgram,
	) {
		this.#world = new World(plan);
		this.#witness = new Witness(this.#world);
		this.#judge = new PromiseJudge(this.#witness);
		for (const process of plan.processes) this.#processes.set(process.name, new N8nProcess(process, this.#world, program));
		for (const library of ['east', 'west'] as const) {
			const person = {
				name: `person-${library}`,
				library,
				engine: 'durable',
				repeatAfterRestart: false,
				patronDetails: 'full',
				validationWaitMs: 0,
			} as const;
			this.#people.set(library, new N8nProcess(person, this.#world, people));
		}
	}

	async run(): Promise<PlayedWorld & Verdict> {
		const { time } = this.#world;
		for (const process of this.#processes.values()) time.after(0, () => void process.start());
		for (const step of this.plan.steps) time.after(step.at, () => this.#begin(step));
		const quiet = this.plan.endMs + 6 * hour;
		time.after(this.plan.endMs, () => this.#calm());
		for (const at of [30 * minute, 3 * hour, 5 * hour])
			for (const process of this.#processes.values())
				time.after(this.plan.endMs + at, () => void process.poll(`${process.plan.name}-quiet-${at}`));
		await time.play(worldStart + quiet, this.#look);
		const played = {
			world: this.#world,
			processes: [...this.#processes.values()],
			reports: this.#reports,
			runs: [...this.#runs.values()],
			deleted: this.#deleted,
		};
		this.#judge.end(played);
		const { violations, exemptions } = this.#judge;
		return { ...played, violations, exemptions };
	}

	/** Ends all trouble: processes that are down start, and every account has its permissions again. */
	#calm() {
		this.#world.note('All faults end, and every process polls three times from here on');
		this.#waiting.length = 0;
		for (const library of ['east', 'west'] as const) this.#world.setAccount(library, 'automation');
		this.#world.isDirectoryDown = false;
		this.#world.unreadable.clear();
		this.#world.hasBranch = true;
		this.#world.sandbox.behavior.crosslinkActionTakesMs = 0;
		this.#letGo();
		for (const process of this.#processes.values()) if (!process.isUp) void process.start();
	}

	#letGo() {
		this.#world.sandbox.behavior.crosslinkHangsAt = '';
		if (this.#world.isModRs) return;
		for (const row of this.#world.sandbox.crosslink.requests.all()) {
			if (row.letGo === undefined) continue;
			this.#world.note(`The broker ends the action in which it hung at ${row.id}. Its log names when the action began`);
			row.letGo();
		}
	}

	/** Begins a step. If there is no request that the step can concern, most steps wait for one, as automations and staff do. */
	#begin(step: Step) {
		const draw = new SeededDraw('wait', this.plan.seed, step.id);
		const canBegin = draw.chance(0.85) ? this.#chanceOf(step) : undefined;
		if (canBegin === undefined || canBegin()) return void this.#step(step);
		this.#waiting.push({ canBegin, begin: () => this.#world.time.after(draw.wide(5, 20_000), () => void this.#step(step)) });
	}

	/** Returns a test that says whether there is a request that the step can concern; undefined if the step needs none. */
	#chanceOf(step: Step): (() => boolean) | undefined {
		const rows = (library: 'east' | 'west') =>
			this.#witness.rows(library, library === 'east' ? 'borrowing' : 'lending').filter(({ isOpen }) => isOpen);
		switch (step.kind) {
			case 'rules':
				return () => rows('west').some(({ id }) => this.#witness.stays.get(id)?.length === 1);
			case 'conditions':
				return () => rows('west').length > 0;
			case 'staff':
				return () => rows(step.library).length > 0;
			case 'act':
				return () =>
					this.#itemsFor(step).some(({ requestId }) =>
						rows('east').some(({ id, formerId }) => id === requestId || (formerId !== undefined && formerId === requestId)),
					);
			default:
				return undefined;
		}
	}

	/** Returns the items that the trigger delivered to the process and that this step can concern. */
	#itemsFor({ deed, process: name }: StepOf<'act'>): ReadonlyArray<Record<string, unknown>> {
		const items = this.#processes.get(name)?.deliveries.flatMap(({ items: all }) => all) ?? [];
		return deed === 'agree' ? items.filter(({ conditions }) => (conditions as unknown[]).length > 0) : items;
	}

	/** Is called after each task of the world: begins the waiting steps that can begin now. */
	readonly #look = (): void => {
		const world = this.#world;
		this.#witness.observe();
		if (this.#isStalling && world.isModRs) {
			const row = world.sandbox.requests
				.all('east')
				.find(
					({ isRequester, state, dateCreated }) => isRequester && state === 'REQ_IDLE' && dateCreated > world.sandbox.clock.now() - 1000,
				);
			if (row !== undefined) {
				this.#isStalling = false;
				row.epoch += 1;
				world.note(`  ReShare stops working on request ${row.id}`);
			}
		}
		const { changedAt } = this.#world;
		const told = [...this.#processes.values()].reduce((sum, { deliveries }) => sum + deliveries.length, 0);
		if (this.#waiting.length === 0 || (changedAt === this.#lookedAt.changedAt && told === this.#lookedAt.told)) return;
		this.#lookedAt = { changedAt, told };
		for (const one of this.#waiting.filter(({ canBegin }) => canBegin())) {
			this.#waiting.splice(this.#waiting.indexOf(one), 1);
			one.begin();
		}
	};

	async #step(step: Step) {
		const world = this.#world;
		const { time, sandbox } = world;
		if (this.#isClosed && step.kind !== 'poll') return;
		switch (step.kind) {
			case 'create':
				return await this.#report(step, step.process, async (run) => await this.#create(step, run));
			case 'act':
				return await this.#report(step, step.process, async (run) => await this.#act(step, run));
			case 'rules':
				return await this.#report(step, step.process, async (run) => await this.#rules(step, run));
			case 'poll':
				return await this.#poll(step);
			case 'staff':
				return await this.#staff(step);
			case 'conditions':
				return await this.#conditions(step);
			case 'kill': {
				const process = this.#processes.get(step.process);
				if (process?.isUp !== true) return;
				process.kill();
				time.after(step.downMs, () => {
					if (!process.isUp) void process.start();
				});
				return;
			}
			case 'clock':
				return this.#processes.get(step.process)?.setClock(step.byMs);
			case 'serverClock':
				world.note(`The clock of ReShare is set by ${Math.round(step.byMs / 1000)} s`);
				return world.setServerClock(step.byMs);
			case 'role':
				world.note(`The automation's account at ${step.library} loses ${step.lacks} for ${Math.round(step.forMs / minute)} minutes`);
				world.setAccount(step.library, 'automation', step.lacks);
				time.after(step.forMs, () => world.setAccount(step.library, 'automation'));
				return;
			case 'directoryDown':
				world.note(`The Directory is down for ${Math.round(step.forMs / minute)} minutes`);
				world.isDirectoryDown = true;
				time.after(step.forMs, () => void (world.isDirectoryDown = false));
				return;
			case 'branch':
				world.note(`The Directory ${step.isThere ? 'names' : 'does not name'} the second symbol of East Harbor`);
				world.hasBranch = step.isThere;
				return;
			case 'expireTokens':
				world.note('All tokens are void');
				return world.consortium.expireTokens(undefined);
			case 'lateCommit':
				return this.#commitLate(step);
			case 'unreadable':
				return this.#hide(step);
			case 'delete':
				return this.#delete(step);
			case 'stall':
				this.#isStalling = true;
				return;
			case 'migrate':
				return await this.#migrate(step);
			case 'hang':
				world.note('The broker begins to hang in the middle of actions');
				sandbox.behavior.crosslinkHangsAt = step.action;
				time.after(step.forMs, () => this.#letGo());
				return;
			case 'slowActions':
				sandbox.behavior.crosslinkActionTakesMs = step.takesMs;
				time.after(step.forMs, () => void (sandbox.behavior.crosslinkActionTakesMs = 0));
		}
	}

	/** Runs one node, and records what it reported, unless its process was killed meanwhile. */
	async #report(step: Step, name: string, work: (run: Run) => Promise<Partial<RunReport> | undefined>) {
		const process = this.#processes.get(name);
		if (process?.isUp !== true) return;
		const run: Run = { id: step.id, stop: new AbortController() };
		this.#runs.set(step.id, run);
		const stops = this.plan.steps.flatMap((one) =>
			one.kind === 'stop' && one.of === step.id ? [this.#world.time.after(one.afterMs, () => this.#stop(run))] : [],
		);
		const startedAt = this.#world.time.now();
		const acceptedBefore = new Set(
			step.kind === 'act'
				? this.#witness
						.rows('east', 'borrowing')
						.flatMap(({ conditions }) => conditions.filter(({ isAccepted }) => isAccepted).map(({ id }) => id))
				: [],
		);
		const outcome = await work(run).catch((error: unknown) => ({ error: textOfError(error) }));
		for (const cancel of stops) cancel();
		if (outcome === undefined) return;
		const report: RunReport = { step, process: name, run, startedAt, acceptedBefore, at: this.#world.time.now(), ...outcome };
		this.#world.note(`${name} ${step.id}: ${sentenceOf(report)}`);
		// n8n accepts no result of a run that was stopped.
		if (run.stoppedAt !== undefined) return;
		this.#reports.push(report);
		this.#judge.report(this.#world, report);
	}

	#stop(run: Run) {
		run.stoppedAt = this.#world.time.now();
		this.#world.note(`Somebody stops ${run.id}`);
		run.stop.abort(new DOMException('Stopped', 'AbortError'));
	}

	/** Polls. Most polls after which nothing can be new are left out, because they make up most calls of a world and show the least. */
	async #poll({ process: name, id }: StepOf<'poll'>) {
		const process = this.#processes.get(name);
		const isIdle = (process?.polledAt.at(-1) ?? 0) > this.#world.changedAt + 6 * minute;
		if (!isIdle || new SeededDraw('idle', this.plan.seed, id).chance(0.1)) await process?.poll(id);
	}

	async #create({ draft, process: name, id }: StepOf<'create'>, run: Run): Promise<Partial<RunReport>> {
		const process = this.#processes.get(name) as N8nProcess;
		const { reshare } = await process.open(run);
		const { isModRs } = this.#world;
		const record = bibRecords.find(({ number }) => number === draft.record);
		const [pickup] = libraries.east.pickupLocations;
		// The broker knows the symbols that the Directory names.
		const isBranch = draft.asBranch && this.#world.hasBranch;
		this.#world.note(
			`${name} ${id}: creates a ${draft.isCopy ? 'copy' : 'loan'} of record ${draft.record} for ${draft.patron}, reference ${draft.reference ?? 'derived'}${isBranch ? ', under the second symbol' : ''}`,
		);
		const created = await reshare.requests.create(
			{
				patronId: draft.patron,
				serviceType: draft.isCopy ? 'copy' : 'loan',
				instanceId: buildInstanceId(draft.record),
				patronEmail: findPatron(draft.patron)?.email,
				title: record?.title ?? 'Untitled',
				author: record?.authors?.[0],
				pickupLocation: isModRs ? pickup?.slug : pickup?.lmsLocationCode,
				...(draft.isCopy ? { partTitle: 'A chapter', pages: '1-12', publicationDate: '2001', copyrightType: 'us-ccg' } : {}),
				...(draft.reference === undefined ? {} : { reference: draft.reference }),
			} as Parameters<typeof reshare.requests.create>[0],
			{
				validationWaitMs: process.plan.validationWaitMs,
				...(isBranch ? { requestingSymbol: 'ISIL:US-EASTLAW' } : isModRs ? { requestingSymbol: 'ISIL:US-EAST' } : {}),
			} as Parameters<typeof reshare.requests.create>[1],
		);
		return { created };
	}

	async #act(step: StepOf<'act'>, run: Run): Promise<Partial<RunReport> | undefined> {
		const { deed, process: name, id } = step;
		const process = this.#processes.get(name) as N8nProcess;
		const fitting = this.#itemsFor(step);
		const draw = new SeededDraw('act', this.plan.seed, id);
		const { reshare } = await process.open(run);
		let report: Partial<RunReport> | undefined;
		const asked = new Set<unknown>();
		for (const item of deed === 'agree' ? fitting.slice(-1) : draw.shuffled(fitting).slice(0, 3)) {
			// A run acts on a request only once, however many of its changes were delivered, because the judge tells the run's calls apart
			// by the request.
			if (asked.has(item.requestId)) continue;
			asked.add(item.requestId);
			const found = await reshare.requests.get(String(item.requestId));
			if (found === undefined) continue;
			// One item was delivered before its request migrated, and another afterwards: both name one request, which is acted on once.
			if (found.request.id !== item.requestId && asked.has(found.request.id)) continue;
			asked.add(found.request.id);
			const shown = item.conditions as ShownCondition[];
			const action = {
				agree: { kind: 'agreeConditions', shown: shown.map((condition) => condition.id) },
				cancel: { kind: 'cancel' },
				receive: { kind: 'receive' },
				message: { kind: 'sendMessage', text: 'When does it come?' },
			}[deed] as RequestAction;
			const acted = await reshare.requests.perform(found.request, action);
			const refused = report?.acted === undefined ? [] : [...(report.refused ?? []), report.acted];
			report = { acted: { ...acted, deed, shown, requestId: found.request.id }, refused };
			if (acted.outcome !== 'notPossible') break;
		}
		return report;
	}

	async #rules({ process: name, id }: StepOf<'rules'>, run: Run): Promise<Partial<RunReport>> {
		const process = this.#processes.get(name) as N8nProcess;
		const { reshare } = await process.open(run);
		const isModRs = this.#world.isModRs;
		const place = isModRs ? { place: 'MAIN' } : {};
		const then = {
			yes: { kind: 'willSupply', ...place, note: `Yes, by ${name}` },
			no: { kind: 'cannotSupply', reason: isModRs ? 'policy' : 'PolicyProblem' },
			conditions: { kind: 'sendConditions', condition: isModRs ? 'other' : 'Other', cost: 12.5, currency: 'USD', ...place },
			limit: { kind: 'cannotSupply', reason: isModRs ? 'policy' : 'PolicyProblem' },
		}[this.plan.rule];
		const rules = reshare.requests.ownRules({
			rules: [{ name: 'The rule', when: this.plan.rule === 'limit' ? { openRequests: 1 } : {}, then }],
			limits: { mostAnswers: this.plan.mostAnswers, mostOtherwise: 100 },
			memory: process.rulesMemory,
			timeZone: 'UTC',
			confirmationKey: id,
		} as unknown as Parameters<typeof reshare.requests.ownRules>[0]);
		const { listed } = await reshare.requests.list({ side: 'lending', openOrClosed: 'open', whole: true });
		const ruled = [];
		// Executions that overlap need not meet the requests in one order.
		for (const { request } of new SeededDraw('order', this.plan.seed, id).shuffled(listed)) {
			const { outcome, reason, warnings } = await rules.apply(request, { mode: 'answer' });
			ruled.push({ outcome, reason, requestId: request.id, isNoted: warnings.length === 0 });
		}
		return { ruled };
	}

	/**
	 * Lets a person act on the first request that allows it, at a moment when nothing fails.
	 *
	 * @returns the id of the request
	 */
	async #person(
		library: 'east' | 'west',
		id: string,
		inOrder: (open: readonly PatronRequest[]) => readonly PatronRequest[],
		action: RequestAction,
	): Promise<string | undefined> {
		const person = this.#people.get(library) as N8nProcess;
		if (!person.isUp) person.startQuietly();
		const { reshare } = await person.open({ id, stop: new AbortController() }, 'person');
		const { listed } = await reshare.requests.list({
			side: library === 'east' ? 'borrowing' : 'lending',
			openOrClosed: 'open',
			whole: true,
			sort: 'createdOldest',
		});
		for (const request of inOrder(listed.map((one) => one.request)).slice(0, 3)) {
			const { outcome, explanation } = await reshare.requests.perform(request, action);
			if (outcome === 'notPossible') continue;
			this.#world.note(`Staff of ${library} (${id}), ${action.kind} of ${request.id}: ${outcome}. ${explanation}`);
			return request.id;
		}
		return undefined;
	}

	async #staff({ library, deed, id }: StepOf<'staff'>) {
		const draw = new SeededDraw('staff', this.plan.seed, id);
		const fitting = (open: readonly PatronRequest[]) =>
			deed === 'read' ? open.filter(({ messages }) => messages.some(({ sent, seen }) => sent === false && seen !== true)) : open;
		await this.#person(library, id, (open) => draw.shuffled(fitting(open)), this.#action(deed, draw)).catch((error: unknown) =>
			this.#world.note(`Staff: ${textOfError(error)}`),
		);
	}

	async #conditions({ count, id }: StepOf<'conditions'>) {
		const draw = new SeededDraw('conditions', this.plan.seed, id);
		let chosen: string | undefined;
		for (let index = 0; index < count; index += 1) {
			// Usually the request is one in which a condition already waits for its answer.
			const inOrder = (open: readonly PatronRequest[]): readonly PatronRequest[] => {
				const waiting = draw.chance(0.7) ? open.filter(({ conditions }) => conditions.length > 0) : [];
				return chosen === undefined
					? [...draw.shuffled(waiting).slice(0, 1), ...draw.shuffled(open)]
					: open.filter((one) => one.id === chosen);
			};
			const asked = await this.#person('west', `${id}-${index}`, inOrder, this.#action('sendConditions', draw)).catch(() => undefined);
			chosen ??= asked;
			const pause = draw.wide(1000, 20 * minute);
			await new Promise<void>((resolve) => this.#world.time.after(pause, resolve));
			if (this.#isClosed) return;
		}
	}

	#action(deed: StepOf<'staff'>['deed'], draw: SeededDraw): RequestAction {
		const isModRs = this.#world.isModRs;
		const place = isModRs ? { place: 'MAIN' } : {};
		const cost = draw.chance(0.6) ? { cost: draw.whole(1, 90), currency: 'EUR' } : {};
		const condition = draw.one(isModRs ? ['libraryuseonly', 'noreproduction', 'other'] : ['LibraryUseOnly', 'NoReproduction', 'Other']);
		return {
			willSupply: { kind: 'willSupply', ...place },
			sendConditions: { kind: 'sendConditions', condition, ...place, ...cost, ...(isModRs ? { withoutWaiting: draw.chance(0.5) } : {}) },
			cannotSupply: { kind: 'cannotSupply', reason: isModRs ? 'policy' : 'PolicyProblem' },
			ship: { kind: 'markShipped', barcodes: ['B1'] },
			message: { kind: 'sendMessage', text: 'A word from staff' },
			cancel: { kind: 'cancel' },
			agree: { kind: 'agreeConditions' },
			receive: { kind: 'receive' },
			read: { kind: 'markMessagesSeen' },
		}[deed] as RequestAction;
	}

	#commitLate({ id, lateMs }: StepOf<'lateCommit'>) {
		const { sandbox, isModRs, time } = this.#world;
		const at = sandbox.clock.now() - lateMs;
		const row = new SeededDraw('late', this.plan.seed, id).one(
			this.#witness.rows('east', 'borrowing').filter(
				({ id, isOpen, needsStaff, state }) =>
					isOpen &&
					!needsStaff &&
					!/SHIPPED|RECEIVED|CHECKED|BORROW|RETURN/.test(state) &&
					this.#witness.since(id) <= time.now() - lateMs &&
					// The broker takes no other action as long as one hangs.
					(isModRs || sandbox.crosslink.requests.get(id).letGo === undefined),
			),
		);
		if (row === undefined) return;
		this.#world.note(
			lateMs === 0
				? `ReShare moves ${row.id} on`
				: `A transition of ${row.id} is committed ${Math.round(lateMs / 1000)} s late, with the time ${formatWorldTime(at)}`,
		);
		if (isModRs) sandbox.requests.move(row.id, 'REQ_SHIPPED', { at });
		else sandbox.crosslink.requests.move(row.id, 'SHIPPED', { at });
	}

	#hide({ id, library, forMs }: StepOf<'unreadable'>) {
		const { unreadable, time } = this.#world;
		const newest = this.#witness
			.rows(library, library === 'east' ? 'borrowing' : 'lending')
			.sort((one, other) => this.#witness.since(other.id) - this.#witness.since(one.id));
		const row = new SeededDraw('unreadable', this.plan.seed, id).one(newest.slice(0, 3));
		if (row === undefined) return;
		this.#world.note(`Request ${row.id} cannot be read for ${Math.round(forMs / minute)} minutes`);
		unreadable.add(row.id);
		time.after(forMs, () => void unreadable.delete(row.id));
	}

	/** Migrates all requests, in the steps that docs/moving-to-crosslink.md names. */
	async #migrate({ id, takesMs, startHours }: StepOf<'migrate'>) {
		const world = this.#world;
		const processes = [...this.#processes.values()];
		world.note('Staff stop working, and the workflows that create requests are unpublished, because the requests migrate');
		this.#isClosed = true;
		this.#waiting.length = 0;
		for (const process of processes) if (!process.isUp) await process.start();
		await this.#pause(11 * minute);
		// As nobody works, nothing happens to a request by itself any more.
		for (const row of world.sandbox.requests.all()) row.epoch += 1;
		for (const process of processes) {
			await this.#pollToTheEnd(process, `${id}-last-poll`);
			process.unpublish();
		}
		const saved = new Map<N8nProcess, Awaited<ReturnType<ReShare['requests']['save']>>>();
		for (const library of ['east', 'west'] as const) {
			const process = processes.find(({ plan }) => plan.library === library);
			if (process === undefined) continue;
			const all = await this.#repeated(process, `${id}-save-${library}`, async ({ requests }) => await requests.save());
			saved.set(process, all);
			this.#judge.saved(process, all);
		}
		this.#witness.beforeMigration();
		world.migrate();
		this.#witness.afterMigration();
		world.note('All open requests have migrated to CrossLink');
		await this.#pause(takesMs);
		for (const process of processes) {
			await process.publish(`${id}-publish-${process.plan.name}`, startHours);
			await this.#pollToTheEnd(process, `${id}-first-poll`);
		}
		for (const [process, all] of saved)
			for (const one of all) {
				const work = async ({ requests }: ReShare) => await requests.restore(one);
				const restored = await this.#repeated(process, `${id}-restore-${one.id}`, work);
				world.note(`${process.plan.name} restores: ${restored.outcome}. ${restored.explanation}`);
				this.#judge.restored(process, restored, world.time.now());
			}
		world.note('Everybody works again');
		this.#isClosed = false;
	}

	async #pause(ms: number) {
		await new Promise<void>((resolve) => void this.#world.time.after(ms, () => resolve()));
	}

	/**
	 * Polls each minute until a poll succeeds and delivers nothing, no request is in quarantine, and no poll has told for a quarter of an
	 * hour that a request carries a time still to come.
	 */
	async #pollToTheEnd(process: N8nProcess, id: string) {
		let aheadAt = -Infinity;
		for (let attempt = 1, isAtEnd = false; !isAtEnd; attempt += 1) {
			const [polled, told, warned] = [process.polledAt.length, process.deliveries.length, process.warnings.length];
			await process.poll(`${id}-${process.plan.name}-${attempt}`);
			await this.#pause(minute);
			const now = this.#world.time.now();
			if (process.warnings.slice(warned).some((warning) => warning.includes('clocks is ahead'))) aheadAt = now;
			isAtEnd =
				process.polledAt.length > polled && process.deliveries.length === told && process.quarantined === 0 && now - aheadAt > 15 * minute;
		}
	}

	/** Runs a node until it succeeds, as a person does who starts it by hand. */
	async #repeated<Result>(process: N8nProcess, id: string, work: (reshare: ReShare) => Promise<Result>): Promise<Result> {
		for (let attempt = 1; ; attempt += 1) {
			try {
				const { reshare } = await process.open({ id: `${id}-${attempt}`, stop: new AbortController() });
				return await work(reshare);
			} catch (error) {
				this.#world.note(`${process.plan.name} ${id}: fails: ${textOfError(error)}`);
				await this.#pause(2 * minute);
			}
		}
	}

	#delete({ id }: StepOf<'delete'>) {
		const { sandbox, isModRs } = this.#world;
		const row = new SeededDraw('delete', this.plan.seed, id).one(this.#witness.rows('east', 'borrowing'));
		if (row === undefined) return;
		this.#world.note(`An administrator deletes request ${row.id}`);
		this.#deleted.set(row.id, row);
		if (isModRs) sandbox.requests.delete(row.id);
		else sandbox.crosslink.requests.delete(row.id);
		this.#witness.noteDeletion(row.id);
	}
}

function sentenceOf({ created, acted, ruled, error }: RunReport) {
	if (error !== undefined) return `fails: ${error}`;
	if (created !== undefined)
		return `${created.outcome}${created.reason === null ? '' : ` (${created.reason})`} ${created.requestId ?? ''} ${created.status?.label ?? ''}. ${created.explanation}`;
	if (acted !== undefined) return `${acted.deed} of ${acted.requestId}: ${acted.outcome} (${acted.reason}). ${acted.explanation}`;
	return (ruled ?? []).map(({ outcome, requestId }) => `${outcome} ${requestId}`).join(', ');
}
