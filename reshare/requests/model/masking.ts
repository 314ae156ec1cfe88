import type { PatronRequest, HistoryEntry, Message } from './request';

/** In the place of a real patron, so that what is being tried out reaches nobody. */
export const inventedPatron = {
	patronId: 'TEST-PATRON',
	patronGivenName: 'Test',
	patronSurname: 'Patron',
	patronEmail: 'test.patron@example.org',
	patronGroup: 'test group',
} satisfies Partial<PatronRequest>;

/*
 * What of a request may speak of the patron, and what is told in its place. What people write to each other, and the
 * server's own messages, can hold a patron's name or number.
 */

/** How much of the patron is told. Less than `full` also leaves out what people wrote. */
export type PatronDetails = 'full' | 'masked' | 'none';

/** Puts something else in the place of what may speak of the patron; each part of a request by the same rules. */
export interface Mask {
	request(request: PatronRequest): PatronRequest;
	entry<Entry extends HistoryEntry>(entry: Entry): Entry;
	message(message: Message): Message;
}

interface Rules {
	patron(request: PatronRequest): Patron;
	/** In place of what somebody wrote. */
	readonly written: string | undefined;
	/** In place of the address of a document: whoever has it may read the document. */
	readonly link: string | undefined;
	entry<Entry extends HistoryEntry>(entry: Entry): Entry;
}

type Patron = Partial<Pick<PatronRequest, 'patronId' | 'patronOwnId' | 'patronSurname' | 'patronGivenName' | 'patronEmail' | 'patronGroup'>>;

const nobody = { patronId: undefined, patronOwnId: undefined, patronSurname: undefined, patronGivenName: undefined, patronEmail: undefined, patronGroup: undefined } satisfies Patron;

function maskOf({ patron, written, link, entry }: Rules): Mask {
	const words = (text: string | undefined): string | undefined => (text === undefined ? undefined : written);
	// Codes are a list of the consortium; what does not look like one counts as written by somebody.
	const listed = (text: string | undefined): string | undefined => (text === undefined || code.test(text) ? text : written);
	const message = (one: Message): Message => ({ ...one, reason: listed(one.reason), text: words(one.text) });
	return {
		entry,
		message,
		request: (request) => ({
			...request,
			...nobody,
			...patron(request),
			note: undefined,
			staffNote: undefined,
			documentLink: request.documentLink === undefined ? undefined : link,
			// Staff may have typed the other one.
			pickupLocation: request.pickupPlace,
			due: { ...request.due, words: words(request.due.words) },
			history: request.history.map(entry),
			conditions: request.conditions.map((condition) => ({ ...condition, code: listed(condition.code), note: undefined })),
			messages: request.messages.map(message),
		}),
	};
}

/** A word of a list, such as `NotOnShelf`; several words may have been written by somebody, and digits may be a number of a patron. */
const code = /^[A-Za-z_-]{1,60}$/;

/** What the history says still decides what is told; it is not told itself. */
const unsaid = <Entry extends HistoryEntry>(entry: Entry): Entry => ({ ...entry, isMasked: true });

const leftOut = { written: undefined, link: undefined, entry: unsaid } as const;

/** mod-rs tells lenders who the patron is; those are other libraries' patrons, and stay out of everything. */
const ofOwnPatrons = (mask: Mask): Mask => ({ ...mask, request: (request) => ({ ...mask.request(request), ...(request.side === 'borrowing' ? {} : nobody) }) });

const masks: Readonly<Record<PatronDetails, Mask>> = {
	full: ofOwnPatrons({ request: (request) => request, entry: (entry) => entry, message: (message) => message }),
	masked: ofOwnPatrons(maskOf({ ...leftOut, patron: ({ patronId, patronEmail }) => ({ patronId: endOf(patronId), patronEmail: hostOf(patronEmail) }) })),
	none: maskOf({ ...leftOut, patron: () => nobody }),
};

export function maskFor(details: PatronDetails): Mask {
	return masks[details];
}

/** Enough to tell two patrons apart, not to know them. */
function endOf(id: string | undefined): string | undefined {
	if (id === undefined) return undefined;
	return id.length <= 4 ? '***' : `***${id.slice(-2)}`;
}

function hostOf(email: string | undefined): string | undefined {
	if (email === undefined) return undefined;
	return `***${email.includes('@') ? email.slice(email.lastIndexOf('@')) : ''}`;
}

/** An invented patron, so that what is being tried out reaches nobody. */
export const inventedMask: Mask = maskOf({
	patron: () => inventedPatron,
	written: 'Text of the message (replaced in test events)',
	link: 'https://documents.example.org/test-event',
	entry: (entry) => {
		const beginning = entry.text === undefined ? undefined : beginningOfReason(entry.text);
		return { ...entry, text: beginning === undefined ? undefined : `${beginning} (the rest is left out in test events)` };
	},
});

/** The back end's own words, where they may be told. */
export function tellableText({ text, isMasked }: HistoryEntry): string | undefined {
	return isMasked === true ? undefined : text;
}

/**
 * How the server's messages begin that say why something happened. All others say only that it did, such as "Status Change message
 * received" or "Sent to next lender", or repeat what the libraries wrote. What follows may name the patron.
 */
const reasons = [
	/^(?:Failed|Unable|Problem|Cannot|No|Unknown|Blank) [a-z ,]+/i,
	/^(?:Host LMS integration: )?(?:NCIP )?[a-z ]+ call fail[a-z]+/i,
	/^AutoResponder (?:cannot|failed to) [a-z ]+/i,
	/^AutoResponder:Cancel is ON - but item is SHIPPED/,
	/^(?:Supplier denied cancellation|Cancellation denied|Duplicate request cancelled|Manually closed)/,
	/^Encountered a network [a-z ]+/,
];

/** How a message of the server begins that gives a reason, without anything that may name a person; undefined for all others. */
export function beginningOfReason(message: string): string | undefined {
	return reasons.map((pattern) => pattern.exec(message)?.[0].trim()).find((found) => found !== undefined);
}
