/**
 * The client's sentences contain placeholders for settings, values and the program that calls it, such as `⟦okapiUrl⟧`. `withCallerTerms`
 * fills in the caller's own terms only when a sentence leaves the client. So a sentence that several callers share within the client, such
 * as that of a refused login, fits each of them. `test/unit/callerTerms.test.ts` finds a placeholder without a term.
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
	// Options of a search in the shared inventory.
	'ownSymbols',
	'batchSize',
	'sortBy',
	// Options of creating a request.
	'via',
	'direct',
	'lookUpReference',
	'requestingSymbol',
	'cutNote',
	'mappingTable',
	'mappedName',
	'defaultSlug',
	// Options of reading requests, of acting on them, and of following their changes.
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
	/** The name of the place that holds the settings of an account, e.g. `configuration`. */
	readonly settings: string;
	/** What reads the answers of servers, in sentences such as "a page that this client does not know". */
	readonly caller: string;
	/** The name of what follows requests and reports their changes, e.g. `follower`. */
	readonly follower: string;
	/** The name of the place where the options of a new request are set, e.g. in "set it to direct in ...". */
	readonly creating: string;
	/** A sentence that says why a call may have been canceled. */
	readonly cancelled: string;
	/** Advice after an error that was caused neither by the network nor by a server. */
	readonly unexpected: string;
	/** The sentence with which the calling program refuses an address, up to the host, and (`refusalHelp`) what to do. */
	readonly refusal: string;
	readonly refusalHelp: string;
	/** What to do when the cursor of a follower is damaged. */
	readonly cursorDamaged: string;
	/** Says that a newer version has written the cursor, and what to do. */
	readonly cursorNewer: string;
	readonly cursorNewerHelp: string;
	readonly names: Readonly<Record<TermName, string>>;
}

/** The program that calls the client: its terms, what it sends to servers, and how it refuses addresses. */
export interface CallingProgram extends CallerTerms {
	readonly userAgent: string;
	/**
	 * The beginning of every reference that the client derives from a draft. It must never change: the same draft would get another
	 * reference, and a repeated run could request the item again.
	 */
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
