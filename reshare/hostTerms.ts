/*
 * What the client's sentences call by a name of the program around it. A host that shows settings and values under names of
 * its own passes these once, before its first call; otherwise they have the names in the code.
 */

/** Settings, values and choices that a sentence may point at. */
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
	// how it is created
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

export type NamedValue = (typeof names)[number];

export interface HostTerms {
	/** The program around the client, e.g. in "a firewall stands between ... and the server". */
	readonly program: string;
	/** Where the settings of an account are. */
	readonly settings: string;
	/** What calls the client, e.g. in "a page that ... does not know". */
	readonly caller: string;
	/** What follows requests and reports their changes. */
	readonly follower: string;
	/** Where requests are created, e.g. in "choose it in ...". */
	readonly creating: string;
	readonly userAgent: string;
	/** Begins derived references. Never change it: the same draft would get another reference. */
	readonly referencePrefix: string;
	/** Why a call may have been canceled. */
	readonly cancelled: string;
	/** What to do after an error that comes neither of the network nor of a server. */
	readonly unexpected: string;
	/** How the program itself refuses an address: how the name of its error begins, what it says, and what to do. */
	readonly refusal: { readonly errorName: string; readonly sentence: string; readonly help: string };
	/** What to do when the place up to which changes were reported is damaged. */
	readonly cursorDamaged: string;
	/** A newer version has kept the place, and what to do. */
	readonly cursorNewer: string;
	readonly cursorNewerHelp: string;
	readonly names: Readonly<Record<NamedValue, string>>;
}

/** See `speak`. Read them when a sentence is made, not when a module is loaded. */
export const hostTerms: HostTerms = {
	program: 'this program',
	settings: 'configuration',
	caller: 'this client',
	follower: 'follower',
	creating: 'the options',
	userAgent: 'reshare-client',
	referencePrefix: 'REF',
	cancelled: 'The call was canceled, or its time was used up.',
	unexpected: 'The program around the client may lack what it needs.',
	refusal: {
		errorName: 'AddressRefused',
		sentence: 'This program does not allow connections to',
		help: 'Ask whoever runs it to allow this host.',
	},
	cursorDamaged: 'Begin without it; then the changes from now on are reported.',
	cursorNewer: 'A newer version of the client has kept the place up to which changes were reported',
	cursorNewerHelp: 'Update the client to that version.',
	names: Object.fromEntries(names.map((name) => [name, name])) as Record<NamedValue, string>,
};

export function setHostTerms(host: HostTerms): void {
	Object.assign(hostTerms, host);
}

export function quotedTerm(value: NamedValue): string {
	return `'${hostTerms.names[value]}'`;
}

/** With a capital letter and a full stop. */
export function asSentence(text: string): string {
	const trimmed = text.trim();
	if (trimmed === '') return '';
	const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
	return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWithAnd(list: readonly string[]): string {
	return list.length < 2 ? (list[0] ?? '') : `${list.slice(0, -1).join(', ')} and ${list.at(-1) ?? ''}`;
}

export function joinSentences(...parts: ReadonlyArray<string | undefined>): string {
	return parts.filter((part) => part !== undefined).join(' ');
}

/** Numbers as people read them, e.g. `4,210`. */
export function withCount(count: number, one: string, several: string): string {
	return `${count.toLocaleString('en-US')} ${count === 1 ? one : several}`;
}
