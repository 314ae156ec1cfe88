import type { AnticipatedReference } from '../port/ReferenceLoader';
import type { Sendable } from '../port/Submitter';
import { check, type Checked } from './check';
import { findExisting, type Existing } from './findExisting';
import type { Earlier } from './lookUpSent';
import type { CheckResult } from './optionsAndResult';
import type { Reference } from './reference';
import { nothingSent, resultOfProblems, type Finished, type ResultContext } from './buildResult';
import { reuseExisting, type RequestOfDraft } from './reuseExisting';
import type { CreateDeps } from './run';
import type { ValidatedDraft } from './validate';

/** All checks let the draft pass, and no request has its reference. */
export interface ReadyToSend extends Earlier {
	readonly kind: 'ready';
	readonly message: Sendable;
	readonly context: ResultContext;
}

/**
 * Runs the stages `findExisting` and `check`, and looks up the reference once more after them, since the checks take time and another
 * process may send the same draft meanwhile. A preview ends here.
 *
 * @param anticipated undefined where the reference is not looked up, or not before it is sent
 * @throws ReShareError when the reference could not be looked up, or for a cause that stops everything
 */
export async function decide(
	deps: CreateDeps,
	validated: ValidatedDraft,
	anticipated: AnticipatedReference | undefined,
): Promise<ReadyToSend | RequestOfDraft | Finished> {
	const { requests, timing } = deps;
	const { draft, message, problems, reference, submitter } = validated;
	const mayLookUp = anticipated !== undefined || requests.enforcesUniqueReference === true;
	const lookUpWithin = async (maxAgeMs: number): Promise<Existing> =>
		anticipated === undefined ? { kind: 'none', ids: undefined } : await findExisting(deps, reference, await anticipated.rows(maxAgeMs));

	// Where the answer will not name our own request, a duplicate cannot be withdrawn: the lookup must be fresh.
	const first = await lookUpWithin(submitter.namesItsRequest(draft) ? timing.lookupTtl : 0);
	if (first.kind !== 'none') return reuseExisting(first, validated);
	if (message === undefined) {
		const existing = mayLookUp && anticipated === undefined ? await findExisting(deps, reference) : first;
		return existing.kind === 'none' ? resultOfProblems(problems, contextOf(validated, existing.ids)) : reuseExisting(existing, validated);
	}
	const checked = await check(deps, validated);
	if (checked.kind === 'blocked') return nothingSent(contextOf(validated, first.ids, checked), checked.reason, checked.why);
	if (checked.kind === 'refused') {
		// The request that prevents this one may be this very draft's: not looked up yet, or sent by another process since.
		const existing = mayLookUp ? await findExisting(deps, reference) : first;
		if (existing.kind !== 'none') return reuseExisting(existing, validated);
		return nothingSent(contextOf(validated, existing.ids, checked), checked.reason, checked.why, checked.other);
	}
	const last = await lookUpWithin(timing.lookupTtl);
	if (last.kind !== 'none') return reuseExisting(last, validated);
	return { kind: 'ready', message, known: checked.known, before: last.ids, context: contextOf(validated, last.ids, checked) };
}

/** @param ids requests that have the reference and no longer count; undefined where the reference was not looked up */
function contextOf(
	{ options, reference, warnings }: ValidatedDraft,
	ids: ReadonlySet<string> | undefined,
	checked?: Pick<Checked, 'checks' | 'warnings'>,
): ResultContext {
	return {
		reference: reference.value,
		checks: [...(ids !== undefined && options.checks.reference ? [unusedReference(reference)] : []), ...(checked?.checks ?? [])],
		warnings: [...warnings, ...(checked?.warnings ?? [])],
	};
}

export function unusedReference(reference: Reference): CheckResult {
	return { check: 'reference', result: 'passed', note: `No request has the reference ${reference.value}` };
}
