import { pickupLocationNamed } from '../../directory';
import type { RequestDraft } from '../../draft';
import { ReShareError, stopsEverything } from '../../errors';
import { trimmed } from '../../text';
import type { Sendable, Submitter } from '../port/Submitter';
import type { CreateOptions, InputProblem } from './optionsAndResult';
import { deriveReference, typedReference, type Reference } from './reference';
import { resultOfProblems, type Finished } from './buildResult';
import type { CreateDeps } from './run';
import { validateDraft } from './validateDraft';

export interface ValidatedDraft {
	readonly kind: 'validated';
	readonly draft: RequestDraft;
	readonly options: CreateOptions;
	readonly reference: Reference;
	readonly submitter: Submitter;
	/** What would be sent; undefined where there are problems. */
	readonly message: Sendable | undefined;
	/** They stop the draft unless it already has its request. */
	readonly problems: readonly InputProblem[];
	readonly warnings: readonly string[];
}

/**
 * The first stage. It finishes a draft that has an unusable reference, or too little to derive one from. Only a pickup location that
 * is given by its name is looked up, in the Directory, which may fail.
 */
export async function validate(deps: CreateDeps, given: RequestDraft, options: CreateOptions): Promise<ValidatedDraft | Finished> {
	const { requests: backend, referenceKey, timing } = deps;
	const typed = typedReference(given, backend);
	const pickup = await findPickup(deps, given);
	const problems = [...(options.problems ?? []), ...pickup.problems];
	const cleaned = validateDraft(
		{ ...given, pickupLocation: pickup.slug, reference: undefined },
		{
			...options,
			now: timing.now(),
			pickupMayBeEmpty: backend.hasDefaultPickup === true || problems.some(({ reason }) => reason === 'unknownPickupLocation'),
			acceptsAnyRecordId: backend.acceptsAnyRecordId === true,
		},
	);
	const { draft, warnings } = cleaned;
	for (const text of [...cleaned.problems, typed.problem]) if (text !== undefined) problems.push({ reason: 'badInput', text });
	// Without a typed reference, one must be derived from the draft.
	if (typed.value === undefined && problems.length > 0) return resultOfProblems(problems, { reference: null, checks: [], warnings });
	const submitter = backend.submitter(options);
	const reference: Reference =
		typed.value === undefined
			? { value: deriveReference(draft, referenceKey), typed: false }
			: { value: typed.value, typed: true, patronId: draft.patronId };
	const validated = { kind: 'validated', draft, options, reference, submitter, message: undefined, problems, warnings } as const;
	if (problems.length > 0) return validated;
	try {
		const message = await submitter.build(draft, reference.value);
		return { ...validated, message, warnings: [...warnings, ...(message.warnings ?? [])] };
	} catch (error) {
		if (!(error instanceof ReShareError) || error.kind !== 'badInput') throw error;
		const text = [error.message, error.description].filter(Boolean).join('. ');
		return { ...validated, problems: [{ reason: 'badInput', text }] };
	}
}

async function findPickup(
	{ requests, lookups }: CreateDeps,
	{ pickupName, pickupLocation }: RequestDraft,
): Promise<{ readonly slug?: string | undefined; readonly problems: readonly InputProblem[] }> {
	const name = trimmed(pickupName);
	if (name === undefined || trimmed(pickupLocation) !== undefined) return { slug: pickupLocation, problems: [] };
	try {
		const found = pickupLocationNamed(await lookups.pickupLocations(), name);
		if (found.refusal === undefined) return { slug: found.slug, problems: [] };
		return { problems: [{ reason: 'unknownPickupLocation', text: found.refusal }] };
	} catch (error) {
		const mayPass = requests.notesUnlistedPickup === true && error instanceof ReShareError && !stopsEverything.has(error.kind);
		if (!mayPass) throw error;
		return { slug: name, problems: [] };
	}
}
