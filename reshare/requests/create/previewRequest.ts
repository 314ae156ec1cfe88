import type { RequestDraft } from '../../draft';
import type { SendableRequest } from '../port/Submitter';
import { buildResult, resultOfRefusal, resultOfRequest, withWarnings } from './buildResult';
import type { CreateOptions, CreateResult } from './createTypes';
import { decideSending } from './decideSending';
import type { CreateDependencies } from './setUpCreateRun';
import { validateDraft } from './validateDraft';

/** The result of a preview. It has the reason and the sentences of Create, as far as they can be known before sending. */
export interface PreviewResult extends Omit<CreateResult, 'outcome' | 'alreadyExisted' | 'patronEmail'> {
	readonly outcome: 'wouldBeSent' | 'wouldNotBeSent' | 'alreadyExists';
	/** The OpenURL that Create would send if the checks let the draft pass; null if it would post to mod-rs. */
	readonly openUrl: string | null;
	/** The record that the resolver, or this package, would post. */
	readonly request: Readonly<Record<string, unknown>> | null;
	readonly requestFrom: 'resolver' | 'package' | null;
}

/**
 * Runs the stages of Create that come before sending, and asks the resolver for the record that it would post.
 *
 * @throws ReShareError if Create would throw before sending
 */
export async function previewRequest(deps: CreateDependencies, draft: RequestDraft, options: CreateOptions): Promise<PreviewResult> {
	const { requests, lookups } = deps;
	const job = await validateDraft(deps, draft, options);
	if (job.kind === 'finished') return show('wouldNotBeSent', job.result, undefined);
	const isLookedUp = options.checks.reference || requests.enforcesUniqueReference === true;
	const anticipated = isLookedUp ? lookups.references.announce(job.reference.value) : undefined;
	const decided = await decideSending(job, anticipated).finally(() => anticipated?.done());
	const { message } = job;
	if (decided.kind === 'finished') return show('wouldNotBeSent', decided.result, message);
	if (decided.kind === 'exists') return show('alreadyExists', resultOfRequest(decided.row, decided.context, true), message);

	const { context } = decided;
	const shown = await decided.message.ask?.();
	if (shown?.reason !== undefined) return show('wouldNotBeSent', await resultOfRefusal(shown.reason, shown.why, context, lookups), message);
	const warnings = shown === undefined || shown.request !== undefined ? [] : [`The resolver did not show what it would send: ${shown.why}`];
	const explanation = 'Create would send this request to ReShare. Nothing was sent now.';
	const ready = buildResult(withWarnings(context, ...warnings), { outcome: 'created', reason: null, explanation });
	const preview = show('wouldBeSent', ready, message);
	return shown?.request === undefined ? preview : { ...preview, request: shown.request, requestFrom: 'resolver' };
}

function show(outcome: PreviewResult['outcome'], result: CreateResult, message: SendableRequest | undefined): PreviewResult {
	const { outcome: _, alreadyExisted: __, ...shared } = result;
	return {
		outcome,
		...shared,
		openUrl: message?.openUrl ?? null,
		request: message?.request ?? null,
		requestFrom: message === undefined ? null : 'package',
	};
}
