import type { CreateDeps } from './run';
import { planRequest, prepare } from './plan';
import { resultOf, resultOfRefusal, resultWith, warned } from './results';
import type { CreateOptions, CreateResult } from './optionsAndResult';
import type { RequestDraft } from '../../draft';
import type { Sendable } from '../port/Submitter';

/** With the reason and the words of Create, as far as they can be known before sending. */
export interface PreviewResult extends Omit<CreateResult, 'outcome' | 'alreadyExisted' | 'patronEmail' | 'otherRequests'> {
	readonly outcome: 'wouldBeSent' | 'wouldNotBeSent' | 'alreadyExists';
	/** The OpenURL that Create would send if the checks let it; null when it would post to mod-rs. */
	readonly openUrl: string | null;
	/** The record that the resolver or this package would post. */
	readonly request: Readonly<Record<string, unknown>> | null;
	readonly requestFrom: 'resolver' | 'package' | null;
}

/** Only looks up, and asks the resolver for the record that it would post. @throws ReShareError where Create would throw before sending */
export async function previewRequest(deps: CreateDeps, draft: RequestDraft, options: CreateOptions): Promise<PreviewResult> {
	const { requests, lookups } = deps;
	const prepared = await prepare(deps, draft, options);
	if ('outcome' in prepared) return show('wouldNotBeSent', prepared, undefined);
	const announced =
		options.checks.reference || requests.enforcesUniqueReference === true
			? lookups.references.announce(prepared.reference.value)
			: undefined;
	const plan = await planRequest(deps, prepared, options, announced).finally(() => announced?.done());
	const { message } = prepared;
	if ('outcome' in plan) return show('wouldNotBeSent', plan, message);
	if (plan.kind === 'made') return show('alreadyExists', resultOf(plan.row, plan.context, true), message);

	const { context: told } = plan;
	const ready = (...warnings: readonly string[]): PreviewResult =>
		show(
			'wouldBeSent',
			resultWith(warned(told, ...warnings), {
				outcome: 'created',
				reason: null,
				explanation: 'Create would send this request to ReShare. Nothing was sent now.',
			}),
			message,
		);
	const asked = await plan.message.ask?.();
	if (asked === undefined) return ready();
	if ('request' in asked) return { ...ready(), request: asked.request, requestFrom: 'resolver' };
	if (asked.reason !== undefined) return show('wouldNotBeSent', await resultOfRefusal(asked.reason, asked.why, told, lookups), message);
	return ready(`The resolver did not show what it would send: ${asked.why}`);
}

function show(outcome: PreviewResult['outcome'], result: CreateResult, message: Sendable | undefined): PreviewResult {
	const { outcome: _, alreadyExisted: __, otherRequests: ___, ...told } = result;
	return {
		outcome,
		...told,
		openUrl: message?.openUrl ?? null,
		request: message?.request ?? null,
		requestFrom: message === undefined ? null : 'package',
	};
}
