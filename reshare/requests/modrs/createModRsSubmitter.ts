import { badInputError } from '../../errors';
import { mayStillRun } from './resolver/resolverOutcome';
import { resolverReferenceType } from './schemas';
import type { ModRsClient } from './ModRsClient';
import { draftFields, draftFieldNames, type RequestDraft } from '../../draft';
import { sendAnswerOfFailure, type Submitter } from '../port/Submitter';
import { withoutAbsentFields, publicationTypeByGenre } from '../port/fieldSchemas';

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
