import type { CreateDeps } from './run';
import { planRequest, prepare, type Plan } from './plan';
import { resultOf, resultOfRefusal, resultWithout, type Refusal } from './results';
import { typedReference } from './reference';
import type { CreateOptions, CreateResult } from './optionsAndResult';
import type { Wish } from '../../wish';
import type { Sendable } from '../port/way';

type PreviewOutcome = 'wouldBeSent' | 'wouldNotBeSent' | 'alreadyExists';

/** With the reason and the words of Create, as far as they can be known before sending. */
export interface PreviewResult extends Omit<CreateResult, 'outcome' | 'alreadyExisted' | 'otherRequests'> {
	readonly outcome: PreviewOutcome;
	/** The OpenURL that Create would send if the checks let it; null when it would post to mod-rs. */
	readonly openUrl: string | null;
	/** The record that the resolver or this package would post. */
	readonly request: Readonly<Record<string, unknown>> | null;
	readonly requestFrom: 'resolver' | 'package' | null;
}

/**
 * The plan of Create, shown instead of carried out: only looks up, and asks the resolver for the record that it would post.
 *
 * @throws ReShareError where Create would throw before sending
 */
export async function previewRequest(deps: CreateDeps, rawWish: Wish, options: CreateOptions): Promise<PreviewResult> {
	const prepared = await prepare(deps, rawWish, typedReference(rawWish, deps.requests), options);
	if ('result' in prepared) return show('wouldNotBeSent', prepared.result, await shownMessage(undefined, false));
	const announced = options.checks.reference || deps.requests.takesReferenceOnce === true ? deps.lookups.references.announce(prepared.reference.value) : undefined;
	const plan = await planRequest(deps, prepared, options, announced).finally(() => announced?.done());
	const shown = await shownMessage(prepared.message, plan.kind === 'send');
	if (plan.kind !== 'send' || shown.refusal === undefined) return show(outcomes[plan.kind], resultFor(plan), shown);
	return show('wouldNotBeSent', await resultOfRefusal(shown.refusal, plan.told, deps.lookups), shown);
}

const outcomes: Readonly<Record<Plan['kind'], PreviewOutcome>> = { send: 'wouldBeSent', return: 'alreadyExists', stop: 'wouldNotBeSent' };

function resultFor(plan: Plan): CreateResult {
	switch (plan.kind) {
		case 'stop':
			return plan.result;
		case 'return':
			return resultOf(plan.row, plan.told, true);
		case 'send':
			return resultWithout(plan.told, { outcome: 'created', reason: null, explanation: 'Create would send this request to ReShare. Nothing was sent now.' });
	}
}

type Shown = Pick<PreviewResult, 'openUrl' | 'request' | 'requestFrom'> & { readonly warnings: readonly string[]; /** Why the resolver would refuse it. */ readonly refusal?: Refusal };

/** @param isSent whether to ask the resolver what it would make of it */
async function shownMessage(message: Sendable | undefined, isSent: boolean): Promise<Shown> {
	if (message === undefined) return { openUrl: null, request: null, requestFrom: null, warnings: [] };
	const { openUrl, request } = message;
	const asked = isSent ? await message.ask?.() : undefined;
	if (asked !== undefined && 'request' in asked) return { openUrl, request: asked.request, requestFrom: 'resolver', warnings: [] };
	if (asked?.reason !== undefined) return { openUrl, request, requestFrom: 'package', warnings: [], refusal: { reason: asked.reason, detail: asked.why } };
	const warnings = asked === undefined ? [] : [`The resolver did not show what it would send: ${asked.why}`];
	return { openUrl, request, requestFrom: 'package', warnings };
}

function show(outcome: PreviewOutcome, result: CreateResult, { warnings, refusal: _, ...parts }: Shown): PreviewResult {
	const { reason, requestId, hrid, status, reference, checks, explanation } = result;
	return { outcome, reason, requestId, hrid, status, reference, checks, explanation, warnings: [...result.warnings, ...warnings], ...parts };
}
