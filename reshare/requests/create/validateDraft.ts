import { findPickupLocationByName } from '../../directory';
import type { RequestDraft } from '../../draft';
import { answerOrElse, rethrowUnlessOfKind } from '../../errors';
import { trimmedOrUndefined } from '../../text';
import { finishWithProblems, type FinishedCreate } from './buildResult';
import type { CreateJob, CreateOptions } from './createTypes';
import { deriveReference, readTypedReference } from './reference';
import type { CreateDependencies } from './setUpCreateRun';
import { cleanAndCheckFields } from './cleanAndCheckFields';

/**
 * Runs the first stage. It finishes a draft whose reference cannot be used, or that has too little to derive one from. Only a pickup
 * location that is given by its name is looked up in the Directory, which may fail.
 */
export async function validateDraft(
	deps: CreateDependencies,
	given: RequestDraft,
	options: CreateOptions,
): Promise<CreateJob | FinishedCreate> {
	const { requests, referenceDerivation, timing } = deps;
	const typed = readTypedReference(given, requests);
	const pickup = await findPickup(deps, given);
	const problems = [...(options.problems ?? [])];
	if (pickup.refusal !== undefined) problems.push({ reason: 'unknownPickupLocation', text: pickup.refusal });
	const cleaned = cleanAndCheckFields(
		{ ...given, pickupLocation: pickup.slug, reference: undefined },
		{
			...options,
			now: timing.now(),
			pickupMayBeEmpty: requests.hasDefaultPickup === true || problems.some(({ reason }) => reason === 'unknownPickupLocation'),
			acceptsAnyRecordId: requests.acceptsAnyRecordId,
		},
	);
	const { draft, warnings } = cleaned;
	for (const text of [...cleaned.problems, typed.problem]) if (text !== undefined) problems.push({ reason: 'badInput', text });
	// A draft without a typed reference must be complete, because the reference is derived from it.
	if (typed.value === undefined && problems.length > 0) return finishWithProblems(problems, { reference: null, checks: [], warnings });
	const submitter = requests.submitter(options);
	const reference =
		typed.value === undefined
			? { value: deriveReference(draft, referenceDerivation), typed: false }
			: { value: typed.value, typed: true, patronId: draft.patronId };
	let message: CreateJob['message'];
	try {
		message = problems.length > 0 ? undefined : await submitter.build(draft, reference.value);
	} catch (error) {
		rethrowUnlessOfKind(error, 'badInput');
		problems.push({ reason: 'badInput', text: [error.message, error.description].filter(Boolean).join('. ') });
	}
	warnings.push(...(message?.warnings ?? []));
	return { ...deps, kind: 'job', draft, options, reference, submitter, message, problems, warnings };
}

async function findPickup(
	{ requests, lookups }: CreateDependencies,
	{ pickupName, pickupLocation }: RequestDraft,
): Promise<{ readonly slug?: string; readonly refusal?: string }> {
	const name = trimmedOrUndefined(pickupName);
	if (name === undefined || trimmedOrUndefined(pickupLocation) !== undefined) return { slug: pickupLocation };
	const find = async () => findPickupLocationByName(await lookups.pickupLocations(), name);
	return requests.notesUnlistedPickup === true ? await answerOrElse(find, () => ({ slug: name })) : await find();
}
