import { quotedFieldLabel } from '../../draft';
import { asSentence } from '../../sentences';
import { displayNumberOf, type PatronRequest } from '../model/request';
import { partOfLife } from '../model/state';
import { asksForOtherThing } from './compareRequestWithDraft';
import { requestNameWithStatus } from './explanations';
import type { ReferenceHolder } from './findExisting';
import type { CheckResult } from './createTypes';
import { finishUnsent, resultOfTwoRequests, type FinishedCreate, type ResultContext } from './buildResult';
import type { SendAttempt } from './sendDraft';
import type { CreateJob } from './validateDraft';

/** The request that the draft has. `attempt` is the call that made it; undefined if the request existed before. */
export interface RequestOfDraft {
	readonly kind: 'exists';
	readonly row: PatronRequest;
	readonly context: ResultContext;
	readonly attempt?: SendAttempt;
}

/** Returns the request that has the draft's reference, unless that request is past, another patron's, or for something else. */
export function reuseExistingRequest(
	existing: ReferenceHolder,
	{ problems, reference, draft, warnings }: CreateJob,
): RequestOfDraft | FinishedCreate {
	const contextWith = (result: CheckResult['result'], note: string, ...more: readonly string[]): ResultContext => ({
		reference: reference.value,
		checks: [{ check: 'reference', result, note }],
		warnings: [...warnings, ...more],
	});
	const ignored = problems.map(({ text }) => asSentence(text));
	if (existing.kind === 'two') {
		const context = contextWith('refused', `${existing.rows.length} open requests have this reference`, ...ignored);
		return { kind: 'finished', result: resultOfTwoRequests(existing.rows, context, true) };
	}
	const { kind, row } = existing;
	const name = kind === 'anothersRequest' ? `${displayNumberOf(row)} of another patron` : requestNameWithStatus(row);
	const belongsTo = (note: string, more: string): FinishedCreate =>
		finishUnsent(contextWith('refused', `Request ${name}${note}`), {
			reason: 'referenceAlreadyUsed',
			why: `The reference ${reference.value} belongs to request ${name}${more}`,
			other: row,
		});
	if (kind === 'anothersRequest') return belongsTo(' has this reference', '. Use another reference.');
	if (kind === 'past') {
		const past = partOfLife(row.state) === 'closed' ? 'is closed' : 'is on its way back';
		const advice = reference.typed
			? 'Use another reference to ask again.'
			: `The same request was sent within the last 24 hours. Type a value into ${quotedFieldLabel('reference')} to ask again.`;
		return belongsTo(` has this reference and ${past}`, `, which ${past}. ${advice}`);
	}
	if (reference.typed && asksForOtherThing(row, draft))
		return belongsTo(' has this reference and asks for something else', ', which asks for another title or volume. Use another reference.');
	return { kind: 'exists', row, context: contextWith('warning', `Request ${name} has this reference already and is returned`, ...ignored) };
}
