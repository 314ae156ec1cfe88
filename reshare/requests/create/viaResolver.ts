import { ReShareError } from '../../errors';
import { buildOpenUrl, type ResolverClient, type ResolverOutcome } from '../../openurl';
import { patronRequestSchema, type PatronRequest } from '../schemas';
import type { ResolverService } from './resolverService';
import type { SendAnswer, Sender } from './sender';
import type { Wish } from './types';

/** A library's place at the consortium's OpenURL resolver. */
export interface ResolverAccess {
	readonly client: ResolverClient;
	readonly baseUrl: string;
	readonly openUrlTenant: string;
	/** What is known of it in this process. Default: nothing, so that everything is sent. */
	readonly service?: ResolverService;
}

/** Statuses by which ReShare refuses the resolver's own login, or asks for fewer calls; both can pass. */
const passingStatuses: ReadonlySet<number> = new Set([401, 403, 429]);

/** Creates through the OpenURL resolver, which answers 200 to nearly everything; its answer is read, not its status. */
export function sendViaResolver(resolver: ResolverAccess): Sender {
	return async (wish, reference) => {
		try {
			return read(await resolver.client.send(openUrlOf(resolver, wish, reference)));
		} catch (error) {
			if (!(error instanceof ReShareError)) throw error;
			if (error.kind === 'badInput') return { kind: 'refused', reason: 'badInput', detail: `${error.message}. ${error.description}`.trim(), mayPass: false };
			if (error.mayHaveReached) return { kind: 'unclear', detail: error.message };
			if (error.kind !== 'network' && error.kind !== 'timeout') throw error;
			return { kind: 'notReached', error, waitMs: error.retryAfterMs ?? 0 };
		}
	};
}

/** @throws ReShareError `badInput` when the wish or the credential's address cannot be put into an OpenURL */
export function openUrlOf(resolver: ResolverAccess, wish: Wish, reference: string, purpose: 'create' | 'preview' = 'create'): URL {
	return buildOpenUrl(resolver.baseUrl, resolver.openUrlTenant, { ...wish, reference }, { purpose });
}

function read(outcome: ResolverOutcome): SendAnswer {
	switch (outcome.kind) {
		case 'created':
			return { kind: 'created', row: readRow(outcome.request, outcome.id) };
		case 'requestSent':
			return { kind: 'createdUnnamed' };
		case 'unclear':
			return { kind: 'unclear', detail: outcome.why };
		case 'patronAtLimit':
			return { kind: 'refused', reason: 'patronAtLimit', detail: outcome.reason, mayPass: false };
		case 'preview':
			return { kind: 'refused', reason: 'resolverRefused', detail: 'the resolver only showed what it would send', mayPass: false };
		case 'refused': {
			const status = outcome.upstreamStatus ?? outcome.status;
			const mayPass = passingStatuses.has(status) || outcome.reason.includes('Token missing');
			const waitMs = outcome.retryAfterMs === undefined ? {} : { waitMs: outcome.retryAfterMs };
			return { kind: 'refused', reason: 'resolverRefused', detail: outcome.reason, mayPass, ...waitMs };
		}
		default:
			return { kind: 'refused', reason: 'resolverRefused', detail: outcome.reason, mayPass: false };
	}
}

/** The record within the answer; its id alone where the rest has an unknown form. */
function readRow(raw: Readonly<Record<string, unknown>>, id: string): PatronRequest {
	const parsed = patronRequestSchema.safeParse(raw);
	return parsed.success ? parsed.data : patronRequestSchema.parse({ id, isRequester: true });
}
