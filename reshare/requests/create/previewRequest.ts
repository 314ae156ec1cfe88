import { ReShareError } from '../../errors';
import { runChecks } from './checks';
import { obstacleTo, type CreateDeps } from './createRequest';
import { findExisting } from './existing';
import { nameWithStatus, sentence } from './explain';
import { prepare } from './prepare';
import { statusOf } from './result';
import { realTiming } from './timing';
import type { CheckResult, CreateOptions, NotCreatedReason, StatusWords, Wish } from './types';
import { requestBody } from './viaModRs';
import { openUrlOf } from './viaResolver';

export type PreviewOutcome = 'wouldBeSent' | 'wouldNotBeSent' | 'alreadyExists';

export interface PreviewResult {
	readonly outcome: PreviewOutcome;
	readonly reason: NotCreatedReason | 'twoRequests' | 'otherLibrary' | null;
	/** The request that exists already or stands in the way. */
	readonly requestId: string | null;
	readonly hrid: string | null;
	readonly status: StatusWords | null;
	readonly reference: string | null;
	readonly checks: readonly CheckResult[];
	readonly explanation: string;
	readonly warnings: readonly string[];
	/** The OpenURL that Create would send; null when it would post to mod-rs. */
	readonly openUrl: string | null;
	/** The record that would come of it, as the resolver would post it or as this package would. */
	readonly request: Readonly<Record<string, unknown>> | null;
	/** Who made `request`: the resolver itself, or this package. */
	readonly requestFrom: 'resolver' | 'package' | null;
}

/**
 * What Create would do with a wish. Creates nothing: only looks up, and asks the resolver for the record that it would
 * post.
 *
 * @throws ReShareError when ReShare cannot be reached at all
 */
export async function previewRequest(deps: CreateDeps, rawWish: Wish, options: CreateOptions): Promise<PreviewResult> {
	const timing = deps.timing ?? realTiming;
	const { wish, reference, problems, warnings } = prepare(rawWish, options, deps.referenceKey, timing.now());
	if (problems.length > 0 || reference === undefined) {
		return {
			outcome: 'wouldNotBeSent',
			reason: problems[0]?.reason ?? 'badInput',
			requestId: null,
			hrid: null,
			status: null,
			reference: reference?.value ?? null,
			checks: [],
			explanation: problems.map(({ text }) => sentence(text)).join(' '),
			warnings,
			openUrl: null,
			request: null,
			requestFrom: null,
		};
	}
	const sent = await whatWouldBeSent(deps, wish, reference.value, options);
	const existing = options.checks.reference ? await findExisting({ requests: deps.requests, looks: deps.lookups.references }, reference, timing) : undefined;
	const checked = await runChecks(deps.lookups, wish, options.checks);
	const found = existing === undefined || existing.kind === 'none' ? undefined : existing;
	const row = found === undefined ? checked.refusal?.other : found.kind === 'two' ? found.rows[0] : found.row;
	const told = (outcome: PreviewOutcome, reason: PreviewResult['reason'], explanation: string): PreviewResult => ({
		outcome,
		reason,
		requestId: row?.id ?? null,
		hrid: row?.hrid ?? null,
		status: row === undefined ? null : statusOf(row),
		reference: reference.value,
		checks: [...referenceCheck(existing?.kind, reference.value), ...checked.checks],
		explanation,
		warnings: [...warnings, ...checked.warnings, ...sent.warnings],
		...sent.parts,
	});
	switch (found?.kind) {
		case 'two':
			return told('wouldNotBeSent', 'twoRequests', 'Several open requests have this reference; Create would hand them to staff.');
		case 'open':
			return told('alreadyExists', null, `Create would return request ${nameWithStatus(found.row)}, which has this reference, and send nothing.`);
		case 'closed':
			return told('wouldNotBeSent', 'referenceAlreadyUsed', `Request ${nameWithStatus(found.row)} has this reference and is closed.`);
		default:
			break;
	}
	if (checked.refusal !== undefined) return told('wouldNotBeSent', checked.refusal.reason, sentence(checked.refusal.note));
	const obstacle = await obstacleTo(deps, options);
	if (obstacle !== undefined) return told('wouldNotBeSent', obstacle.reason, sentence(obstacle.detail));
	return told('wouldBeSent', null, 'Create would send this request to ReShare. Nothing was sent now.');
}

function referenceCheck(kind: 'none' | 'open' | 'closed' | 'two' | undefined, reference: string): CheckResult[] {
	if (kind === undefined) return [];
	if (kind === 'none') return [{ check: 'reference', result: 'passed', note: `No request has the reference ${reference}` }];
	return [{ check: 'reference', result: kind === 'open' ? 'warning' : 'refused', note: `The reference ${reference} is in use` }];
}

interface WouldBeSent {
	readonly parts: {
		readonly openUrl: string | null;
		readonly request: Readonly<Record<string, unknown>>;
		readonly requestFrom: 'resolver' | 'package';
	};
	readonly warnings: readonly string[];
}

async function whatWouldBeSent(deps: CreateDeps, wish: Wish, reference: string, options: CreateOptions): Promise<WouldBeSent> {
	const own = requestBody(wish, reference, options.requestingSymbol);
	if (options.via === 'direct' || deps.resolver === undefined) {
		return { parts: { openUrl: null, request: own, requestFrom: 'package' }, warnings: [] };
	}
	const openUrl = openUrlOf(deps.resolver, wish, reference).href;
	const byPackage = { openUrl, request: own, requestFrom: 'package' } as const;
	try {
		const answer = await deps.resolver.client.send(openUrlOf(deps.resolver, wish, reference, 'preview'));
		if (answer.kind === 'preview') {
			// The key that asks for a preview is also the service type, so that it stands there instead of the real one.
			return { parts: { openUrl, request: { ...answer.request, serviceType: wish.serviceType }, requestFrom: 'resolver' }, warnings: [] };
		}
		const why = 'reason' in answer ? answer.reason : 'it does not offer previews';
		return { parts: byPackage, warnings: [`The resolver did not show what it would send: ${why}`] };
	} catch (error) {
		if (!(error instanceof ReShareError)) throw error;
		return { parts: byPackage, warnings: [`The resolver did not show what it would send: ${error.message}`] };
	}
}
