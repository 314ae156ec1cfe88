import { draftFieldNames, draftFields, quotedFieldLabel, type RequestDraft } from '../../draft';
import { badInputError, rethrowUnlessOfKind } from '../../errors';
import { waitingTimes, type HttpSender } from '../../transport';
import { publicationTypeByGenre, withoutAbsentFields } from '../port/fieldSchemas';
import { sendAnswerOfFailure, type SendAnswer, type ShownRecord, type Submitter } from '../port/Submitter';
import type { ModRsClient } from './ModRsClient';
import { buildOpenUrl, buildResolverAddress } from './resolver/buildOpenUrl';
import { classifyResolverAnswer } from './resolver/classifyResolverAnswer';
import type { ResolverAccess } from './resolver/ResolverMonitor';
import { mayStillRun, refusedOutcome, type RequestedAnswerKind } from './resolver/resolverOutcome';
import { resolverReferenceType } from './schemas';
import { modRsRequestSchema } from './toPatronRequest';

/**
 * The form of a symbol. A request whose symbol has another form ends in mod-rs's state Error (openlibraryenvironment/mod-rs
 * DirectoryEntryService.resolveCombinedSymbol).
 */
const combinedSymbol = /^[^:]+:./;

/**
 * Makes the submitter that posts to mod-rs.
 *
 * @param lacksDefaultSymbol whether it is certain that the tenant's setting `default_request_symbol` is empty, which mod-rs
 *   takes if the draft names no requesting symbol
 */
export function createModRsSubmitter(
	requests: ModRsClient,
	requestingSymbol: string | undefined,
	lacksDefaultSymbol: () => Promise<boolean>,
): Submitter {
	return {
		namesItsRequest: () => true,
		async build(draft, reference) {
			if (requestingSymbol === undefined && (await lacksDefaultSymbol())) {
				throw badInputError(
					"'⟦requestingSymbol⟧' is empty, and neither the ⟦settings⟧ nor ReShare's setting 'default_request_symbol' gives your library's symbol",
					'ReShare would stop the request at once.',
				);
			}
			if (requestingSymbol !== undefined && !combinedSymbol.test(requestingSymbol)) {
				throw badInputError(`'⟦requestingSymbol⟧' needs its authority in front, as in ISIL:US-ABC; '${requestingSymbol}' has none`);
			}
			const request = buildRequestBody(draft, reference, requestingSymbol);
			return {
				openUrl: null,
				request,
				async send() {
					try {
						return { kind: 'created', row: await requests.post(request) };
					} catch (error) {
						return sendAnswerOfFailure(error, 'ReShare', mayStillRun);
					}
				},
			};
		},
	};
}

export function buildRequestBody(draft: RequestDraft, reference: string, requestingSymbol: string | undefined) {
	const { serviceType, copyrightType, genre = serviceType === 'loan' ? 'book' : '' } = draft;
	const texts = draftFieldNames.flatMap((name) => {
		const { modRs } = draftFields[name];
		return modRs === undefined ? [] : [[modRs, draft[name]] as const];
	});
	return withoutAbsentFields({
		isRequester: true,
		requestingInstitutionSymbol: requestingSymbol,
		serviceType,
		...Object.fromEntries(texts),
		publicationType: { ...publicationTypeByGenre, other: 'X-Other' }[genre.toLowerCase()],
		copyrightType: copyrightType && { value: copyrightType },
		requestIdentifiers: [{ identifierType: resolverReferenceType, identifier: reference }],
	});
}

export function createResolverSubmitter(
	{ http, baseUrl, openUrlTenant, service }: ResolverAccess,
	requestingSymbol: string | undefined,
): Submitter {
	const address = buildResolverAddress(baseUrl, openUrlTenant);
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
		if (outcome.kind === 'created') {
			const { request } = outcome;
			// If the form of the created request is unknown, only its id is read.
			const row = modRsRequestSchema.safeParse(request).data ?? modRsRequestSchema.parse({ id: request.id, isRequester: true });
			return { kind: 'created', row };
		}
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
		rethrowUnlessOfKind(error);
		return { why: error.message };
	}
}
