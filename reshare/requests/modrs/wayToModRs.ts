import { badInput } from '../../errors';
import { mayStillRun } from './resolver/classifyJson';
import { referenceType } from './schemas';
import { named, words } from '../../words';
import type { ModRsClient } from './ModRsClient';
import { wishFields, wishNames, type Wish, type WishName } from '../../wish';
import { answerToFailure, type Way } from '../port/way';
import { given, publicationTypes } from '../port/wireFields';

/** A request with a symbol of any other form ends in mod-rs's state Error (DirectoryEntryService.resolveCombinedSymbol). */
const combinedSymbol = /^[^:]+:./;

/** @param lacksUsualSymbol whether the tenant surely has no symbol of its own for requests without one */
export function wayToModRs(requests: ModRsClient, requestingSymbol: string | undefined, lacksUsualSymbol: () => Promise<boolean>): Way {
	return {
		namesItsRequest: () => true,
		async build(wish, reference) {
			if (requestingSymbol === undefined && (await lacksUsualSymbol())) {
				throw badInput(`${named('requestingSymbol')} is empty, and neither the ${words.settings} nor ReShare's setting 'default_request_symbol' gives your library's symbol`, 'ReShare would stop the request at once.');
			}
			if (requestingSymbol !== undefined && !combinedSymbol.test(requestingSymbol)) {
				throw badInput(`${named('requestingSymbol')} needs its authority in front, as in ISIL:US-ABC; '${requestingSymbol}' has none`);
			}
			const request = requestBody(wish, reference, requestingSymbol);
			return {
				openUrl: null,
				request,
				async send() {
					try {
						return { kind: 'created', row: await requests.post(request) };
					} catch (error) {
						return answerToFailure(error, 'ReShare', mayStillRun);
					}
				},
			};
		},
	};
}

export function requestBody(wish: Wish, reference: string, requestingSymbol: string | undefined): Record<string, unknown> {
	const kept = wishNames.flatMap((name): Array<[string, unknown]> => {
		const { modRs } = wishFields[name];
		const value = wish[name];
		return modRs === undefined || value === undefined ? [] : [[modRs, formed(name, value)]];
	});
	return given({
		isRequester: true,
		requestingInstitutionSymbol: requestingSymbol,
		serviceType: wish.serviceType,
		publicationType: wish.serviceType === 'loan' ? 'Book' : undefined,
		...Object.fromEntries(kept),
		requestIdentifiers: [{ identifierType: referenceType, identifier: reference }],
	});
}

function formed(name: WishName, value: string): unknown {
	if (name === 'genre') return { ...publicationTypes, other: 'X-Other' }[value.toLowerCase()];
	return name === 'copyrightType' ? { value } : value;
}
