import { pickupLocationNamed } from '../../directory';
import { ReShareError, stopsEverything } from '../../errors';
import type { PatronRequest } from '../model/request';
import { partOfLife } from '../model/state';
import { runChecks } from './checks';
import { asksForOtherThing } from './duplicate';
import { findExisting, type Existing, type StandingReference } from './existingRequest';
import { cleanWish } from './cleanWish';
import type { CreateDeps } from './run';
import type { AnnouncedReference } from '../port/referenceLooks';
import { deriveReference, type Reference, type TypedReference } from './reference';
import { nameWithStatus, resultOfObstacle, resultOfProblems, resultTwo, resultWith, resultWithout, type ToldOfWish } from './results';
import { sentence } from '../../words';
import { trimmed } from '../../text';
import { nameOf } from '../model/inHand';
import type { CheckResult, CreateOptions, CreateResult, InputProblem } from './optionsAndResult';
import { fieldNamed, type Wish } from '../../wish';
import type { Sendable, Way } from '../port/way';

export interface Prepared {
	readonly wish: Wish;
	readonly reference: Reference;
	readonly way: Way;
	/** What would be sent; undefined where there are problems. */
	readonly message: Sendable | undefined;
	/** They stop the wish unless it already has its request. */
	readonly problems: readonly InputProblem[];
	readonly warnings: readonly string[];
}

/**
 * Tidies a wish and makes it ready for sending. A wish with an unusable reference, or with too little to derive one from, gets its
 * result here. Only a pickup location given by its name is looked up.
 *
 * @param typed the wish's own reference
 * @throws ReShareError when the Directory does not tell the names of pickup locations
 */
export async function prepare(deps: CreateDeps, given: Wish, typed: TypedReference | undefined, options: CreateOptions): Promise<Prepared | { readonly result: CreateResult }> {
	const { requests: desk, referenceKey, timing } = deps;
	const { wish: raw, problems: known } = await withPickupSlug(given, deps, options.problems ?? []);
	const pickupIsRefused = known.some(({ reason }) => reason === 'unknownPickupLocation');
	const { wish, problems: found, warnings } = cleanWish({ ...raw, reference: undefined }, {
		cutNote: options.cutNote,
		now: timing.now(),
		timeZone: options.timeZone ?? 'UTC',
		pickupMayBeEmpty: pickupIsRefused || desk.hasUsualPickup === true,
		takesAnyRecordId: desk.takesAnyRecordId === true,
	});
	const isUnusable = typed !== undefined && 'problem' in typed;
	const problems = [...known, ...[...found, ...(isUnusable ? [typed.problem] : [])].map(inputProblem)];
	// Without a typed reference, one must be derived from the wish.
	if (isUnusable || (typed === undefined && problems.length > 0)) return { result: resultOfProblems(problems, { reference: null, checks: [], warnings }) };
	const way = desk.way(options);
	const reference: Reference = typed === undefined ? { value: deriveReference(wish, referenceKey), typed: false } : { value: typed.value, typed: true, patronId: wish.patronId };
	const message = problems.length > 0 ? undefined : await build(way, wish, reference.value);
	return {
		wish,
		reference,
		way,
		...(message !== undefined && 'text' in message ? { message: undefined, problems: [message] } : { message, problems }),
		warnings: [...warnings, ...(message !== undefined && 'warnings' in message ? (message.warnings ?? []) : [])],
	};
}

/** Puts the slug in place of the pickup location's name, which must be unique. */
async function withPickupSlug(
	{ pickupName, ...wish }: Wish,
	{ requests, lookups }: CreateDeps,
	problems: readonly InputProblem[],
): Promise<{ readonly wish: Wish; readonly problems: readonly InputProblem[] }> {
	const name = trimmed(pickupName);
	if (name === undefined || trimmed(wish.pickupLocation) !== undefined) return { wish, problems };
	const locations = await lookups.pickupLocations().catch((error: unknown) => {
		if (requests.notesUnlistedPickup === true && error instanceof ReShareError && !stopsEverything.has(error.kind)) return undefined;
		throw error;
	});
	if (locations === undefined) return { wish: { ...wish, pickupLocation: name }, problems };
	const location = pickupLocationNamed(locations, name);
	if ('refusal' in location) return { wish, problems: [...problems, { reason: 'unknownPickupLocation', text: location.refusal }] };
	return { wish: { ...wish, pickupLocation: location.slug }, problems };
}

function inputProblem(text: string): InputProblem {
	return { reason: 'badInput', text };
}

async function build(way: Way, wish: Wish, reference: string): Promise<Sendable | InputProblem> {
	try {
		return await way.build(wish, reference);
	} catch (error) {
		if (error instanceof ReShareError && error.kind === 'badInput') return inputProblem([error.message, error.description].filter(Boolean).join('. '));
		throw error;
	}
}

/** Everything is decided except what sending comes to. */
export type Plan =
	| {
			readonly kind: 'send';
			readonly message: Sendable;
			/** Ids of the patron's open requests; undefined where they could not be read. */
			readonly known: ReadonlySet<string> | undefined;
			/** Ids of requests with the reference that no longer count; undefined where nobody looked. */
			readonly before: ReadonlySet<string> | undefined;
			readonly told: ToldOfWish;
	  }
	/** The wish already has its request. */
	| { readonly kind: 'return'; readonly row: PatronRequest; readonly told: ToldOfWish }
	/** Nothing is sent. */
	| { readonly kind: 'stop'; readonly result: CreateResult };

/**
 * Looks the reference up, makes the checks, and decides.
 *
 * @param announced undefined where the reference is not looked up, or not before it is sent
 * @throws ReShareError when the reference could not be looked up, or for a cause that stops everything
 */
export async function planRequest(deps: CreateDeps, prepared: Prepared, options: CreateOptions, announced: AnnouncedReference | undefined): Promise<Plan> {
	const { requests, lookups, timing } = deps;
	const mayLook = announced !== undefined || requests.takesReferenceOnce === true;
	const { wish, reference, way, message, problems, warnings } = prepared;
	// Where the answer will not name our own request, a double cannot be withdrawn: the look must be fresh.
	const holds = way.namesItsRequest(wish) ? timing.lookHolds : 0;
	let existing = announced && (await findExisting(deps, reference, await announced.rows(holds)));
	const lookAnew = async (rows?: PatronRequest[]): Promise<Plan | undefined> => {
		existing = await findExisting(deps, reference, rows);
		return existing.kind === 'none' ? undefined : planForStanding(existing, prepared);
	};
	const tell = (more: Pick<ToldOfWish, 'checks' | 'warnings'> = { checks: [], warnings: [] }): ToldOfWish => ({
		reference: reference.value,
		checks: [...(existing === undefined || !options.checks.reference ? [] : [describeExisting(existing, reference)]), ...more.checks],
		warnings: [...warnings, ...more.warnings],
	});
	if (existing !== undefined && existing.kind !== 'none') return planForStanding(existing, prepared);
	if (message === undefined) {
		const known = mayLook && existing === undefined ? await lookAnew() : undefined;
		return known ?? { kind: 'stop', result: resultOfProblems(problems, tell()) };
	}

	const [checked, obstacle] = await Promise.all([runChecks(lookups, wish, options.checks), way.obstacle?.(async () => await lookups.pickupLocations())]);
	if (checked.refusal !== undefined) {
		// The request in the way may be this very wish's: not looked up yet, or sent by another process since.
		const known = mayLook ? await lookAnew() : undefined;
		if (known !== undefined) return known;
		const { reason, note, other } = checked.refusal;
		const rest = { outcome: 'notCreated', reason, explanation: `${sentence(note)} Nothing was sent.` } as const;
		const told = tell(checked);
		return { kind: 'stop', result: other === undefined ? resultWithout(told, rest) : resultWith(other, told, { ...rest, alreadyExisted: false }) };
	}
	if (obstacle !== undefined) return { kind: 'stop', result: resultOfObstacle(obstacle, tell(checked)) };
	if (announced !== undefined && !announced.isFresh(timing.lookHolds)) {
		// The checks took their time.
		const meanwhile = await lookAnew(await announced.rows(timing.lookHolds));
		if (meanwhile !== undefined) return meanwhile;
	}
	return { kind: 'send', message, known: checked.known, before: existing?.kind === 'none' ? existing.ids : undefined, told: tell(checked) };
}

export function planForStanding(existing: StandingReference, prepared: Prepared): Exclude<Plan, { readonly kind: 'send' }> {
	const { problems, reference } = prepared;
	const told: ToldOfWish = { reference: reference.value, checks: [describeExisting(existing, reference)], warnings: prepared.warnings };
	const warnings = [...told.warnings, ...problems.map(({ text }) => sentence(text))];
	const belongsTo = (row: PatronRequest, whose: string, checks = told.checks): { readonly kind: 'stop'; readonly result: CreateResult } => ({
		kind: 'stop',
		result: resultWith(row, { ...told, checks }, {
			outcome: 'notCreated',
			reason: 'referenceAlreadyUsed',
			explanation: `The reference ${reference.value} belongs to request ${whose} Nothing was sent.`,
			alreadyExisted: false,
		}),
	});
	switch (existing.kind) {
		case 'two':
			return { kind: 'stop', result: resultTwo(existing.rows, { ...told, warnings }, true) };
		case 'inHand': {
			const { row } = existing;
			if (!reference.typed || !asksForOtherThing(row, prepared.wish)) return { kind: 'return', row, told: { ...told, warnings } };
			const note = `Request ${nameWithStatus(row)} has this reference and asks for something else`;
			return belongsTo(row, `${nameWithStatus(row)}, which asks for another title or volume. Use another reference.`, [{ check: 'reference', result: 'refused', note }]);
		}
		case 'past': {
			const advice = reference.typed
				? 'Use another reference to ask again.'
				: `The same wish was sent within the last 24 hours. Type a value into ${fieldNamed('reference')} to ask again.`;
			return belongsTo(existing.row, `${nameWithStatus(existing.row)}, which ${howPast(existing.row)}. ${advice}`);
		}
		case 'anothersRequest':
			return belongsTo(existing.row, `${nameOf(existing.row)} of another patron. Use another reference.`);
	}
}

export function unused(reference: Reference): CheckResult {
	return describeExisting({ kind: 'none', ids: new Set() }, reference);
}

function howPast(row: PatronRequest): string {
	return partOfLife(row.state) === 'over' ? 'is closed' : 'is on its way back';
}

function describeExisting(existing: Existing, reference: Reference): CheckResult {
	switch (existing.kind) {
		case 'none':
			return { check: 'reference', result: 'passed', note: `No request has the reference ${reference.value}` };
		case 'inHand':
			return { check: 'reference', result: 'warning', note: `Request ${nameWithStatus(existing.row)} has this reference already and is returned` };
		case 'past':
			return { check: 'reference', result: 'refused', note: `Request ${nameWithStatus(existing.row)} has this reference and ${howPast(existing.row)}` };
		case 'anothersRequest':
			return { check: 'reference', result: 'refused', note: `Request ${nameOf(existing.row)} of another patron has this reference` };
		case 'two':
			return { check: 'reference', result: 'refused', note: `${existing.rows.length} open requests have this reference` };
	}
}
