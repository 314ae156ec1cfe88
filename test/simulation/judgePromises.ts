import type { ReShare } from '../../nodes/shared/loadClient';
import { staffAddress, type N8nProcess } from './N8nProcess';
import { hour, minute } from './planWorld';
import {
	codeOf,
	findFalseStatements,
	findPatronByAnyId,
	isAction,
	hasFailed,
	isLenderAnswerCall,
	isSuccessfulCall,
	longestPollMs,
	mistakesInRuleAnswer,
	mistakesInCreatedRequest,
	mistakesInRuleRuns,
} from './judgeStatements';
import type { PerformedAction, Exemptions, PlayedWorld, PromiseName, RunReport, ShownCondition, Violation } from './documentedPromises';
import type { WitnessedRequest, Witness } from './Witness';
import { formatWorldTime, longestStorageDelayMs, withShortIds, type Call, type World } from './World';

type Saved = Awaited<ReturnType<ReShare['requests']['save']>>;
type Restored = Awaited<ReturnType<ReShare['requests']['restore']>>;

export class PromiseJudge {
	readonly violations: Violation[] = [];
	readonly exemptions: Exemptions = new Map();
	/** When Restore After Move has noted the reference of a moved request, by the request's id. */
	readonly #restoredAt = new Map<string, number>();

	constructor(private readonly witness: Witness) {}

	/** Judges a run's report at the moment when it is made, before the consortium changes again. */
	report(world: World, report: RunReport) {
		if (report.created !== undefined) this.#created(world, report, report.created);
		for (const acted of [...(report.refused ?? []), ...(report.acted === undefined ? [] : [report.acted])])
			this.#acted(world, report, acted);
		if (report.step.kind === 'act' && report.error !== undefined) this.#failed(world, report, report.error);
	}

	/**
	 * Checks that a run of an action fails only if the action was surely not performed; otherwise it must report done or unclear. Requests
	 * that the run tried before do not count.
	 */
	#failed(world: World, { process, run }: RunReport, error: string) {
		const calls = world.calls.filter((call) => call.run === run.id);
		const id = /patron_?requests\/([^/?]+)/.exec(calls.at(-1)?.path ?? '')?.[1] ?? '';
		if (id !== '' && calls.some((call) => isAction(call) && isSuccessfulCall(call) && call.path.includes(id)))
			this.#violate('noContradiction', `${process} reported for ${run.id}: ${error} But the back end had done it`);
	}

	/** Checks that all open requests were saved before they migrate. */
	saved({ plan: { name, library } }: N8nProcess, saved: Saved) {
		const ids = new Set(saved.map(({ id }) => id));
		const open = (['borrowing', 'lending'] as const).flatMap((side) => this.witness.rows(library, side)).filter(({ isOpen }) => isOpen);
		for (const { id } of open) if (!ids.has(id)) this.#violate('migration', `${name} did not save ${id}, which was open`);
	}

	/** Checks what is said of a saved request: where it is now, or that it is missing. */
	restored({ plan: { name, library } }: N8nProcess, { outcome, saved, request }: Restored, at: number) {
		if (request !== undefined) this.#restoredAt.set(request.id, at);
		const row = this.witness.rows(library, saved.side).find(({ formerId }) => formerId === saved.id);
		if (row?.id !== request?.id)
			this.#violate('migration', `${name} reported ${outcome} for ${saved.id}, which is ${row?.id ?? 'missing'} in CrossLink`);
	}

	end(played: PlayedWorld) {
		this.#oneRequest(played);
		this.#heldLater(played);
		for (const process of played.processes) {
			this.#delivered(played, process);
			this.#order(process);
			this.#noticed(process);
			const mayLackReference = (row: WitnessedRequest, at: number) => this.#isNotYetRestored(row, at);
			const mayBeMisordered = (row: WitnessedRequest) => this.#wasSetBackBetweenChanges(row);
			for (const { promise, detail } of findFalseStatements(process, this.witness, played, mayLackReference, mayBeMisordered))
				this.#violate(promise, detail);
		}
		for (const process of played.processes) this.#letters(process, played.deleted);
		this.#stopped(played);
		this.#answers(played);
		for (const what of mistakesInRuleRuns(played, this.witness)) this.#violate('oneAnswer', what);
		this.#texts(played);
		this.#bounded(played);
		this.#sent(played);
		this.#limits(played);
		this.#inTurn(played);
		this.#repeated(played);
	}

	#violate(promise: PromiseName, detail: string) {
		this.violations.push({ promise, detail: withShortIds(detail) });
	}

	#exempt(name: string) {
		this.exemptions.set(name, (this.exemptions.get(name) ?? 0) + 1);
	}

	/** Whether ReShare's clock was set back between two changes of a request, so that CrossLink's log has them in another order. */
	#wasSetBackBetweenChanges({ id, isModRs }: WitnessedRequest) {
		const stays = this.witness.stays.get(id) ?? [];
		const wasSetBack = !isModRs && stays.some(({ at }, index) => at < (stays[index - 1]?.at ?? at));
		if (wasSetBack) this.#exempt("ReShare's clock was set back between two changes of a request in CrossLink");
		return wasSetBack;
	}

	#created(world: World, report: RunReport, created: NonNullable<RunReport['created']>) {
		const { outcome, requestId, reason } = created;
		const row = requestId === null ? undefined : this.witness.rows('east', 'borrowing').find(({ id }) => id === requestId);
		const isFresh = requestId !== null && world.time.now() - this.witness.since(requestId) < 5000;
		const said = `${report.process} reported ${outcome}${reason === null ? '' : ` (${reason})`} for ${report.step.id}`;
		// Whether the run could not read the request after its state last changed: the network failed, the account had lost its role, or a
		// server had asked for a pause.
		const since = Math.max(report.startedAt, this.witness.since(requestId ?? ''));
		const reads = world.calls.filter(({ run, method }) => run === report.run.id && method === 'GET');
		const couldNotRead =
			reads.some((call) => (call.endedAt ?? Infinity) > since && (call.fault !== undefined || isRefusedRead(call, requestId))) ||
			(reads.some(({ fault }) => fault === 'busy' || fault === 'busyAfter') &&
				!reads.some(({ at, path }) => at > since && path.endsWith(requestId ?? '')));
		const wasDeleted = requestId !== null && this.witness.wasDeleted(requestId);
		if (outcome === 'created' && couldNotRead && (row !== undefined || wasDeleted)) {
			if (wasDeleted || (row !== undefined && (row.needsStaff || !row.isOpen) && !isFresh))
				this.#exempt('ReShare could not be read while Create waited for the validation');
		} else if (outcome === 'created') {
			if (row === undefined) this.#violate('trueReport', `${said}, but East Harbor has no request ${String(requestId)}`);
			else if (row.needsStaff && !isFresh && isHeld(row))
				this.#violate('trueReport', `${said}, but ${row.id} has waited for staff in ${row.state}`);
			else if (!row.isOpen && !isFresh && !created.alreadyExisted)
				this.#violate('trueReport', `${said}, but ${row.id} was over before (${row.state})`);
		}
		if (row !== undefined && (outcome === 'created' || created.reason === 'twoRequests'))
			for (const what of mistakesInCreatedRequest(report, row, this.witness))
				this.#violate('trueReport', `${said}, and named ${row.id}, ${what}`);
		if (outcome === 'needsStaff' && requestId !== null && row === undefined) {
			if (couldNotRead) this.#exempt('ReShare could not be read while Create waited for the validation');
			else this.#violate('trueReport', `${said}, but there is no request ${requestId}`);
		}
	}

	#isNotYetRestored({ id, formerId }: WitnessedRequest, at: number) {
		const isEarly = formerId !== undefined && at <= (this.#restoredAt.get(id) ?? Infinity) + longestPollMs;
		if (isEarly) this.#exempt('A moved request has no reference before Restore After Move');
		return isEarly;
	}

	/** Checks what a run of Create made, by the answers that the module gave it. */
	#made(played: PlayedWorld) {
		const { world, reports } = played;
		const rows = this.witness.allRows('east', 'borrowing');
		const makers = new Map<string, WitnessedRequest[]>();
		for (const { run, method, handled } of world.calls) {
			if (!run.startsWith('create') || method !== 'POST' || handled === undefined || handled.status >= 300) continue;
			const made = rows.filter(({ id }) => this.witness.createdAt(id) === handled.at && handled.text.includes(id));
			makers.set(run, [...(makers.get(run) ?? []), ...made]);
		}
		for (const [run, made] of makers) {
			const named = made.map(({ id, state }) => `${id} (${state})`).join(' and ');
			// After such an answer, a second request is made if nothing can be looked up, and is withdrawn later.
			const wasBusy = world.calls.some((call) => call.run === run && call.fault === 'busyAfter');
			if (made.length > 1 && !wasBusy) this.#violate('oneRequest', `${run} made ${named}`);
			const report = reports.find((one) => one.run.id === run);
			if (report?.created?.outcome !== 'notCreated' || !made.some(({ id, isOpen }) => isOpen && id !== report.created?.requestId)) continue;
			if (!this.#exemptStoredTooLate(played, report.created.reference ?? '', made))
				this.#violate('trueReport', `${report.process} reported notCreated (${report.created.reason}) for ${run}, but it made ${named}`);
		}
	}

	/** Checks that an open request with the reference is returned instead of a new one. */
	#madeAgain({ world: { calls }, deleted }: PlayedWorld, reference: string, rows: readonly WitnessedRequest[]) {
		for (const row of rows) {
			const at = this.witness.createdAt(row.id);
			// This request was sent before the other one, and stored after it.
			if (calls.some(({ fault, handled }) => fault === 'storedLate' && handled?.at === at)) continue;
			const open = rows.find(
				({ id, isOpen }) =>
					id !== row.id &&
					this.witness.createdAt(id) < at - 3 * minute &&
					(isOpen || this.witness.since(id) > at) &&
					!this.#isFreeAgain(reference, id, at),
			);
			if (open === undefined) continue;
			// CrossLink refuses an id only as long as its request is there.
			if (deleted.has(row.id)) this.#exempt('A request was deleted in CrossLink while a later one of its reference was open');
			else this.#violate('oneRequest', `Reference ${reference} got ${row.id}, although ${open.id} had it for minutes and was open`);
		}
	}

	/** A derived reference is free a day after its request was made, once the item is on its way back. */
	#isFreeAgain(reference: string, id: string, at: number) {
		return (
			!isTyped(reference) &&
			at - this.witness.createdAt(id) > 24 * hour &&
			/^(?:CHECKED_IN|SHIPPED_RETURNED|REQ_AWAITING_RETURN_SHIPPING|REQ_BORROWER_RETURNED|REQ_SHIPPED_TO_SUPPLIER)$/.test(
				this.witness.stateAt(id, at) ?? '',
			)
		);
	}

	#acted(world: World, report: RunReport, acted: PerformedAction) {
		const calls = world.calls.filter(
			({ run, path, method }) => run === report.run.id && method === 'POST' && path.includes(acted.requestId),
		);
		// CrossLink takes a message by another call than an action.
		const done = calls.filter((call) => (acted.deed === 'message' || isAction(call)) && isSuccessfulCall(call));
		const said = `${report.process} reported '${acted.outcome}' for ${acted.deed} of ${acted.requestId} (${report.step.id})`;
		if (done.length > 1) this.#violate('once', `${said}, and it was done ${done.length} times`);
		if (acted.outcome === 'notPossible' && acted.reason !== 'notSent' && done.length > 0)
			this.#violate('noContradiction', `${said}, but the back end had done it`);
		if (acted.outcome === 'done' && done.length === 0 && !this.#isAsAfter(acted.deed, acted.requestId))
			this.#violate('noContradiction', `${said}, but the back end did nothing`);
		if (acted.deed !== 'agree' || done.length === 0) return;
		for (const call of calls.filter(isAction)) {
			const before = world.calls.findLast(
				({ run, path, at }) =>
					run === call.run && (path.endsWith(acted.requestId) || /\/(?:validActions|actions)$/.test(path)) && at < call.at,
			);
			if (before?.path.endsWith(acted.requestId) !== true) this.#violate('shown', `${said}, and the request was not read right before`);
		}
		const row = this.witness.find(acted.requestId);
		const agreedAt = done.at(-1)?.handled?.at ?? 0;
		const unseen =
			row?.conditions.filter(
				({ id, isAccepted, at, cost }) =>
					isAccepted && at <= agreedAt && !acted.shown.some((one) => isSame(one, { at, cost })) && !report.acceptedBefore.has(id),
			) ?? [];
		if (unseen.length === 0) return;
		const reads = world.calls.filter(
			({ run, method, path }) => run === report.run.id && method === 'GET' && path.endsWith(acted.requestId),
		);
		const readAt = Math.max(...reads.flatMap(({ handled }) => (handled !== undefined && handled.at < agreedAt ? handled.at : [])));
		const isOfThatMoment = unseen.every(({ at }) => at >= world.serverTimeAt(readAt) - 1000);
		if (acted.outcome === 'unclear' && isOfThatMoment)
			this.#exempt('A condition came in the very moment of the agreement, and was reported as Unclear');
		else
			this.#violate(
				'shown',
				`${said}, and it accepted ${unseen.map(({ id, cost }) => `${id}${cost === undefined ? '' : ` (${cost})`}`).join(', ')}, which no item had shown`,
			);
	}

	#isAsAfter(deed: string, id: string) {
		const state = this.witness.find(id)?.state ?? '';
		return { cancel: /CANCEL/, agree: /WILL|EXPECTS|SENT|SHIPPED/, receive: /RECEIVED|CHECKED|BORROW/ }[deed]?.test(state) === true;
	}

	#oneRequest(played: PlayedWorld) {
		const { reports } = played;
		this.#made(played);
		const byReference = new Map<string, WitnessedRequest[]>();
		for (const row of this.witness.rows('east', 'borrowing'))
			for (const reference of row.references) byReference.set(reference, [...(byReference.get(reference) ?? []), row]);
		for (const [reference, all] of byReference) {
			if (!saysTwo(reports, reference)) this.#madeAgain(played, reference, all);
			const isFree = ({ id }: WitnessedRequest) => all.some((later) => this.#isFreeAgain(reference, id, this.witness.createdAt(later.id)));
			const rows = all.filter((row) => row.isOpen && !isFree(row));
			if (rows.length < 2) continue;
			if (saysTwo(reports, reference)) this.#exempt('Two requests after a lost answer or a race, and both were reported');
			else if (saysUnchecked(reports, reference))
				this.#exempt('Two requests of a race, and a warning said that ReShare could not be asked for another one');
			else if (this.#exemptUnnoticed(played, reference, rows)) continue;
			else if (rows.some(({ id }) => played.deleted.has(id)))
				this.#exempt('A request was deleted in CrossLink while a later one of its reference was open');
			else
				this.#violate(
					'oneRequest',
					`Reference ${reference} has ${rows.length} open requests: ${rows.map(({ id, state }) => `${id} (${state})`).join(', ')}`,
				);
		}
		this.#withdrawn(played);
	}

	/** Exempts requests of one reference if no process could notice the later one. */
	#exemptUnnoticed(played: PlayedWorld, reference: string, rows: readonly WitnessedRequest[]) {
		if (!this.#isCutOff(played, rows)) return this.#exemptStoredTooLate(played, reference, rows);
		this.#exempt('Stopped or killed, while another process sent the same draft');
		return true;
	}

	/**
	 * Exempts requests of which one was stored after the last lookups of all processes, at most a second before their reports. A run that
	 * found a request looks nothing up afterward.
	 */
	#exemptStoredTooLate({ world, reports }: PlayedWorld, reference: string, rows: readonly WitnessedRequest[]) {
		const moments = reports.flatMap(({ created, startedAt, at }) =>
			created?.reference === reference ? [created.alreadyExisted ? startedAt : at] : [],
		);
		const isTooLate = rows.some(({ id }) => {
			const storedAt = this.witness.createdAt(id);
			const isLate = world.calls.some(({ fault, handled }) => (fault === 'storedLate' || fault === 'slow') && handled?.at === storedAt);
			const ofThatTime = moments.filter((at) => Math.abs(at - storedAt) < 3 * minute);
			return isLate && ofThatTime.length > 1 && storedAt > Math.max(...ofThatTime) - 1000;
		});
		if (isTooLate) this.#exempt('A request whose answer was lost was stored only after Create had found that of another process');
		return isTooLate;
	}

	/** Whether a run that ended without a report made calls at about the time when these requests were made. */
	#isCutOff({ world, reports }: PlayedWorld, rows: readonly WitnessedRequest[]) {
		const reported = new Set(reports.map(({ run }) => run.id));
		return world.calls.some(
			({ run, at }) =>
				run.startsWith('create') && !reported.has(run) && rows.some(({ id }) => Math.abs(this.witness.createdAt(id) - at) < 2 * minute),
		);
	}

	/** Checks that of concurrent duplicates, at least one was not withdrawn. */
	#withdrawn({ world, deleted }: PlayedWorld) {
		const withdrawals = world.calls.filter((call) => call.run.startsWith('create') && isAction(call) && isSuccessfulCall(call));
		const isWithdrawn = ({ id }: WitnessedRequest) => withdrawals.some(({ path }) => path.includes(id));
		for (const row of this.witness.allRows('east', 'borrowing').filter(isWithdrawn))
			if (this.#othersOf(row, deleted).every(isWithdrawn))
				this.#violate('oneRequest', `Create withdrew every request of reference ${row.references.join(', ')}`);
		for (const call of withdrawals) {
			const row = this.witness.allRows('east', 'borrowing').find(({ id }) => call.path.includes(id));
			if (row === undefined) continue;
			const read = world.calls.findLast(
				(one) =>
					one.run === call.run && one.method === 'GET' && one.path.includes(row.id) && one.handled !== undefined && one.at <= call.at,
			);
			const state = this.witness.stateAt(row.id, read?.handled?.at ?? call.at) ?? '';
			if (!/IDLE|VALIDATED|INVALID|DUPLICATE|BLANK|SOURCING|SUPPLIER_IDENTIFIED|OVER_LIMIT|END_OF_ROTA|LOCAL/.test(state))
				this.#violate('oneRequest', `${call.run} withdrew ${row.id}, which was ${state}`);
			const others = this.#othersOf(row, deleted).filter((one) => !isWithdrawn(one));
			if (others.length > 0 && others.every((one) => Math.floor(one.createdAt / 1000) > Math.floor(row.createdAt / 1000)))
				this.#violate('oneRequest', `${call.run} withdrew ${row.id}, the earlier one`);
		}
	}

	/** Finds the other requests that a draft made, including those that are deleted. */
	#othersOf({ id: own, references: wanted }: WitnessedRequest, deleted: PlayedWorld['deleted']): WitnessedRequest[] {
		return [...this.witness.allRows('east', 'borrowing'), ...deleted.values()].filter(
			({ id, references }) => id !== own && references.some((one) => wanted.includes(one)),
		);
	}

	/** Checks a request that is held seconds after it was reported as created, since nobody has waited for the validation. */
	#heldLater(played: PlayedWorld) {
		const { world, reports } = played;
		for (const { created, at, step, process, run } of reports) {
			if (created?.outcome !== 'created' || created.alreadyExisted) continue;
			const held = this.witness.stays
				.get(created.requestId ?? '')
				?.find(
					({ state, from }) =>
						from > at && from < at + 4000 && /INVALID_PATRON|DUPLICATE|BLANK_FORM|OVER_LIMIT|END_OF_ROTA|UNFILLED/.test(state),
				);
			if (held === undefined) continue;
			if (world.calls.some((call) => call.run === run.id && (call.fault !== undefined || isRefusedRead(call, created.requestId))))
				this.#exempt('ReShare could not be read while Create waited for the validation');
			else
				this.#violate(
					'trueReport',
					`${process} reported created for ${step.id}, and ${Math.round((held.from - at) / 1000)} s later it was ${held.state}`,
				);
		}
		const typed = new Map<string, WitnessedRequest[]>();
		for (const row of this.witness.rows('east', 'borrowing'))
			for (const reference of row.references)
				if (isTyped(reference) && !/CANCEL/.test(row.state)) typed.set(reference, [...(typed.get(reference) ?? []), row]);
		for (const [reference, rows] of typed) {
			if (rows.length < 2 || rows.every(({ isOpen }) => isOpen) || saysTwo(reports, reference) || saysUnchecked(reports, reference))
				continue;
			if (this.#exemptUnnoticed(played, reference, rows)) continue;
			if (this.#endedAtOnce(rows)) this.#exempt('Two requests of a race had both ended when they were looked up');
			else
				this.#violate(
					'oneRequest',
					`The typed reference ${reference} was used for ${rows.map(({ id, state }) => `${id} (${state})`).join(' and ')}`,
				);
		}
	}

	/** Whether requests of a race, of which one may have been stored late, each ended within seconds. */
	#endedAtOnce(rows: readonly WitnessedRequest[]) {
		const made = rows.map(({ id }) => this.witness.createdAt(id));
		return (
			Math.max(...made) - Math.min(...made) < longestStorageDelayMs &&
			rows.filter(({ id, isOpen }) => isOpen || this.witness.since(id) >= this.witness.createdAt(id) + 10_000).length <= 1
		);
	}

	#delivered({ world, deleted }: PlayedWorld, process: N8nProcess) {
		const { library, name, engine, repeatAfterRestart } = process.plan;
		const items = process.deliveries.flatMap(({ items: all }) => all);
		const counts = new Map<string, number>();
		for (const { eventId } of items) counts.set(String(eventId), (counts.get(String(eventId)) ?? 0) + 1);
		// If a request is deleted and made again, it has the same id again.
		const several = [...counts].filter(([id, count]) => count > 1 && ![...deleted.keys()].some((gone) => id.includes(gone)));
		const repeated = several.filter(([id]) => !this.#isUnreadOnBothSides(world, process, id));
		if (repeated.length < several.length) this.#exempt('Unread messages came again after the migration');
		if (repeated.length > 0) {
			if (world.setBacks.length > 0) this.#exempt("ReShare's clock was set back, and changes of that span came again");
			else if (engine === 'durable' && !repeatAfterRestart)
				this.#violate(
					'exactlyOnce',
					`${name} (durable cursors) was told ${repeated.length} changes more than once, such as ${repeated[0]?.[0] ?? ''}`,
				);
			else if (process.killedAt.length === 0)
				this.#violate(
					'exactlyOnce',
					`${name} was never killed, and was told ${repeated.length} changes more than once, such as ${repeated[0]?.[0] ?? ''}`,
				);
			else this.#exempt('Repeated after a kill without durable cursors');
		}
		this.#reportedAgain(world, process);
		const from = process.killedAt.length === 0 ? process.beganAt : process.followsSince;
		if (from === undefined) return;
		const side = library === 'east' ? 'borrowing' : 'lending';
		const until = world.sandbox.clock.now() - 2 * hour;
		// A process that was killed after a migration may start over.
		const { migration } = world;
		const isAgain = migration !== undefined && process.killedAt.some((time) => time > migration.at);
		const again = isAgain ? world.serverTimeAt(process.followsAgainSince ?? Infinity) : -Infinity;
		const due = (at: number) =>
			at > from + 2000 && at < until && !(migration !== undefined && at > migration.serverAt && at < again + 2000);
		const missing: Array<{ readonly what: string; readonly at: number }> = [];
		// A poll notices that the clock was set back as long as the clock is well behind the last change that was reported before.
		const unnoticed: typeof world.setBacks = [];
		/** When the clock was last set back in a way that a poll noticed. */
		let noticedAt = -Infinity;
		for (const setBack of world.setBacks) {
			const { at } = setBack;
			// The cursor never moves beyond the server's present.
			const reported = process.deliveries
				.filter((one) => one.at > noticedAt && one.at <= at)
				.flatMap(({ at: told, items }) =>
					items.map(({ occurredAt }) => Math.min(Date.parse(String(occurredAt)), world.serverTimeAt(told))),
				);
			// After an earlier one that was noticed, the cursor was moved back to the time of the poll that noticed it.
			const moved = noticedAt === -Infinity ? undefined : process.polledAt.find((time) => time > noticedAt && time <= at);
			const last = Math.max(...reported, world.serverTimeAt(moved ?? -Infinity));
			if (process.polledAt.some((time) => time > at && world.serverTimeAt(time) < last - 150_000)) noticedAt = at;
			else unnoticed.push(setBack);
		}
		const miss = (what: string, at: number) => {
			if (unnoticed.some(({ first, last }) => at >= first && at <= last)) this.#exempt("ReShare's clock was set back between two polls");
			else missing.push({ what, at });
		};
		for (const row of this.witness.allRows(library, side)) {
			if (deleted.has(row.id)) continue;
			const own = items.filter(({ requestId }) => requestId === row.id);
			// Whether it happened before the migration. If ReShare's clock was set back before that, the times of that span come twice, and
			// count as before.
			const isOld = (at: number) =>
				row.formerId !== undefined &&
				(at <= (world.migration?.serverAt ?? 0) ||
					world.setBacks.some((one) => one.at <= (world.migration?.at ?? 0) && at >= one.first && at <= one.last));
			if (row.formerId === undefined && due(row.createdAt) && !counts.has(`created:${row.id}`))
				miss(`newRequest of ${row.id}`, row.createdAt);
			for (const { id, at, to } of row.transitions) {
				if (!due(at) || counts.has(id)) continue;
				if (to === 'REQ_CANCELLED' && this.#isOneOfTwo(row, deleted))
					this.#exempt('The withdrawal of a concurrent duplicate is not reported');
				else miss(`${to} of ${row.id}`, at);
			}
			// The broker stores no end of a lender's action, so that its report has the moment when the action began.
			const began = (at: number, to?: string): number | undefined =>
				side === 'lending'
					? row.actions.findLast((action) => action.began < at && (to === undefined || action.to === to))?.began
					: undefined;
			const missAfterHanging = (since: number | undefined, at: number, what: string) => {
				if (since !== undefined && at - since > 5 * minute)
					this.#exempt("The end of a lender's action that hung in CrossLink for over five minutes");
				else miss(what, at);
			};
			for (const condition of row.conditions) {
				const since = began(condition.at);
				// A later change that also lists the condition may come too late for the one who agrees.
				const isReported = own.some(
					({ conditions, occurredAt }) =>
						[condition.at, since ?? condition.at].some((moment) => Math.abs(Date.parse(String(occurredAt)) - moment) < 3000) &&
						(conditions as ShownCondition[]).some((one) => isSame(one, condition)),
				);
				if (due(condition.at) && !isOld(condition.at) && !isReported)
					missAfterHanging(since, condition.at, `condition ${condition.id} of ${row.id}`);
			}
			if (row.isModRs) continue;
			const stays = this.witness.stays.get(row.id) ?? [];
			for (const { state, at } of stays) {
				const since = began(at, state);
				const isReported = own.some(
					({ status, occurredAt }) =>
						codeOf(status) === state && [at, since ?? at].some((moment) => Math.abs(Date.parse(String(occurredAt)) - moment) < 300_000),
				);
				if (!due(at) || isOld(at) || state === 'NEW' || isReported) continue;
				if (!this.#wasSetBackBetweenChanges(row)) missAfterHanging(since, at, `${state} of ${row.id}`);
			}
			const reported = own.filter(({ event }) => event === 'unreadMessage').map(({ occurredAt }) => Date.parse(String(occurredAt)));
			for (const { id, at } of row.isOpen ? row.unreadMessages : [])
				if (due(at) && !isOld(at) && !reported.some((one) => Math.abs(one - at) < 3000)) miss(`unread message ${id} of ${row.id}`, at);
		}
		if (missing.length === 0) return;
		const rest = missing.length > 8 ? `, and ${missing.length - 8} more` : '';
		const named = missing.slice(0, 8).map(({ what, at }) => `${what} at ${formatWorldTime(at)}`);
		const detail = `${name} (${engine}) was never told of ${named.join(', ')}${rest}`;
		if (engine !== 'durable' && process.cutOff > 0 && !repeatAfterRestart)
			this.#exempt('Killed between saving the place and starting the execution');
		else if (engine !== 'durable' && missing.every(({ at }) => this.#isCutOffByMove(world, process, at)))
			this.#exempt('Killed between saving the place and starting the execution, and moved to CrossLink before the next poll');
		else this.#violate('atLeastOnce', detail);
	}

	/** Whether a change came before a kill that cut off its delivery, and no poll repeated it before the requests migrated. */
	#isCutOffByMove({ migration }: World, { cutOff, killedAt, polledAt }: N8nProcess, changedAt: number) {
		if (migration === undefined || cutOff === 0 || changedAt > migration.serverAt) return false;
		const killed = killedAt.findLast((at) => at <= migration.at);
		return killed !== undefined && !polledAt.some((at) => at > killed && at <= migration.at);
	}

	/** Whether the item is an unread message, which came once before the migration and once after it. */
	#isUnreadOnBothSides({ migration }: World, { deliveries }: N8nProcess, id: string) {
		if (migration === undefined) return false;
		const isAfter = deliveries.flatMap(({ at, items }) =>
			items.filter(({ event, eventId }) => event === 'unreadMessage' && eventId === id).map(() => at > migration.at),
		);
		return isAfter.length === 2 && isAfter[0] !== isAfter[1];
	}

	/** Checks that nothing that happened in mod-rs is reported as a change in CrossLink. */
	#reportedAgain({ migration, setBacks }: World, { deliveries, plan }: N8nProcess) {
		if (migration === undefined) return;
		const old = deliveries
			.filter(({ at }) => at > migration.at)
			.flatMap(({ at, items }) =>
				items.map(({ event, requestId, occurredAt }) => ({ at, event, requestId, time: Date.parse(String(occurredAt)) })),
			)
			.filter(({ event, time }) => event !== 'unreadMessage' && time < migration.serverAt);
		// A clock that was set back afterward gives changes times from before.
		const again = old.filter(({ at, time }) => !setBacks.some((one) => one.at > migration.at && one.at < at && one.first <= time));
		if (again.length < old.length) this.#exempt("ReShare's clock was set back after the migration, to a time before it");
		if (again.length > 0)
			this.#violate(
				'exactlyOnce',
				`${plan.name} reported after the migration what had happened before: ${again.map(({ event, requestId }) => `${String(event)} of ${String(requestId)}`).join(', ')}`,
			);
	}

	/**
	 * Whether the draft of this request made another one within ten minutes of it, and the two overlapped: the other one is still open or
	 * ended later than this one was canceled, or this one was canceled within ten minutes.
	 */
	#isOneOfTwo(row: WitnessedRequest, deleted: PlayedWorld['deleted']) {
		const canceledAt = this.witness.stays.get(row.id)?.find(({ state }) => state === 'REQ_CANCELLED')?.from ?? Infinity;
		const isEarly = canceledAt - this.witness.createdAt(row.id) < 10 * minute;
		return this.#othersOf(row, deleted).some(
			(other) =>
				Math.abs(other.createdAt - row.createdAt) < 10 * minute && (isEarly || other.isOpen || this.witness.since(other.id) > canceledAt),
		);
	}

	#order({ deliveries, plan }: N8nProcess) {
		for (const { items } of deliveries) {
			const times = items.map(({ occurredAt }) => Date.parse(String(occurredAt)));
			if (times.some((time, index) => time < (times[index - 1] ?? 0)))
				this.#violate('inOrder', `${plan.name} was told changes in another order than they happened`);
		}
	}

	/** Checks that `notice` tells what the log says of requests that cannot be read, and of a clock that was set back. */
	#noticed({ deliveries, plan }: N8nProcess) {
		for (const { items, warned } of deliveries) {
			const notice = String(items[0]?.notice);
			const told = warned.flatMap((text) => /(?:ReShare's clock was set back|Requests that could not be read).*$/.exec(text)?.[0] ?? []);
			for (const one of told.flatMap((text) => text.split(': ').at(-1)?.split(', ') ?? []))
				if (!notice.includes(one)) this.#violate('noContradiction', `${plan.name} was not told in a notice what the log says: ${one}`);
		}
	}

	#letters({ letters, plan }: N8nProcess, deleted: PlayedWorld['deleted']) {
		for (const { audience, to, notice, requestId } of letters) {
			const row = this.witness.find(requestId);
			// A request that was deleted and made again for another patron has its id again.
			if (row === undefined || deleted.has(row.id)) continue;
			if (audience === 'staff' ? to === staffAddress(plan.library) : plan.library === 'east' && to === findPatronByAnyId(row.patron)?.email)
				continue;
			this.#violate('letters', `${plan.name} wrote '${notice}' about ${row.id} to ${to}`);
		}
	}

	#stopped({ world, runs }: PlayedWorld) {
		for (const { id, stoppedAt } of runs) {
			if (stoppedAt === undefined) continue;
			const late = world.calls.filter(({ run, at }) => run === id && at > stoppedAt);
			if (late.length > 0)
				this.#violate(
					'stop',
					`${id} was stopped, and made ${late.length} calls after that, such as ${late[0]?.method ?? ''} ${late[0]?.path.split('?')[0] ?? ''}`,
				);
		}
	}

	#answers(played: PlayedWorld) {
		const { world } = played;
		for (const row of this.witness.allRows('west', 'lending')) {
			// A lending request keeps its id when it migrates.
			if (row.isModRs && this.witness.find(row.id) !== row) continue;
			const answers = world.calls.filter(
				(call) => isAction(call) && isSuccessfulCall(call) && call.path.includes(row.id) && isLenderAnswerCall(call),
			);
			const ruled = answers.filter(({ run }) => run.startsWith('rules'));
			this.#attempts(world, row);
			this.#notes(played, row);
			for (const [index, answer] of ruled.entries()) {
				for (const what of mistakesInRuleAnswer(world.plan, answer, row, this.witness)) this.#violate('oneAnswer', `${answer.run} ${what}`);
				const before = answers.filter((other) => (other.handled?.at ?? 0) < (answer.handled?.at ?? 0));
				const read = world.calls
					.filter(
						({ run, method, path, at, handled }) =>
							run === answer.run && method === 'GET' && path.includes(row.id) && handled !== undefined && at <= answer.at,
					)
					.at(-1);
				const readAt = read?.handled?.at ?? 0;
				if (readAt < answer.at - 40_000)
					this.#violate('oneAnswer', `${answer.run} answered ${row.id} ${Math.round((answer.at - readAt) / 1000)} s after it had read it`);
				// In one millisecond, nothing tells which of the two came first.
				if (before.some((other) => (other.handled?.at ?? 0) < readAt))
					this.#violate('oneAnswer', `${answer.run} answered ${row.id}, which ${before[0]?.run ?? ''} had answered already`);
				else if (before.length > 0) {
					const other = before.at(-1) as Call;
					if (index > 0 && processOf(world, other.run) === processOf(world, answer.run))
						this.#violate('oneAnswer', `${answer.run} and ${other.run} answered ${row.id} in one process`);
					else this.#exempt('Staff or another process answer in the same second as a rule');
				}
			}
		}
	}

	/** Checks notes. If CrossLink promises by itself, only the rule's note goes to the borrower, once from each process. */
	#notes({ world, reports, processes, deleted }: PlayedWorld, { id, isModRs, formerId, requesterId = '' }: WitnessedRequest) {
		// A request that was deleted and made again has the notes of both. In mod-rs, the note is part of the answer.
		if (isModRs || formerId !== undefined || deleted.has(requesterId)) return;
		const notes = this.witness.notesIn(requesterId);
		for (const { plan, killedAt } of processes.filter((process) => process.plan.library === 'west')) {
			const own = notes.filter((note) => note.includes(`Yes, by ${plan.name}`)).length;
			const answered = reports.filter(
				({ process, ruled }) =>
					process === plan.name && ruled?.some(({ outcome, requestId, isNoted }) => outcome === 'answered' && requestId === id && isNoted),
			).length;
			if (own > 1 || answered > 1)
				this.#violate('oneAnswer', `${plan.name} answered ${id} ${answered} times, and its note reached the borrower ${own} times`);
			else if (world.plan.rule === 'yes' && answered === 1 && own === 0 && killedAt.length === 0)
				this.#violate('oneAnswer', `${plan.name} reported that it had answered ${id}, and its note never reached the borrower`);
		}
	}

	/** Checks that a rule's answer is sent again only after the request was read again. */
	#attempts({ calls }: World, { id }: WitnessedRequest) {
		const own = calls.filter(({ run, path }) => run.startsWith('rules') && path.includes(id));
		const attempts = own.filter((call) => isAction(call) && isLenderAnswerCall(call));
		for (const [index, attempt] of attempts.entries()) {
			const before = attempts.slice(0, index).findLast(({ run }) => run === attempt.run);
			if (
				before === undefined ||
				own.some(({ run, method, at }) => run === attempt.run && method === 'GET' && at > before.at && at <= attempt.at)
			)
				continue;
			this.#violate('oneAnswer', `${attempt.run} sent its answer to ${id} again without reading it before`);
		}
	}

	#texts({ world, processes, reports }: PlayedWorld) {
		const texts = [
			...processes.flatMap(({ warnings }) => warnings),
			...reports.map(({ error, created, acted }) =>
				[
					error,
					created?.explanation,
					...(created?.warnings ?? []),
					...(created?.checks ?? []).map(({ note }) => note),
					acted?.explanation,
				].join(' '),
			),
		];
		const secret = texts.find((text) => /secret of|eyJ[\w-]{10}/.test(text));
		if (secret !== undefined) this.#violate('secrets', `A text shows a password or a token: ${secret}`);
		const personal = texts.find((text) => /@example\.edu|R000\d/.test(text));
		if (personal !== undefined) this.#violate('secrets', `A text shows patron data: ${personal}`);
		for (const { path } of world.calls)
			if (/secret(%20|\+| )of|eyJ[\w-]{10}/.test(path)) this.#violate('secrets', 'An address holds a password or a token');
		for (const { plan, deliveries } of processes) {
			const shown = JSON.stringify(deliveries.map(({ items }) => items));
			if (plan.patronDetails === 'none' && /R000\d|P-1001|@example\.edu/.test(shown))
				this.#violate('secrets', `${plan.name} shows patrons, although it must show none`);
			if (plan.patronDetails === 'masked' && /"R000\d"|reader\.r000/.test(shown))
				this.#violate('secrets', `${plan.name} shows whole patron data, although it must mask them`);
		}
	}

	/** Checks how recently a reference was looked up before it was sent, and how long after a lost answer. */
	#sent({ world, reports }: PlayedWorld) {
		for (const { run, at: reportedAt, created } of reports) {
			if (created === undefined || created.reference === null) continue;
			const own = world.calls.filter((call) => call.run === run.id);
			const posts = own.filter(({ method, path }) => method === 'POST' && path.endsWith('/patronrequests'));
			const [first] = posts;
			if (first === undefined) continue;
			// An earlier request that has the reference is then read whole.
			const isLookup = (path: string) => path.includes('requestIdentifiers') || /\/patronrequests\/[^/?]+$/.test(path);
			const lookedUpAt = own
				.filter(
					({ method, path, endedAt, handled }) =>
						method === 'GET' && isLookup(path) && handled?.status === 200 && (endedAt ?? Infinity) <= first.at,
				)
				.reduce((latest, { endedAt = 0 }) => Math.max(latest, endedAt), 0);
			if (lookedUpAt < first.at - 1000)
				this.#violate('oneRequest', `${run.id} sent ${created.reference} ${first.at - lookedUpAt} ms after it had looked it up`);
			const last = posts.at(-1);
			if (
				created.reason === 'unclear' &&
				last !== undefined &&
				/^(?:storedLate|lostBefore|lostAfter|silence|silenceAfter)$/.test(last.fault ?? '') &&
				reportedAt < last.at + 60_000
			)
				this.#violate('trueReport', `${run.id} reported unclear ${reportedAt - last.at} ms after it had sent the request`);
		}
	}

	/** Checks that drafts of one reference, and of one patron, wait for each other within a process. */
	#inTurn({ world, reports }: PlayedWorld) {
		const sent = reports.flatMap(({ step, process, run, at, created }) => {
			if (step.kind !== 'create' || created === undefined) return [];
			const posts = world.calls.filter(
				(call) => call.run === run.id && call.method === 'POST' && /\/(?:patronrequests|patron_requests)$/.test(call.path),
			);
			const failed = posts.filter(hasFailed).length;
			if (failed > 3) this.#violate('bounded', `${run.id} was sent again after ${failed - 1} failures`);
			const [first] = posts;
			return first === undefined
				? []
				: [
						{
							run: run.id,
							process,
							patron: step.draft.patron,
							reference: created.reference,
							isNew: created.reason === 'unclear' || (created.outcome === 'created' && !created.alreadyExisted),
							at,
							first,
						},
					];
		});
		for (const one of sent)
			for (const other of sent) {
				if (one === other || one.process !== other.process || other.first.at < one.first.at) continue;
				if (one.isNew && one.reference === other.reference && other.first.at < one.at)
					this.#violate('oneRequest', `${other.run} sent ${String(other.reference)} while ${one.run} was at work on it`);
				if (one.patron === other.patron && other.first.at < (one.first.endedAt ?? 0))
					this.#violate('oneRequest', `${other.run} sent a request of ${one.patron} while ${one.run} sent another one`);
			}
	}

	/** Checks that a poll repeats a list of requests at most twice. */
	#repeated({ world }: PlayedWorld) {
		const failed = new Map<string, number>();
		for (const call of world.calls) {
			const { run, method, path, handled } = call;
			if (!/poll|start|quiet/.test(run) || method !== 'GET' || !/\/patron_?requests\?/.test(path)) continue;
			const key = `${run} ${path}`;
			// After a login, the list is read as if for the first time.
			const count = !hasFailed(call) || handled?.status === 401 ? 0 : (failed.get(key) ?? 0) + 1;
			failed.set(key, count);
			if (count > 3) this.#violate('bounded', `${run} read ${path.split('?')[0] ?? ''} again after ${count - 1} failures`);
		}
	}

	/** Checks the limits of time, and that a process reads lists of mod-rs one at a time. */
	#limits({ world, processes }: PlayedWorld) {
		for (const { at, endedAt = at, method, path, run } of world.calls) {
			const most = method === 'GET' && !path.startsWith('/openurl') ? 30_000 : 60_000;
			const isCutOff = processes.some(({ killedAt }) => killedAt.some((time) => time >= at && time <= endedAt));
			if (endedAt - at > most && !isCutOff)
				this.#violate('bounded', `${run} waited ${endedAt - at} ms for ${method} ${path.split('?')[0] ?? ''}`);
		}
		for (const { plan, killedAt } of processes) {
			const lists = world.calls.filter(
				({ run, method, path }) =>
					method === 'GET' && /\/patronrequests\?/.test(path) && (processOf(world, run) ?? run.slice(0, 6)) === plan.name,
			);
			for (const [index, { at, run }] of lists.entries()) {
				const before = lists[index - 1];
				if (before === undefined || (before.endedAt ?? 0) <= at || killedAt.some((time) => time >= before.at && time <= at)) continue;
				this.#violate('bounded', `${run} read a list while ${before.run} read one`);
			}
		}
	}

	#bounded({ world }: PlayedWorld) {
		const counts = new Map<string, number>();
		for (const { run } of world.calls) counts.set(run, (counts.get(run) ?? 0) + 1);
		const rows = Math.max(4, this.witness.stays.size);
		for (const [run, count] of counts) {
			// The pages of lists are small in these worlds.
			const most = run.startsWith('create')
				? 200
				: run.startsWith('act')
					? 80
					: run === 'resolver' || run.startsWith('rules')
						? Infinity
						: 30 + 15 * rows;
			if (count > most) this.#violate('bounded', `${run} made ${count} calls`);
		}
	}
}

function isSame({ at, cost }: ShownCondition, condition: { readonly at: number; readonly cost: number | undefined }) {
	return Math.abs(Date.parse(at ?? '') - condition.at) < 2000 && isSamePrice(cost ?? undefined, condition.cost);
}

/** Compares prices. The broker may have stored 12.5 as 1250 (`misreadCostOf`). */
function isSamePrice(shown: number | undefined, kept: number | undefined) {
	return shown === kept || (shown !== undefined && shown * 100 === kept);
}

/** Whether a report says that there may be two requests of the reference. */
function saysTwo(reports: readonly RunReport[], reference: string) {
	return reports.some(({ created }) => created?.reference === reference && /^(?:unclear|twoRequests)$/.test(created.reason ?? ''));
}

function saysUnchecked(reports: readonly RunReport[], reference: string) {
	return reports.some(
		({ created }) => created?.reference === reference && created.warnings.some((one) => /same reference.*could not be checked/.test(one)),
	);
}

/** Whether ReShare's validation has found a problem, so that the request waits for staff before a library is asked. */
function isHeld({ state }: WitnessedRequest) {
	return /INVALID_PATRON|DUPLICATE|BLANK_FORM|REVIEW/.test(state);
}

function isTyped(reference: string) {
	return /^sim.\d+.\d$/.test(reference);
}

/** Whether the account had lost the role that reading this request needs. */
function isRefusedRead({ method, path, handled }: Call, requestId: string | null) {
	return method === 'GET' && handled?.status === 403 && requestId !== null && path.includes(requestId);
}

function processOf({ plan }: World, run: string): string | undefined {
	const step = plan.steps.find(({ id }) => id === run);
	return step !== undefined && 'process' in step ? step.process : undefined;
}
