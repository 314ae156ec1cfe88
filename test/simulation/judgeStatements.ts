import { bibRecords } from '../../sandbox/inventory/records/bibRecords';
import { findPatron, type Patron } from '../../sandbox/patrons';
import { statusByCode } from '../../sandbox/modrs/statuses';
import type { PlayedWorld, RunReport, Violation } from './documentedPromises';
import type { Delivery, N8nProcess } from './N8nProcess';
import { minute, patronIds, type Plan } from './planWorld';
import type { WitnessedRequest, Witness } from './Witness';
import { formatWorldTime, type Call } from './World';

/** The longest time that a poll takes. What it reports was true at some moment within this time. */
export const longestPollMs = 6 * minute;

/**
 * Returns what items of the trigger say that the consortium's own log contradicts.
 *
 * @param mayLackReference whether a request may have no reference in an item of this moment; asked only where it has none
 * @param mayBeMisordered whether its log may have its changes in another order; asked only where a change counts as the latest and is not
 */
export function findFalseStatements(
	{ plan, deliveries }: N8nProcess,
	witness: Witness,
	{ world, deleted }: PlayedWorld,
	mayLackReference: (row: WitnessedRequest, at: number) => boolean,
	mayBeMisordered: (row: WitnessedRequest) => boolean,
): Violation[] {
	const rows = witness.allRows(plan.library, plan.library === 'east' ? 'borrowing' : 'lending');
	return deliveries.flatMap((delivery) =>
		delivery.items.flatMap((item) => {
			// A lending request keeps its id when it migrates.
			const own = rows.filter(({ id }) => id === item.requestId);
			const row = delivery.at <= (world.migration?.at ?? 0) ? own[0] : own.at(-1);
			// A request that was deleted and made again has its id again.
			if (row === undefined || deleted.has(row.id)) return [];
			const isUnnamed = item.reference === null && row.references.length > 0 && mayLackReference(row, delivery.at);
			const wrong = [
				...wrongState(item, row, delivery, witness, mayBeMisordered),
				...wrongRequest(item, isUnnamed ? { ...row, references: [] } : row, plan.patronDetails === 'full'),
				...wrongTime(item, row, world.serverTimeAt(delivery.at)),
			];
			return wrong.map((what): Violation => {
				const said = `${plan.name} was told at ${formatWorldTime(delivery.at)} of ${String(item.event)} of ${row.id}`;
				return { promise: 'noContradiction', detail: `${said} ${what}` };
			});
		}),
	);
}

type Item = Delivery['items'][number];

function* wrongState(
	{ status, previousStatus, isStillCurrent, event, eventId, occurredAt }: Item,
	row: WitnessedRequest,
	{ at }: Delivery,
	witness: Witness,
	mayBeMisordered: (row: WitnessedRequest) => boolean,
) {
	const stays = (witness.stays.get(row.id) ?? []).filter(({ from }) => from <= at);
	const [code, before] = [codeOf(status), codeOf(previousStatus)];
	// A server's own steps follow each other in one moment.
	const passed = new Set([...stays.map(({ state }) => state), ...row.actions.map(({ to }) => to), ...row.transitions.map(({ to }) => to)]);
	const isInPassing = stays.some((stay) => Math.abs(stay.at - Date.parse(String(occurredAt))) < 1000);
	if (code !== undefined && !passed.has(code) && !isInPassing) yield `in ${code}, in which it has never been`;
	const recent = stays.filter((_, index) => (stays[index + 1]?.from ?? Infinity) > at - longestPollMs);
	if (isStillCurrent === true && !recent.some(({ state }) => state === code)) yield `as if it were still in ${String(code)}`;
	const isWithoutStep = /^(?:created|condition):/.test(String(eventId));
	if (
		isStillCurrent === true &&
		isWithoutStep &&
		stays.slice(1).some((stay) => stay.at > Date.parse(String(occurredAt)) + 1000 && stay.from <= at - longestPollMs) &&
		!mayBeMisordered(row)
	)
		yield 'as if no other change had followed';
	const isLast = before !== undefined && recent.length === 1 && stays.filter(({ state }) => state === code).length === 1;
	if (
		isStillCurrent === false &&
		row.isModRs &&
		row.side === 'borrowing' &&
		isLast &&
		recent[0]?.state === code &&
		event !== 'supplierDeclined'
	)
		yield `as if it had left ${code}`;
}

function* wrongRequest(
	{ reference, patronId, title, needsStaff, status, previousStatus, serviceType }: Item,
	row: WitnessedRequest,
	isFull: boolean,
) {
	if (row.references.length > 0 && !row.references.includes(String(reference))) yield `with the reference ${String(reference)}`;
	if (isFull && row.side === 'borrowing' && row.patron !== undefined && !isSamePerson(String(patronId), row.patron))
		yield `for patron ${String(patronId)} instead of ${row.patron}`;
	if (title !== null && row.title !== undefined && title !== row.title) yield `with the title ${String(title)}`;
	if (serviceType !== null && serviceType !== row.serviceType) yield `as ${String(serviceType)}`;
	const code = codeOf(status);
	const isStaffs = row.isModRs && code !== undefined && previousStatus !== null && statusByCode(code).needsAttention === true;
	if (isStaffs && needsStaff !== true) yield `in ${code}, as if staff had nothing to do`;
}

function* wrongTime({ event, eventId, occurredAt, status, hrid }: Item, row: WitnessedRequest, deliveredAt: number) {
	const at = Date.parse(String(occurredAt));
	const transition = row.transitions.find(({ id }) => id === eventId);
	if (transition !== undefined && transition.to !== codeOf(status)) yield `in ${String(codeOf(status))} instead of ${transition.to}`;
	if (transition !== undefined && Math.abs(transition.at - at) >= 1000) yield `with the time ${String(occurredAt)}`;
	if (event === 'newRequest' && Math.abs(row.createdAt - at) >= 1000) yield `with the time ${String(occurredAt)}`;
	const isYoung = deliveredAt - row.createdAt < 10 * minute;
	if (event === 'newRequest' && codeOf(status) === 'REQ_IDLE' && hrid === null && isYoung) yield 'before it had its number';
}

/** Whether a call failed. A slow answer is no failure. */
export const hasFailed = ({ fault }: Call) => fault !== undefined && fault !== 'slow';

/** Returns what is wrong with a request that Create returned for a draft. */
export function* mistakesInCreatedRequest(
	{ step, created, startedAt }: RunReport,
	row: WitnessedRequest,
	witness: Witness,
): Generator<string> {
	if (step.kind !== 'create' || created === undefined) return;
	const { draft } = step;
	if (row.patron !== undefined && !isSamePerson(row.patron, draft.patron)) yield `which is of patron ${row.patron}`;
	if (created.reference !== null && row.references.length > 0 && !row.references.includes(created.reference))
		yield `which has the reference ${row.references.join(', ')}`;
	const title = bibRecords.find(({ number }) => number === draft.record)?.title ?? 'Untitled';
	if (row.title !== undefined && row.title !== title) yield `which is for ${row.title}`;
	if (draft.reference === undefined && row.serviceType !== (draft.isCopy ? 'copy' : 'loan')) yield `which is a ${row.serviceType}`;
	// After a lost answer, only its age shows whose request it is, and clocks, known to the second, may differ by two minutes.
	if (!created.alreadyExisted && witness.createdAt(row.id) < startedAt - 121_000) yield 'which had existed before';
}

const actionOfRule = {
	yes: /^(?:respondYes|will-supply)$/,
	no: /^(?:supplierC|c)annot-?[sS]upply$/,
	conditions: /[cC]ondition/,
	limit: /^(?:supplierC|c)annot-?[sS]upply$/,
};

/** Returns what is wrong with an answer that a rule gave to a request. */
export function* mistakesInRuleAnswer({ rule }: Plan, call: Call, row: WitnessedRequest, witness: Witness): Generator<string> {
	const action = actionOf(call);
	if (!actionOfRule[rule].test(action)) yield `answered ${row.id} with ${action}, although the rule says ${rule}`;
	const at = call.handled?.at ?? 0;
	const others = witness.allRows('west', 'lending').filter(({ id }) => id !== row.id && witness.createdAt(id) <= at);
	if (rule === 'limit' && others.length === 0) yield `answered ${row.id}, although its library had no other request`;
}

/** Returns what runs of the lending rules reported that the consortium's own log or the limit of answers contradicts. */
export function* mistakesInRuleRuns({ reports, processes, world }: PlayedWorld, witness: Witness): Generator<string> {
	const { rule, mostAnswers, steps } = world.plan;
	for (const { plan, killedAt } of processes) {
		const own = reports.filter(({ process }) => process === plan.name);
		const said = own.flatMap(({ ruled = [], run, at }) => ruled.map((one) => ({ ...one, at, who: `${plan.name} (${run.id})` })));
		for (const { outcome, reason, requestId, at, who } of said) {
			if (reason === 'noRuleFits' && rule !== 'limit') yield `${who} found no rule for ${requestId}, although it has one for all`;
			const row = witness.find(requestId);
			const hasAnswered = world.calls.some((call) => call.method === 'POST' && call.path.includes(requestId) && isSuccessfulCall(call));
			if (
				outcome === 'answered' &&
				!hasAnswered &&
				!said.some((one) => one.requestId === requestId && one.who !== who && one.outcome === 'answered')
			)
				yield `${who} reported that it had answered ${requestId}, and had not`;
			const isNew = row?.isModRs === true && row.conditions.length === 0 && witness.stateAt(requestId, at) === 'RES_IDLE';
			if (outcome === 'alreadyAnswered' && isNew) yield `${who} took ${requestId} for answered, which is still new`;
			// A report follows its answers by some minutes. After a kill, n8n counts anew.
			const since = Math.max(at - 50 * minute, ...killedAt.filter((time) => time < at));
			const answers = said.filter((one) => one.outcome === 'answered' && one.at > since && one.at <= at).length;
			if (answers > mostAnswers && !steps.some((step) => step.kind === 'clock' && step.process === plan.name))
				yield `${who} gave ${answers} answers within an hour, and may give ${mostAnswers}`;
		}
	}
}

/** Finds a patron in the library's own system by card number or id. */
export function findPatronByAnyId(name: string | undefined): Patron | undefined {
	return patronIds.map(findPatron).find((one) => one?.barcode === name || one?.id === name);
}

function isSamePerson(one: string, other: string) {
	return one === other || (findPatronByAnyId(one) ?? one) === (findPatronByAnyId(other) ?? other);
}

export function codeOf(status: unknown): string | undefined {
	return (status as { code?: string } | null)?.code;
}

export function isAction({ path, method }: Call) {
	return method === 'POST' && /\/(?:action|performAction)$/.test(path);
}

/** Whether the back end did what a call asked. mod-rs answers `{"status":false}` with status 200 if it could not send a message. */
export function isSuccessfulCall({ handled }: Call) {
	return handled !== undefined && handled.status < 300 && !/"result":"(?:ERROR|PROBLEM)"|"status":false/.test(handled.text);
}

function actionOf({ body = '' }: Call) {
	return (JSON.parse(body) as { action?: string }).action ?? '';
}

export function isLenderAnswerCall(call: Call) {
	return /^(?:respondYes|supplierConditionalSupply|supplierAddCondition|supplierCannotSupply|will-supply|send-conditions|add-condition|cannot-supply|will-supply-conditional)$/.test(
		actionOf(call),
	);
}
