import { ReShareError } from '../../errors';
import { buildOpenUrl, resolverAddress } from './resolver/buildOpenUrl';
import { mayStillRun } from './resolver/classifyJson';
import type { ResolverOutcome } from './resolver/outcome';
import type { ResolverClient } from './resolver/ResolverClient';
import type { PatronRequest } from '../model/request';
import { requestSchema } from './readRequest';
import type { ResolverService } from './resolver/resolverService';
import { fieldNamed, wishFields, wishNames, type Wish } from '../../wish';
import { named, words } from '../../words';
import { requestBody } from './wayToModRs';
import { given } from '../port/wireFields';
import { answerToFailure, type Sendable, type SendAnswer, type Way } from '../port/way';

export interface ResolverAccess {
	readonly client: Pick<ResolverClient, 'send'>;
	readonly baseUrl: string;
	readonly openUrlTenant: string;
	/** What is known of it in this process. Absent: nothing, so that everything is sent. */
	readonly service?: ResolverService;
}

/** ReShare refuses the resolver's own login, or asks for fewer calls. */
const passingStatuses: ReadonlySet<number> = new Set([401, 403, 429]);

/** @throws ReShareError `badInput` when the resolver's address cannot be used */
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

async function send(client: ResolverAccess['client'], url: URL): Promise<SendAnswer> {
	try {
		return read(await client.send(url));
	} catch (error) {
		if (error instanceof ReShareError) return answerToFailure(error, 'ReShare', mayStillRun(error.status));
		throw error;
	}
}

async function ask(client: ResolverAccess['client'], url: URL, { serviceType, instanceId }: Wish): ReturnType<NonNullable<Sendable['ask']>> {
	try {
		const answer = await client.send(url);
		// A preview shows the key that asks for it as the service type, and may show a filler as the record.
		if (answer.kind === 'preview') return { request: given({ ...answer.request, systemInstanceIdentifier: instanceId, serviceType }) };
		// The resolver decides both before it looks at what it is asked for.
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

/** The id alone where the rest has an unknown form. */
function readRow(raw: Readonly<Record<string, unknown>>, id: string): PatronRequest {
	const parsed = requestSchema.safeParse(raw);
	return parsed.success ? parsed.data : requestSchema.parse({ id, isRequester: true });
}
