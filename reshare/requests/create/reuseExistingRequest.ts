import { quotedFieldLabel } from '../../draft';
import { asSentence } from '../../sentences';
import { displayNumberOf, type PatronRequest } from '../model/request';
import { lifecycleStageOf } from '../model/state';
import { isOfAnotherDraft } from './compareRequestWithDraft';
import type { ReferenceHolder } from './findExisting';
import type { CheckResult, CreateJob } from './createTypes';
import {
	contextOf,
	finishUnsent,
	requestNameWithStatus,
	resultOfTwoRequests,
	type FinishedCreate,
	type ResultContext,
} from './buildResult';
import type { SendAttempt } from './sendDraftExactlyOnce';

/** The request that the draft has. `attempt` is the call that made it; undefined if the request existed before. */
export interface RequestOfDraft {
	readonly kind: 'exists';
	/** The request as it was last read, or else as the answer to the call gave it. */
	readonly row: PatronRequest;
	/** Whether `row` was read whole. */
	readonly isRead: boolean;
	readonly context: ResultContext;
	readonly attempt?: SendAttempt;
}

/**
 * Returns the request that has the draft's reference, unless that request is past, another patron's, or for something else.
 *
 * @param ending what became of the draft if it is refused; absent: nothing was sent
 */
export function reuseExistingRequest({ holder, rows }: ReferenceHolder, job: CreateJob, ending?: string): RequestOfDraft | FinishedCreate {
	const { problems, reference } = job;
	const contextWith = (result: CheckResult['result'], note: string, ...more: readonly string[]) =>
		contextOf(job, [{ check: 'reference', result, note }], ...more);
	const ignored = problems.map(({ text }) => asSentence(text));
	const [row, ...others] = rows;
	const areOthers = rows.every((one) => isOfAnotherDraft(one, job));
	if (others.length > 0 && !areOthers) {
		const context = contextWith('refused', `${rows.length} open requests have this reference`, ...ignored);
		return { kind: 'finished', result: resultOfTwoRequests(rows, job, context, true) };
	}
	const isAnothers = holder === 'anothersRequest';
	const name = isAnothers ? `${displayNumberOf(row)} of another patron` : rows.map(requestNameWithStatus).join(' and ');
	const [several, has, asks] = others.length > 0 ? ['s', 'have', 'ask'] : ['', 'has', 'asks'];
	const belongsTo = (note: string, more: string): FinishedCreate =>
		finishUnsent(contextWith('refused', `Request${several} ${name} ${has} this reference${note}`), {
			reason: 'referenceAlreadyUsed',
			note: `The reference ${reference.value} belongs to request${several} ${name}${more}`,
			ending,
			other: row,
			counted: others,
		});
	if (isAnothers) return belongsTo('', '. Use another reference.');
	if (holder === 'past') {
		const past = lifecycleStageOf(row.state) === 'closed' ? 'is closed' : 'is on its way back';
		const advice = reference.typed
			? 'Use another reference to ask again.'
			: `The same request was sent within the last 24 hours. Type a value into ${quotedFieldLabel('reference')} to ask again.`;
		return belongsTo(` and ${past}`, `, which ${past}. ${advice}`);
	}
	if (areOthers) return belongsTo(` and ${asks} for something else`, `, which ${asks} for another title or volume. Use another reference.`);
	const note = `Request ${name} has this reference already and is returned`;
	return { kind: 'exists', row, isRead: true, context: contextWith('warning', note, ...ignored) };
}
