import { cutAtCharacter, listWords, present } from './text';
import type { CopyWish, Wish } from '../model/wish';
import { named, type NamedValue } from '../../words';
import { readDay } from '../model/times';

/** Longest text that mod-rs keeps in most of its columns; a longer one makes it fail with status 500. */
const columnLength = 255;
/** mod-rs cuts titles and names by itself; this keeps the OpenURL below the resolver's 16 KiB. */
const longestTitle = 1000;

type WishText = Exclude<keyof Wish, 'serviceType' | 'copy' | 'pickupName'>;

type WishField = WishText | keyof CopyWish;

/** What users call a field of the wish; some are called otherwise for copies. */
function nameOf(field: WishField, serviceType: Wish['serviceType']): NamedValue {
	if (serviceType === 'copy' && field === 'title') return 'journalTitle';
	if (serviceType === 'copy' && field === 'publicationDate') return 'partDate';
	return field;
}

const cutByModRs: ReadonlySet<string> = new Set(['title', 'author', 'partTitle', 'partAuthor']);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface CleanWish {
	/** Trimmed, without empty texts, the date in the form `YYYY-MM-DD`. */
	readonly wish: Wish;
	/** Sentences about fields that cannot be sent. Empty: all is well. */
	readonly problems: readonly string[];
	readonly warnings: readonly string[];
}

export interface InputRules {
	readonly cutNote: boolean;
	/** The pickup location is known to be wrong already, or the back end can do without. */
	readonly pickupMayBeEmpty?: boolean;
	/** The id of a record need not be a UUID. */
	readonly takesAnyRecordId?: boolean;
	/** Milliseconds since 1970, for dates that have passed. */
	readonly now: number;
	/** IANA name of the library's time zone, for moments that are to become days. */
	readonly timeZone: string;
}

/** Checks and tidies everything that can be judged without asking anybody. */
export function cleanWish(raw: Wish, rules: InputRules): CleanWish {
	const problems: string[] = [];
	const warnings: string[] = [];
	const name = (field: WishField): string => named(nameOf(field, raw.serviceType));

	const read = (field: WishField, value: string | undefined): string | undefined => {
		const text = present(value);
		if (text === undefined || field === 'note' || field === 'reference') return text;
		const longest = cutByModRs.has(field) ? longestTitle : columnLength;
		if (text.length > longest) problems.push(`${name(field)} has ${text.length} characters, and ${longest} are allowed`);
		if (hasBrokenCharacters(text)) problems.push(`${name(field)} holds a character that cannot be sent`);
		return text;
	};

	const date = present(raw.neededBy);
	const neededBy = date === undefined ? undefined : readDay(date, rules.timeZone);
	if (date !== undefined && neededBy === undefined) problems.push(`${name('neededBy')} must be a date such as 2027-01-31`);
	if (neededBy !== undefined && Date.parse(neededBy) < rules.now - 36 * 3_600_000) {
		warnings.push(`${name('neededBy')} (${neededBy}) has passed`);
	}
	const wish: Wish = {
		serviceType: raw.serviceType,
		patronId: read('patronId', raw.patronId) ?? '',
		...compact({
			instanceId: read('instanceId', raw.instanceId),
			pickupSlug: read('pickupSlug', raw.pickupSlug),
			reference: present(raw.reference),
			title: read('title', raw.title),
			author: read('author', raw.author),
			publicationDate: read('publicationDate', raw.publicationDate),
			edition: read('edition', raw.edition),
			volume: read('volume', raw.volume),
			isbn: read('isbn', raw.isbn),
			issn: read('issn', raw.issn),
			oclc: read('oclc', raw.oclc),
			patronEmail: read('patronEmail', raw.patronEmail),
			note: readNote(raw.note, rules, name('note'), problems, warnings),
			neededBy,
		}),
		...(raw.serviceType === 'copy'
			? {
					copy: compact({
						partTitle: read('partTitle', raw.copy?.partTitle),
						partAuthor: read('partAuthor', raw.copy?.partAuthor),
						pages: read('pages', raw.copy?.pages),
						issue: read('issue', raw.copy?.issue),
						genre: read('genre', raw.copy?.genre),
						copyrightType: read('copyrightType', raw.copy?.copyrightType),
					}),
				}
			: {}),
	};
	const missing = missingFields(wish, rules).map(name);
	if (missing.length > 0) problems.unshift(`${listWords(missing)} ${missing.length === 1 ? 'is' : 'are'} empty`);
	if (wish.instanceId !== undefined && rules.takesAnyRecordId !== true && !uuid.test(wish.instanceId)) {
		problems.push(`${name('instanceId')} is not an id of the shared inventory, which looks like 123e4567-e89b-12d3-a456-426614174000`);
	}
	return { wish, problems, warnings };
}

/**
 * What the resolver or mod-rs cannot do without: a resolver shows a form to a person then, and mod-rs takes in a request
 * that nobody can fill.
 */
function missingFields(wish: Wish, rules: InputRules): WishField[] {
	const missing: WishField[] = [];
	const need = (field: WishField, value: string | undefined): void => {
		if (present(value) === undefined) missing.push(field);
	};
	need('patronId', wish.patronId);
	if (wish.serviceType === 'loan') {
		need('instanceId', wish.instanceId);
		if (rules.pickupMayBeEmpty !== true) need('pickupSlug', wish.pickupSlug);
		return missing;
	}
	need('title', wish.title);
	need('partTitle', wish.copy?.partTitle);
	need('publicationDate', wish.publicationDate);
	need('genre', wish.copy?.genre);
	need('copyrightType', wish.copy?.copyrightType);
	if (wish.instanceId === undefined) need('partAuthor', wish.copy?.partAuthor);
	return missing;
}

function readNote(raw: string | undefined, rules: InputRules, name: string, problems: string[], warnings: string[]): string | undefined {
	const note = present(raw);
	if (note === undefined) return undefined;
	if (hasBrokenCharacters(note)) problems.push(`${name} holds a character that cannot be sent`);
	if (note.length <= columnLength) return note;
	if (!rules.cutNote) {
		problems.push(`${name} has ${note.length} characters, and ReShare keeps ${columnLength}; shorten it, or switch on ${named('cutNote')}`);
		return note;
	}
	warnings.push(`${name} was cut at ${columnLength} characters`);
	return cutAtCharacter(note, columnLength);
}

/** Half of a surrogate pair, or a control character other than a line break or tab. */
function hasBrokenCharacters(text: string): boolean {
	return /\p{Surrogate}|[^\P{Cc}\t\n\r]/u.test(text);
}

function compact<Fields extends Record<string, string | undefined>>(fields: Fields): { [Name in keyof Fields]?: string } {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Name in keyof Fields]?: string };
}
