import { isEqualIgnoringCase } from '../../text';
import type { ChoiceListName } from '../port/RequestBackend';

/**
 * The broker has no lists of its own for ISO 18626's open codes: it accepts any code and passes it on. These are the codes that ReShare's
 * libraries use (openlibraryenvironment/mod-rs RefdataValueData.groovy; indexdata/crosslink iso18626/opencodes.go). The broker accepts no
 * reason with a cancellation, and no location to fetch an item from.
 */
export const iso18626Choices: Readonly<Record<ChoiceListName, Readonly<Record<string, string>>>> = {
	cancelReasons: {},
	cannotSupplyReasons: {
		OnLoan: 'On loan',
		InUse: 'In use',
		NotOnShelf: 'Not on the shelf',
		NotHeld: 'Not held',
		NotAvailable: 'Not available',
		NonCirculating: 'Does not circulate',
		PolicyProblem: 'Against policy',
		PoorCondition: 'In poor condition',
		Other: 'Other',
	},
	loanConditions: {
		LibraryUseOnly: 'Library use only',
		NoReproduction: 'No reproduction',
		SignatureRequired: 'Signature required',
		SpecCollSupervReq: 'Supervised, in special collections',
		WatchLibraryUseOnly: 'Library use only, watched',
		Other: 'Other',
	},
	lendingPlaces: {},
	/** The copyright types are those of ISO 18626's open list of 2017, which CrossLink's own form offers. */
	copyrightTypes: {
		'US-CCG': 'US: CONTU guidelines (CCG)',
		'US-CCL': 'US: copyright law (CCL)',
		'UK-CopyRFeePaid': 'UK: copyright fee paid',
		'UK-FairDealing': 'UK: fair dealing',
		'AU-CopyRCatS183ComW': 'Australia: Copyright Act section 183, Commonwealth',
		'AU-CopyRCatS183State': 'Australia: Copyright Act section 183, state',
		'AU-CopyrightActS49': 'Australia: Copyright Act section 49',
		'AU-CopyrightActS50-1': 'Australia: Copyright Act section 50 (1)',
		'AU-CopyrightActS50-7A': 'Australia: Copyright Act section 50 (7A)',
		'AU-CopyrightActS50-7B': 'Australia: Copyright Act section 50 (7B)',
		'AU-CopyrightCleared': 'Australia: copyright cleared',
		'AU-GenBus': 'Australia: general business',
		'NZ-CopyrightActS54': 'New Zealand: Copyright Act section 54',
		'NZ-CopyrightActS55': 'New Zealand: Copyright Act section 55',
		Other: 'Other',
	},
};

/** Returns a code in the capitals of ISO 18626, because mod-rs writes it in lower case. */
export function toIso18626Case(list: ChoiceListName, code: string | undefined) {
	return Object.keys(iso18626Choices[list]).find((known) => isEqualIgnoringCase(code, known)) ?? code;
}
