import { ReShareError } from '../../errors';
import { buildOpenUrl, mayStillRun, resolverAddress, type ResolverClient, type ResolverOutcome } from './resolver';
import type { PatronRequest } from '../model/request';
import { requestSchema } from './readRequest';
import type { ResolverService } from './resolver/resolverService';
import { fieldNamed, wishFields, wishNames, type Wish } from '../../wish';
import { named, words } from '../../words';
import { requestBody } from './wayToModRs';
import { given } from '../port/wireFields';
import type { Sendable, SendAnswer, Way } from '../port/way';

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

/**
 * Through the OpenURL resolver, which answers 200 to nearly everything; its answer is read, not its status.
 *
 * @throws ReShareError `badInput` when the resolver's address cannot be used
 */
export function wayThroughResolver(resolver: ResolverAccess, requestingSymbol: string | undefined): Way {
	resolverAddress(resolver.baseUrl, resolver.openUrlTenant);
	const openUrlOf = (wish: Wish, reference: string, purpose: 'create' | 'preview') =>
		buildOpenUrl(resolver.baseUrl, resolver.openUrlTenant, { ...wish, reference }, purpose);
	return {
		namesItsRequest: ({ serviceType }) => serviceType === 'loan',
		obstacle: async (own) => await resolver.service?.obstacle(own),
		resolver: { strayed: () => resolver.service?.strayed() },
		build(wish, reference) {
			const url = openUrlOf(wish, reference, 'create');
			const lost = wishNames.filter((name) => wish[name] !== undefined && wishFields[name].openUrl === undefined);
			return {
				openUrl: url.href,
				request: requestBody({ ...wish, ...Object.fromEntries(lost.map((name) => [name, undefined])) }, reference, requestingSymbol),
				warnings: lost.map((name) => `${fieldNamed(name, wish.serviceType)} was not sent: an OpenURL has no place for it. Set ${named('via')} to ${words.names.direct} to have it kept.`),
				send: async () => await send(resolver.client, url),
				ask: async () => await ask(resolver.client, openUrlOf(wish, reference, 'preview'), wish),
			};
		},
	};
}

async function send(client: ResolverClient, url: URL): Promise<SendAnswer> {
	try {
		return read(await client.send(url));
	} catch (error) {
		if (!(error instanceof ReShareError)) throw error;
		if (error.mayHaveReached) return { kind: 'unclear', detail: error.message, mayStillRun: mayStillRun(error.status) };
		if (error.kind !== 'network' && error.kind !== 'timeout') throw error;
		return { kind: 'notReached', error, waitMs: error.retryAfterMs ?? 0 };
	}
}

async function ask(client: ResolverClient, url: URL, { serviceType, instanceId }: Wish): ReturnType<NonNullable<Sendable['ask']>> {
	try {
		const answer = await client.send(url);
		// The key that asks for a preview is also the service type, and a filler may be the record, so that they stand there instead of the real ones.
		if (answer.kind === 'preview') return { request: given({ ...answer.request, systemInstanceIdentifier: instanceId, serviceType }) };
		// Both are decided before the resolver looks at what is asked of it; a form, for instance, is not.
		if (answer.kind === 'patronAtLimit') return { why: answer.reason, reason: 'patronAtLimit' };
		if (answer.kind === 'unknownService') return { why: answer.reason, reason: 'resolverRefused' };
		return { why: 'reason' in answer ? answer.reason : 'it does not offer previews' };
	} catch (error) {
		if (error instanceof ReShareError) return { why: error.message };
		throw error;
	}
}

function read(outcome: ResolverOutcome): SendAnswer {
	switch (outcome.kind) {
		case 'created':
			return { kind: 'created', row: readRow(outcome.request, outcome.id) };
		case 'requestSent':
			return { kind: 'createdUnnamed' };
		case 'unclear':
			return { kind: 'unclear', detail: outcome.why, mayStillRun: outcome.mayStillRun === true };
		case 'patronAtLimit':
			return { kind: 'refused', reason: 'patronAtLimit', detail: outcome.reason, mayPass: false };
		case 'preview':
			return { kind: 'refused', reason: 'resolverRefused', detail: 'the resolver only showed what it would send', mayPass: false };
		case 'refused': {
			const status = outcome.upstreamStatus ?? outcome.status;
			const mayPass = passingStatuses.has(status) || outcome.reason.includes('Token missing');
			return { kind: 'refused', reason: 'resolverRefused', detail: outcome.reason, mayPass, waitMs: outcome.retryAfterMs };
		}
		default:
			return { kind: 'refused', reason: 'resolverRefused', detail: outcome.reason, mayPass: false };
	}
}

/** The record within the answer; its id alone where the rest has an unknown form. */
function readRow(raw: Readonly<Record<string, unknown>>, id: string): PatronRequest {
	const parsed = requestSchema.safeParse(raw);
	return parsed.success ? parsed.data : requestSchema.parse({ id, isRequester: true });
}
