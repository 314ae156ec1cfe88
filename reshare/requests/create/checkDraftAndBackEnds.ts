import { DateTime } from 'luxon';
import { answerOrElse } from '../../errors';
import { mayBelongToPatron } from '../model/request';
import type { CreateBlocker, ResultContext } from './buildResult';
import { runDraftChecks } from './runDraftChecks';
import { requestNameWithStatus } from './explanations';
import type { CreateJob } from './validateDraft';

export interface CheckedDraft extends Pick<ResultContext, 'checks' | 'warnings'> {
	/** Ids of the patron's open requests; undefined if they could not be read. */
	readonly known: ReadonlySet<string> | undefined;
	/**
	 * Why the draft is not sent. `blocked`: the submitter cannot send any draft. `refused`: because of a request that may be this draft's
	 * own.
	 */
	readonly blocker?: (CreateBlocker & { readonly kind: 'refused' | 'blocked' }) | undefined;
}

/**
 * Makes three groups of checks at the same time: those of the draft, of the submitter, and of the back end from which the library migrates.
 */
export async function checkDraftAndBackEnds(job: CreateJob): Promise<CheckedDraft> {
	const { draft, lookups, options, submitter, timing } = job;
	const [{ refusal, checks, warnings, known }, blocker, former] = await Promise.all([
		runDraftChecks(lookups, draft, options.checks, DateTime.fromMillis(timing.now(), { zone: options.timeZone ?? 'UTC' })),
		submitter.blocker?.(() => lookups.pickupLocations()),
		options.checks.reference ? checkFormer(job) : undefined,
	]);
	const createBlocker: CheckedDraft['blocker'] =
		(refusal && { ...refusal, kind: 'refused', why: refusal.note }) ??
		(blocker && { kind: 'blocked', reason: blocker.reason, why: blocker.detail }) ??
		former?.blocker;
	return { checks, known, blocker: createBlocker, warnings: [...warnings, ...(former?.warnings ?? [])] };
}

/**
 * While a library migrates, its open requests may remain in the former back end until they end. A typed reference that one of them has is
 * taken; a derived one only shows that the patron has asked for the same there.
 */
async function checkFormer({
	requests: { former },
	lookups,
	reference: { value, typed, patronId },
}: CreateJob): Promise<Partial<CheckedDraft>> {
	if (former === undefined) return {};
	return await answerOrElse(
		async () => {
			const rows = await lookups.inFormer(value);
			const other = rows.find((one) => mayBelongToPatron(one, patronId)) ?? rows[0];
			if (other === undefined) return {};
			const name = `${requestNameWithStatus(other)} in ${former.name}`;
			if (!typed) return { warnings: [`Request ${name} asks for the same thing and is still open there: cancel one of the two.`] };
			const why = `The reference ${value} belongs to request ${name}, which is still open there. Use another reference, or wait until it has ended`;
			return { blocker: { kind: 'refused', reason: 'referenceAlreadyUsed', why, other } as const };
		},
		(why) => ({ warnings: [`Whether a request with this reference is still open in ${former.name} could not be checked: ${why}`] }),
	);
}
