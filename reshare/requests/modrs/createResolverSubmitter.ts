import { ReShareError } from '../../errors';
import { waitingTimes, type HttpSender } from '../../transport';
import { buildOpenUrl, buildResolverAddress } from './resolver/buildOpenUrl';
import { classifyResolverAnswer } from './resolver/classifyResolverAnswer';
import { mayStillRun, refusedOutcome, type RequestedAnswerKind } from './resolver/resolverOutcome';
import type { PatronRequest } from '../model/request';
import { modRsRequestSchema } from './toPatronRequest';
import type { ResolverAccess } from './resolver/ResolverMonitor';
import { quotedFieldLabel, draftFields, draftFieldNames, type RequestDraft } from '../../draft';
import { buildRequestBody } from './createModRsSubmitter';
import { withoutAbsentFields } from '../port/fieldSchemas';
import { sendAnswerOfFailure, type SendAnswer, type ShownRecord, type Submitter } from '../port/Submitter';

export function createResolverSubmitter(resolver: ResolverAccess, requestingSymbol: string | undefined): Submitter {
	const { http, service } = resolver;
	const address = buildResolverAddress(resolver.baseUrl, resolver.openUrlTenant);
	return {
		namesItsRequest: ({ serviceType }) => serviceType === 'loan',
		blocker: async (own) => await service?.blocker(http, address, own),
		resolver: { strayed: () => service?.strayed() },
		build(draft, reference) {
			const url = buildOpenUrl(address, { ...draft, reference });
			const lost = draftFieldNames.filter((name) => draft[name] !== undefined && draftFields[name].openUrl === undefined);
			return {
				openUrl: url.href,
				request: buildRequestBody({ ...draft, ...Object.fromEntries(lost.map((name) => [name, undefined])) }, reference, requestingSymbol),
				warnings: lost.map(
					(name) =>
						`${quotedFieldLabel(name, draft.serviceType)} was not sent: an OpenURL has no place for it. Set '⟦via⟧' to ⟦direct⟧ to have it kept.`,
				),
				send: () => send(http, url, draft.serviceType === 'copy' ? 'page' : 'json'),
				ask: async () => await ask(http, buildOpenUrl(address, { ...draft, reference }, 'preview'), draft),
			};
		},
	};
}

/**
 * Sends an OpenURL once, even after a failure, because every call can create a request. Only a preview is repeated, like any other reading.
 */
async function sendOpenUrl(http: HttpSender, url: URL, asked: RequestedAnswerKind) {
	const isPreview = asked === 'preview';
	// The resolver has no time limit of its own while it waits for ReShare.
	const timeoutMs = isPreview ? waitingTimes.firstByte : waitingTimes.action;
	return classifyResolverAnswer(await http.send({ method: 'GET', url: url.href, safeToRepeat: isPreview, timeoutMs }), asked);
}

async function send(http: HttpSender, url: URL, asked: RequestedAnswerKind): Promise<SendAnswer> {
	try {
		const outcome = await sendOpenUrl(http, url, asked);
		if (outcome.kind === 'created') return { kind: 'created', row: readRow(outcome.request) };
		return outcome.kind === 'preview' ? refusedOutcome('the resolver only showed what it would send') : outcome;
	} catch (error) {
		return sendAnswerOfFailure(error, 'ReShare', mayStillRun);
	}
}

async function ask(http: HttpSender, url: URL, { serviceType, instanceId }: RequestDraft): Promise<ShownRecord> {
	try {
		const answer = await sendOpenUrl(http, url, 'preview');
		// A preview shows as service type the key that asks for it, and perhaps an invented id of a record; neither belongs to the request.
		if (answer.kind === 'preview')
			return { request: withoutAbsentFields({ ...answer.request, systemInstanceIdentifier: instanceId, serviceType }) };
		if (answer.kind === 'refused') return { why: answer.detail, reason: answer.inAdvance && answer.reason };
		return { why: 'it does not offer previews' };
	} catch (error) {
		if (error instanceof ReShareError) return { why: error.message };
		throw error;
	}
}

/** Reads the created request. If its form is unknown, only the id is read. */
function readRow(raw: { readonly id: string }): PatronRequest {
	return modRsRequestSchema.safeParse(raw).data ?? modRsRequestSchema.parse({ id: raw.id, isRequester: true });
}
