import { ReShareError } from '../../errors';
import { mayStillRun } from './resolver';
import { referenceType } from './referenceType';
import { named, words } from '../../words';
import type { ModRsClient } from './ModRsClient';
import type { Wish } from '../model/wish';
import { answerToFailure, type Way } from '../port/way';
import { given } from '../port/given';

/** mod-rs's words for OpenURL genres. */
const publicationTypes: Readonly<Record<string, string>> = {
	article: 'Article',
	book: 'Book',
	bookitem: 'Chapter',
	journal: 'Journal',
	other: 'X-Other',
};

/** Only so mod-rs finds the library (DirectoryEntryService.resolveCombinedSymbol); a request with any other symbol ends in its state Error. */
const combinedSymbol = /^[^:]+:./;

/**
 * Posts to the library's own mod-rs.
 *
 * @param lacksUsualSymbol whether the tenant surely has no symbol of its own for requests without one
 */
export function wayToModRs(requests: ModRsClient, requestingSymbol: string | undefined, lacksUsualSymbol: () => Promise<boolean>): Way {
	return {
		namesItsRequest: () => true,
		obstacle: async () => await Promise.resolve(undefined),
		async build(wish, reference) {
			if (requestingSymbol === undefined && (await lacksUsualSymbol())) {
				throw new ReShareError('badInput', `${named('requestingSymbol')} is empty, and neither the ${words.settings} nor ReShare's setting 'default_request_symbol' gives your library's symbol`, {
					description: 'ReShare would stop the request at once.',
				});
			}
			if (requestingSymbol !== undefined && !combinedSymbol.test(requestingSymbol)) {
				throw new ReShareError('badInput', `${named('requestingSymbol')} needs its authority in front, as in ISIL:US-ABC; '${requestingSymbol}' has none`);
			}
			const request = requestBody(wish, reference, requestingSymbol);
			return {
				openUrl: null,
				request,
				async send() {
					try {
						return { kind: 'created', row: await requests.post(request) };
					} catch (error) {
						if (error instanceof ReShareError) return answerToFailure(error, 'ReShare', mayStillRun(error.status));
						throw error;
					}
				},
			};
		},
	};
}

/**
 * The record as mod-rs takes it. Absent fields are left out, since an explicit null makes it fail.
 *
 * @param requestingSymbol `authority:symbol`; without it the tenant's default symbol counts
 */
export function requestBody(wish: Wish, reference: string, requestingSymbol: string | undefined): Record<string, unknown> {
	const copy = wish.copy ?? {};
	return given({
		isRequester: true,
		requestingInstitutionSymbol: requestingSymbol,
		serviceType: wish.serviceType,
		patronIdentifier: wish.patronId,
		patronEmail: wish.patronEmail,
		systemInstanceIdentifier: wish.instanceId,
		title: wish.title,
		author: wish.author,
		publicationDate: wish.publicationDate,
		publicationType: publicationTypes[copy.genre?.toLowerCase() ?? ''] ?? (wish.serviceType === 'loan' ? 'Book' : undefined),
		edition: wish.edition,
		volume: wish.volume,
		isbn: wish.isbn,
		issn: wish.issn,
		oclcNumber: wish.oclc,
		pickupLocationSlug: wish.pickupSlug,
		neededBy: wish.neededBy,
		patronNote: wish.note,
		titleOfComponent: copy.partTitle,
		authorOfComponent: copy.partAuthor,
		pagesRequested: copy.pages,
		issue: copy.issue,
		copyrightType: copy.copyrightType === undefined ? undefined : { value: copy.copyrightType },
		requestIdentifiers: [{ identifierType: referenceType, identifier: reference }],
	});
}
