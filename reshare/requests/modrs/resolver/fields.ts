import { ReShareError } from '../../../errors';
import { named, type NamedValue } from '../../../words';

/** The values behind the OpenURL's keys. */
const valueOf: Readonly<Record<string, NamedValue>> = {
	rft_id: 'instanceId',
	req_id: 'patronId',
	'req.emailAddress': 'patronEmail',
	'svc.pickupLocation': 'pickupSlug',
	'svc.neededBy': 'neededBy',
	'svc.note': 'note',
	'rft.identifier_illiad': 'reference',
	'rft.title': 'title',
	'rft.au': 'author',
	'rft.date': 'publicationDate',
	'rft.edition': 'edition',
	'rft.volume': 'volume',
	'rft.issue': 'issue',
	'rft.isbn': 'isbn',
	'rft.issn': 'issn',
	'rft.oclc': 'oclc',
	'rft.genre': 'genre',
	'rft.copyrightType': 'copyrightType',
	'rft.titleOfComponent': 'partTitle',
	'rft.authorOfComponent': 'partAuthor',
	'rft.pagesRequested': 'pages',
};

/** The name that users know an OpenURL key by, in quotation marks; the key itself where there is none. */
export function nameOfKey(key: string): string {
	const value = valueOf[key];
	return value === undefined ? `'${key}'` : named(value);
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
	if (unsendable.test(text)) throw badInput(`${nameOfKey(key)} holds a character that cannot be sent`, 'Type the value again instead of pasting it.');
	return text;
}

/** A day that exists, written `YYYY-MM-DD`: mod-rs refuses every other form with status 422. */
export function cleanDay(key: string, value: string | undefined): string | undefined {
	const text = cleanValue(key, value);
	if (text === undefined) return undefined;
	const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
	if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text)) {
		throw badInput(`${nameOfKey(key)} must be a date such as 2027-01-31`);
	}
	return text;
}

/** The resolver cuts notes at this many UTF-16 units without a word, even within a character. */
const longestNote = 255;

export function cleanNote(key: string, value: string | undefined): string | undefined {
	const text = cleanValue(key, value);
	if (text === undefined || text.length <= longestNote) return text;
	throw badInput(`${nameOfKey(key)} has ${text.length} characters, and ReShare keeps ${longestNote}`, 'Shorten it, or let it be cut.');
}
