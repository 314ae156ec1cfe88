import { pickupLocationNamed } from '../../directory';
import { ReShareError, stopsEverything } from '../../errors';
import { mayBeOf, displayNumberOf, type PatronRequest } from '../model/request';
import { partOfLife } from '../model/state';
import { runChecks } from './checks';
import { asksForOtherThing } from './duplicate';
import { findExisting, type StandingReference } from './existingRequest';
import { validateDraft } from './validateDraft';
import type { CreateDeps } from './run';
import type { AnticipatedReference } from '../port/ReferenceLoader';
import { deriveReference, typedReference, type Reference } from './reference';
import { nameWithStatus, nothingSent, resultOfProblems, resultTwo, type ResultContext } from './results';
import { asSentence } from '../../hostTerms';
import { trimmed } from '../../text';
import type { CheckResult, CreateOptions, CreateResult, InputProblem } from './optionsAndResult';
import { fieldNamed, type RequestDraft } from '../../draft';
import type { Sendable, Submitter } from '../port/Submitter';
import type { Attempt, Earlier } from './send';

export interface Prepared {
	readonly draft: RequestDraft;
	readonly reference: Reference;
	readonly submitter: Submitter;
	/** What would be sent; undefined where there are problems. */
	readonly message: Sendable | undefined;
	/** They stop the draft unless it already has its request. */
	readonly problems: readonly InputProblem[];
	readonly warnings: readonly string[];
}

/**
 * A draft with an unusable reference, or with too little to derive one from, gets its result here. Only a pickup location given
 * by its name is
 * looked up, in the Directory, which may fail.
 */
export async function prepare(deps: CreateDeps, given: RequestDraft, options: CreateOptions): Promise<Prepared | CreateResult> {
	const { requests: backend, referenceKey, timing } = deps;
	const typed = typedReference(given, backend);
	const pickup = await pickupOf(given, deps);
	const problems: InputProblem[] = [...(options.problems ?? [])];
	if ('refusal' in pickup) problems.push({ reason: 'unknownPickupLocation', text: pickup.refusal });
	const {
		draft,
		problems: found,
		warnings,
	} = validateDraft(
		{ ...given, pickupLocation: 'slug' in pickup ? pickup.slug : undefined, reference: undefined },
		{
			...options,
			now: timing.now(),
			pickupMayBeEmpty: backend.hasDefaultPickup === true || problems.some(({ reason }) => reason === 'unknownPickupLocation'),
			acceptsAnyRecordId: backend.acceptsAnyRecordId === true,
		},
	);
	problems.push(...[...found, typed.problem].filter((text) => text !== undefined).map((text) => ({ reason: 'badInput' as const, text })));
	// Without a typed reference, one must be derived from the draft.
	if (typed.value === undefined && problems.length > 0) return resultOfProblems(problems, { reference: null, checks: [], warnings });
	const submitter = backend.submitter(options);
	const reference: Reference =
		typed.value === undefined
			? { value: deriveReference(draft, referenceKey), typed: false }
			: { value: typed.value, typed: true, patronId: draft.patronId };
	let message: Sendable | undefined;
	try {
		message = problems.length > 0 ? undefined : await submitter.build(draft, reference.value);
	} catch (error) {
		if (!(error instanceof ReShareError) || error.kind !== 'badInput') throw error;
		problems.push({ reason: 'badInput', text: [error.message, error.description].filter(Boolean).join('. ') });
	}
	return { draft, reference, submitter, message, problems, warnings: [...warnings, ...(message?.warnings ?? [])] };
}

async function pickupOf(
	{ pickupName, pickupLocation }: RequestDraft,
	{ requests, lookups }: CreateDeps,
): Promise<{ readonly slug: string | undefined } | { readonly refusal: string }> {
	const name = trimmed(pickupName);
	if (name === undefined || trimmed(pickupLocation) !== undefined) return { slug: pickupLocation };
	try {
		return pickupLocationNamed(await lookups.pickupLocations(), name);
	} catch (error) {
		if (requests.notesUnlistedPickup === true && error instanceof ReShareError && !stopsEverything.has(error.kind)) return { slug: name };
		throw error;
	}
}

interface ReadyToSend extends Earlier {
	readonly kind: 'send';
	readonly message: Sendable;
	readonly context: ResultContext;
}

export interface Made {
	readonly kind: 'made';
	readonly row: PatronRequest;
	readonly context: ResultContext;
	/** Undefined for a request that was there before. */
	readonly attempt?: Attempt;
}

/**
 * @param announced undefined where the reference is not looked up, or not before it is sent
 * @returns a result where nothing is to be sent and no request stands for the draft
 * @throws ReShareError when the reference could not be looked up, or for a cause that stops everything
 */
export async function planRequest(
	deps: CreateDeps,
	prepared: Prepared,
	options: CreateOptions,
	announced: AnticipatedReference | undefined,
): Promise<ReadyToSend | Made | CreateResult> {
	const { requests, lookups, timing } = deps;
	const { draft, reference, submitter, message, problems, warnings } = prepared;
	let before: ReadonlySet<string> | undefined;
	const lookup = async (rows?: PatronRequest[]): Promise<Made | CreateResult | undefined> => {
		const existing = await findExisting(deps, reference, rows);
		if (existing.kind !== 'none') return planForStanding(existing, prepared);
		before = existing.ids;
		return undefined;
	};
	const tell = (more: Pick<ResultContext, 'checks' | 'warnings'> = { checks: [], warnings: [] }): ResultContext => ({
		reference: reference.value,
		checks: [...(before !== undefined && options.checks.reference ? [unused(reference)] : []), ...more.checks],
		warnings: [...warnings, ...more.warnings],
	});
	// Where the answer will not name our own request, a double cannot be withdrawn: the look must be fresh.
	const standing = announced && (await lookup(await announced.rows(submitter.namesItsRequest(draft) ? timing.lookupTtl : 0)));
	if (standing !== undefined) return standing;
	const mayLook = announced !== undefined || requests.enforcesUniqueReference === true;
	if (message === undefined) return (mayLook && announced === undefined ? await lookup() : undefined) ?? resultOfProblems(problems, tell());

	const [found, blocker, former] = await Promise.all([
		runChecks(lookups, draft, options.checks),
		submitter.blocker?.(async () => await lookups.pickupLocations()),
		options.checks.reference ? lookInFormer(deps, reference) : undefined,
	]);
	const checked = { ...found, warnings: [...found.warnings, ...(former?.warnings ?? [])] };
	if (checked.refusal !== undefined) {
		const { reason, note, other } = checked.refusal;
		// The request in the way may be this very draft's: not looked up yet, or sent by another process since.
		return (mayLook ? await lookup() : undefined) ?? nothingSent(tell(checked), reason, note, other);
	}
	if (blocker !== undefined) return nothingSent(tell(checked), blocker.reason, blocker.detail);
	if (former?.taken !== undefined)
		return (await lookup()) ?? nothingSent(tell(checked), 'referenceAlreadyUsed', former.taken.why, former.taken.row);
	// The checks may have taken their time.
	const meanwhile = announced && (await lookup(await announced.rows(timing.lookupTtl)));
	return meanwhile ?? { kind: 'send', message, known: checked.known, before, context: tell(checked) };
}

/**
 * While a library moves, its open requests may end in the back end before. A typed reference that one of them has is taken; a
 * derived one only
 * says that the patron asked for the same there.
 */
async function lookInFormer(
	{ requests: { former }, lookups }: CreateDeps,
	{ value, typed, patronId }: Reference,
): Promise<{ readonly taken?: { readonly row: PatronRequest; readonly why: string }; readonly warnings: readonly string[] }> {
	if (former === undefined) return { warnings: [] };
	try {
		const rows = await lookups.inFormer(value);
		const row = rows.find((one) => mayBeOf(one, patronId)) ?? rows[0];
		if (row === undefined) return { warnings: [] };
		const name = `${nameWithStatus(row)} in ${former.name}`;
		if (typed)
			return {
				taken: {
					row,
					why: `The reference ${value} belongs to request ${name}, which is still open there. Use another reference, or wait until it has ended`,
				},
				warnings: [],
			};
		return { warnings: [`Request ${name} is for the same wish and still open there: cancel one of the two.`] };
	} catch (error) {
		if (!(error instanceof ReShareError) || stopsEverything.has(error.kind)) throw error;
		return { warnings: [`Whether a request with this reference is still open in ${former.name} could not be checked: ${error.message}`] };
	}
}

export function planForStanding(existing: StandingReference, { problems, reference, draft, warnings }: Prepared): Made | CreateResult {
	const tell = (result: CheckResult['result'], note: string, ...more: readonly string[]): ResultContext => ({
		reference: reference.value,
		checks: [{ check: 'reference', result, note }],
		warnings: [...warnings, ...more],
	});
	const ignored = problems.map(({ text }) => asSentence(text));
	if (existing.kind === 'two')
		return resultTwo(existing.rows, tell('refused', `${existing.rows.length} open requests have this reference`, ...ignored), true);
	const { kind, row } = existing;
	const name = kind === 'anothersRequest' ? `${displayNumberOf(row)} of another patron` : nameWithStatus(row);
	const belongsTo = (note: string, more: string): CreateResult =>
		nothingSent(
			tell('refused', `Request ${name}${note}`),
			'referenceAlreadyUsed',
			`The reference ${reference.value} belongs to request ${name}${more}`,
			row,
		);
	if (kind === 'anothersRequest') return belongsTo(' has this reference', '. Use another reference.');
	if (kind === 'past') {
		const past = partOfLife(row.state) === 'over' ? 'is closed' : 'is on its way back';
		const advice = reference.typed
			? 'Use another reference to ask again.'
			: `The same wish was sent within the last 24 hours. Type a value into ${fieldNamed('reference')} to ask again.`;
		return belongsTo(` has this reference and ${past}`, `, which ${past}. ${advice}`);
	}
	if (reference.typed && asksForOtherThing(row, draft))
		return belongsTo(' has this reference and asks for something else', ', which asks for another title or volume. Use another reference.');
	return { kind: 'made', row, context: tell('warning', `Request ${name} has this reference already and is returned`, ...ignored) };
}

export function unused(reference: Reference): CheckResult {
	return { check: 'reference', result: 'passed', note: `No request has the reference ${reference.value}` };
}
