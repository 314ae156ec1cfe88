import { cutAtCharacter } from '../create/text';
import { ReShareError } from '../../errors';

/** Names of the OpenURL's keys as users see them. */
const displayNames: Readonly<Record<string, string>> = {
	rft_id: 'Instance ID',
	req_id: 'Patron ID',
	'req.emailAddress': 'Patron Email',
	'svc.pickupLocation': 'Pickup Location',
	'svc.neededBy': 'Needed By',
	'svc.note': 'Note to the Lending Library',
	'svc.level': 'Service Level',
	'rft.identifier_illiad': 'Reference',
	'rft.title': 'Title',
	'rft.subtitle': 'Subtitle',
	'rft.au': 'Author',
	'rft.date': 'Publication Date',
	'rft.pub': 'Publisher',
	'rft.place': 'Place of Publication',
	'rft.edition': 'Edition',
	'rft.volume': 'Volume',
	'rft.issue': 'Issue',
	'rft.isbn': 'ISBN',
	'rft.issn': 'ISSN',
	'rft.oclc': 'OCLC Number',
	'rft.genre': 'Genre',
	'rft.copyrightType': 'Copyright Type',
	'rft.titleOfComponent': 'Article or Chapter Title',
	'rft.authorOfComponent': 'Article Author',
	'rft.pagesRequested': 'Pages',
};

/** The name that a user knows an OpenURL key by; the key itself where there is none. */
export function displayName(key: string): string {
	return displayNames[key] ?? key;
}

export function badInput(message: string, description = ''): ReShareError {
	return new ReShareError('badInput', message, { description });
}

/** Halves of a surrogate pair would arrive as another character, and control characters break mod-rs's database. */
const unsendable = /\p{Surrogate}|(?![\t\n\r])\p{Cc}/u;

/**
 * Trims a value. Empty counts as absent.
 * @throws ReShareError `badInput` for a character that would not arrive as it is
 */
export function cleanValue(key: string, value: string | undefined): string | undefined {
	const text = value?.trim() ?? '';
	if (text === '') return undefined;
	if (unsendable.test(text)) throw badInput(`'${displayName(key)}' holds a character that cannot be sent`, 'Type the value anew instead of pasting it.');
	return text;
}

/** A day that exists, written `YYYY-MM-DD`: mod-rs refuses every other form with status 422. */
export function cleanDay(key: string, value: string | undefined): string | undefined {
	const text = cleanValue(key, value);
	if (text === undefined) return undefined;
	const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
	if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) {
		throw badInput(`'${displayName(key)}' must be a date such as 2027-01-31`);
	}
	return text;
}

/** The resolver cuts notes at this many UTF-16 units without a word, even within a character. */
export const longestNote = 255;

export function cleanNote(key: string, value: string | undefined, cut: boolean): string | undefined {
	const text = cleanValue(key, value);
	if (text === undefined || text.length <= longestNote) return text;
	if (!cut) {
		throw badInput(`'${displayName(key)}' has ${text.length} characters, and ReShare keeps ${longestNote}`, 'Shorten it, or let it be cut.');
	}
	return cutAtCharacter(text, longestNote);
}
