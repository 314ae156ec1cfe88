import { ReShareError, stopsEverything } from '../../errors';
import { mayBeOf, type PatronRequest } from '../model/request';
import type { CreateReason } from '../model/validation';
import { runChecks } from './draftChecks';
import { nameWithStatus } from './explanations';
import type { ResultContext } from './buildResult';
import type { CreateDeps } from './run';
import type { ValidatedDraft } from './validate';

export type Checked = Pick<ResultContext, 'checks' | 'warnings'> & {
	/** Ids of the patron's open requests; undefined where they could not be read. */
	readonly known: ReadonlySet<string> | undefined;
} & (
		| { readonly kind: 'passed' }
		/** The draft is refused. `other` is the request that prevents it, which may be this very draft's. */
		| { readonly kind: 'refused'; readonly reason: CreateReason; readonly why: string; readonly other?: PatronRequest | undefined }
		/** The submitter can send no draft at all. */
		| { readonly kind: 'blocked'; readonly reason: CreateReason; readonly why: string }
	);

interface FormerCheck {
	/** The request in the former back end that has the typed reference. */
	readonly taken?: { readonly row: PatronRequest; readonly why: string };
	readonly warnings: readonly string[];
}

/** Makes all checks at the same time: those of the draft, of the submitter, and of the back end from which the library migrates. */
export async function check(deps: CreateDeps, validated: ValidatedDraft): Promise<Checked> {
	const { lookups } = deps;
	const { draft, options, submitter } = validated;
	const [{ refusal, ...found }, blocker, former] = await Promise.all([
		runChecks(lookups, draft, options.checks),
		submitter.blocker?.(async () => await lookups.pickupLocations()),
		options.checks.reference ? checkFormer(deps, validated) : undefined,
	]);
	const checked = { ...found, warnings: [...found.warnings, ...(former?.warnings ?? [])] };
	if (refusal !== undefined) return { ...checked, kind: 'refused', reason: refusal.reason, why: refusal.note, other: refusal.other };
	if (blocker !== undefined) return { ...checked, kind: 'blocked', reason: blocker.reason, why: blocker.detail };
	if (former?.taken === undefined) return { ...checked, kind: 'passed' };
	return { ...checked, kind: 'refused', reason: 'referenceAlreadyUsed', why: former.taken.why, other: former.taken.row };
}

/**
 * While a library migrates, its open requests may end in the former back end. A typed reference that one of them has is taken; a
 * derived one only shows that the patron asked for the same there.
 */
async function checkFormer(
	{ requests: { former }, lookups }: CreateDeps,
	{ reference: { value, typed, patronId } }: ValidatedDraft,
): Promise<FormerCheck> {
	if (former === undefined) return { warnings: [] };
	try {
		const rows = await lookups.inFormer(value);
		const row = rows.find((one) => mayBeOf(one, patronId)) ?? rows[0];
		if (row === undefined) return { warnings: [] };
		const name = `${nameWithStatus(row)} in ${former.name}`;
		if (!typed) return { warnings: [`Request ${name} is for the same wish and still open there: cancel one of the two.`] };
		const why = `The reference ${value} belongs to request ${name}, which is still open there. Use another reference, or wait until it has ended`;
		return { taken: { row, why }, warnings: [] };
	} catch (error) {
		if (!(error instanceof ReShareError) || stopsEverything.has(error.kind)) throw error;
		return { warnings: [`Whether a request with this reference is still open in ${former.name} could not be checked: ${error.message}`] };
	}
}
