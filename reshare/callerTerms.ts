/**
 * The client's sentences contain placeholders for settings, values and the program that calls it, such as `⟦okapiUrl⟧`.
 * `withCallerTerms` fills in the caller's own terms only when a sentence leaves the client. So whatever is shared within the client, such
 * as a refused login, fits every caller.
 */

/** The settings, values and choices to which a sentence may refer. */
const names = [
	// settings of an account
	'okapiUrl',
	'tenant',
	'username',
	'password',
	'backEnd',
	'librarySymbol',
	'openUrlBaseUrl',
	'openUrlTenant',
	'staffUrl',
	'searchedThrough',
	'vufindUrl',
	'reservoirUrl',
	'vufindKey',
	'reservoirTenant',
	// finding
	'ownSymbols',
	'batchSize',
	'sortBy',
	// creating
	'via',
	'direct',
	'lookUpReference',
	'requestingSymbol',
	'cutNote',
	'mappingTable',
	'mappedName',
	'defaultSlug',
	// reading, acting, following
	'request',
	'states',
	'createdAfter',
	'createdBefore',
	'changedAfter',
	'changedBefore',
	'message',
	'closeAs',
	'place',
	'condition',
	'cost',
	'currency',
	'barcodes',
	'otherRecord',
	'dueDay',
	'documentLink',
	'events',
] as const;

export type TermName = (typeof names)[number];

/** What the caller of the client calls the things that the client's sentences refer to. */
export interface CallerTerms {
	/** The program that calls the client, e.g. in "a firewall stands between ... and the server". */
	readonly program: string;
	/** Where the settings of an account are. */
	readonly settings: string;
	/** What reads the answers of servers, in sentences such as "a page that this client does not know". */
	readonly caller: string;
	/** What follows requests and reports their changes. */
	readonly follower: string;
	/** Where requests are created, e.g. in "choose it in ...". */
	readonly creating: string;
	/** Why a call may have been canceled. */
	readonly cancelled: string;
	/** Advice after an error that was caused neither by the network nor by a server. */
	readonly unexpected: string;
	/** How the program itself refuses an address, e.g. in "... okapi.example.org", and what to do. */
	readonly refusal: string;
	readonly refusalHelp: string;
	/** What to do when the cursor of a follower is damaged. */
	readonly cursorDamaged: string;
	/** Says that a newer version has written the cursor, and what to do. */
	readonly cursorNewer: string;
	readonly cursorNewerHelp: string;
	readonly names: Readonly<Record<TermName, string>>;
}

/** The program that calls the client: its terms, and what it sends to servers. */
export interface CallingProgram extends CallerTerms {
	readonly userAgent: string;
	/** The text with which derived references begin. It must never change, because the same draft would get another reference. */
	readonly referencePrefix: string;
	/** The beginning of the name of the error with which the program refuses an address. */
	readonly refusalError: string;
}

export const defaultCallingProgram: CallingProgram = {
	program: 'this program',
	settings: 'configuration',
	caller: 'this client',
	follower: 'follower',
	creating: 'the options',
	cancelled: 'The call was canceled, or its time was used up.',
	unexpected: 'The program around the client may lack what it needs.',
	refusal: 'This program does not allow connections to',
	refusalHelp: 'Ask whoever runs it to allow this host.',
	cursorDamaged: 'Begin without it; then the changes from now on are reported.',
	cursorNewer: 'A newer version of the client has kept the place up to which changes were reported',
	cursorNewerHelp: 'Update the client to that version.',
	names: Object.fromEntries(names.map((name) => [name, name])) as Record<TermName, string>,
	userAgent: 'reshare-client',
	referencePrefix: 'REF',
	refusalError: 'AddressRefused',
};

/**
 * For each of the caller's terms its placeholder, such as `⟦program⟧`, which stands in the client's sentences until `withCallerTerms`
 * fills it in.
 */
export const termPlaceholders = Object.fromEntries(
	Object.keys(defaultCallingProgram).map((key) => [key, key === 'names' ? placeholdersFor(names) : `⟦${key}⟧`]),
) as unknown as CallerTerms;

function placeholdersFor(keys: readonly string[]): Record<string, string> {
	return Object.fromEntries(keys.map((key) => [key, `⟦${key}⟧`]));
}

export function quotedTerm(value: TermName): string {
	return `'${termPlaceholders.names[value]}'`;
}
