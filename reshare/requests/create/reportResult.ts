import { quotedFieldLabel, type DraftFieldName } from '../../draft';
import { joinWithAnd } from '../../sentences';
import { trimmedOrUndefined } from '../../text';
import type { PatronRequest } from '../model/request';
import type { ObservedRequest } from './awaitValidation';
import { resultOfRequest, resultOfTwoRequests, buildResult, explainUncheckedRequest, withWarnings } from './buildResult';
import type { CreateJob, CreateResult } from './createTypes';
import type { RequestAmongDuplicates } from './lookUpDuplicates';
import type { RequestOfDraft } from './reuseExistingRequest';

/** Runs the last stage: it reports the state of the request, as far as it was observed. */
export async function reportResult(
	job: CreateJob,
	{ attempt, context: before, race }: RequestAmongDuplicates,
	{ progress, row, wasRead }: ObservedRequest,
): Promise<CreateResult> {
	const { lookups, options, submitter, timing } = job;
	const alreadyExisted = attempt === undefined;
	if (race?.kind === 'two') return resultOfTwoRequests(race.rows, job, before, alreadyExisted);
	const warnings: string[] = [];
	if (race?.kind === 'unknown')
		warnings.push('Whether another request with the same reference came into being meanwhile could not be checked.');
	if (!alreadyExisted && wasRead) warnings.push(...warnOfDroppedFields(job, row));
	if (!wasRead) warnings.push('The request could not be read again to learn its status.');
	else if (progress !== 'passedOn') {
		const what = progress === 'unchecked' ? 'has not checked the request' : 'has not asked a library for the request';
		const when = timing.isStopped() ? 'before this was stopped' : `within ${Math.round(options.validationWaitMs / 1000)} seconds`;
		warnings.push(`ReShare ${what} ${when}; the ⟦follower⟧ tells what comes of it.`);
	}
	await lookups.remember(job.draft.patronId, row);
	const context = withWarnings(before, ...warnings);
	const isUnchecked = submitter.checksBeforeAnswer === true && progress === 'unchecked' && options.validationWaitMs > 0;
	if (!isUnchecked) return resultOfRequest(row, context, alreadyExisted);
	const explanation = explainUncheckedRequest(row, alreadyExisted);
	return buildResult(context, { outcome: 'needsStaff', reason: 'reshareError', explanation }, row, alreadyExisted);
}

/** Builds the result for a request that was made, but that the library's own ReShare does not have. */
export function resultOfMissingRequest({ requests, submitter: { resolver } }: CreateJob, { row, context }: RequestOfDraft) {
	resolver?.strayed();
	const explanation =
		resolver === undefined
			? `ReShare took the request in as ${row.id}, and does not know it any more. Staff must find out why before it is sent again.`
			: `The OpenURL resolver made a request (${row.id}), but not in your library: ReShare does not know it in the tenant ${requests.tenant}. ` +
				"Either '⟦openUrlTenant⟧' in the ⟦settings⟧ is another library's, or the resolver sends a name that it does not know to another library. " +
				'Have the request canceled in that library and the ⟦settings⟧ corrected before anything is sent again.';
	return buildResult(context, { outcome: 'needsStaff', reason: resolver === undefined ? 'unclear' : 'otherLibrary', explanation });
}

/**
 * Warns of fields that did not arrive. OpenURL resolvers before v1.5.1 drop the reference; those older than mid-2026 do not know copies,
 * and drop the fields of the part. `row` is read whole.
 */
function warnOfDroppedFields({ draft, reference, submitter: { resolver } }: CreateJob, row: PatronRequest) {
	const warnings: string[] = [];
	if (resolver !== undefined && !row.references.includes(reference.value)) {
		warnings.push(
			"The OpenURL resolver did not pass the reference on (it is older than v1.5.1), so that the reference protects nothing here: sending this again makes a second request. Set '⟦via⟧' to ⟦direct⟧.",
		);
	}
	const arrived = { ...row, pickupLocation: row.pickupLocationSlug ?? row.pickupLocationCode ?? row.pickupLocation };
	const dropped: DraftFieldName[] = droppable.filter(
		(name) => draft[name] !== undefined && trimmedOrUndefined(arrived[name]) === undefined,
	);
	const code = draft.copyrightType;
	if (code !== undefined && row.copyrightType === undefined) {
		// The copyright type is missing because an old resolver dropped it, or because mod-rs does not know its code.
		if (resolver !== undefined && dropped.includes('partTitle')) dropped.push('copyrightType');
		else
			warnings.push(
				`ReShare does not know the copyright type '${code}', and the request has none. Add it by hand, and give ${quotedFieldLabel('copyrightType')} as the list has it: the code, not the words that staff read.`,
			);
	}
	if (dropped.length > 0) {
		const them = dropped.length === 1 ? 'it' : 'them';
		const [what, other] = resolver === undefined ? ['it', ''] : ['the resolver', ", or set '⟦via⟧' to ⟦direct⟧"];
		warnings.push(
			`${joinWithAnd(dropped.map((name) => quotedFieldLabel(name, draft.serviceType)))} did not arrive in ReShare: ${what} seems to be too old for ${them}. Add ${them} by hand${other}.`,
		);
	}
	return warnings;
}

/** These fields may get lost on the way, most of them in old resolvers. The request shows whether they did. */
const droppable = ['volume', 'edition', 'neededBy', 'note', 'partTitle', 'partAuthor', 'pages', 'issue', 'pickupLocation'] as const;
