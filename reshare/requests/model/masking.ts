import type { Condition, PatronDataName, PatronRequest, HistoryEntry, Message } from './request';

/** The patron that replaces a real one, so that a test event reaches nobody. */
export const inventedPatron = {
	patronId: 'TEST-PATRON',
	patronGivenName: 'Test',
	patronSurname: 'Patron',
	patronEmail: 'test.patron@example.org',
	patronGroup: 'test group',
} satisfies Partial<PatronRequest>;

/**
 * How much of the patron is shown. Less than `full` also leaves out what people and the server wrote, since it can hold a name or number.
 */
export type PatronDetails = 'full' | 'masked' | 'none';

export type PatronMask = ReturnType<typeof maskOf>;

interface Rules {
	/** Returns the data about a patron of the own library that may be shown. Absent: none. */
	patron?(request: PatronRequest): Partial<PatronRequest>;
	/** The text that replaces what somebody wrote. */
	readonly written: string | undefined;
	/** The text that replaces the address of a document: anybody who has it may read the document. */
	readonly link: string | undefined;
	entry<Entry extends HistoryEntry>(entry: Entry): Entry;
}

const nobody = {
	patronId: undefined,
	patronOwnId: undefined,
	patronSurname: undefined,
	patronGivenName: undefined,
	patronEmail: undefined,
	patronGroup: undefined,
} satisfies Record<PatronDataName, undefined>;

function maskOf({ patron, written, link, entry }: Rules) {
	const words = (text: string | undefined) => text && written;
	// Lets only codes pass, which come from a list of the consortium. Anything else was written by a person.
	const listed = (text: string | undefined) => (text === undefined || code.test(text) ? text : written);
	const message = (one: Message): Message => ({ ...one, reason: listed(one.reason), text: words(one.text) });
	const condition = (one: Condition): Condition => ({ ...one, code: listed(one.code), note: undefined });
	return {
		entry,
		message,
		condition,
		request: (request: PatronRequest): PatronRequest => ({
			...request,
			...nobody,
			...(request.side === 'borrowing' && patron?.(request)),
			note: undefined,
			staffNote: undefined,
			documentLink: request.documentLink && link,
			// The Directory's name of the location takes the place of a text that staff may have typed.
			pickupLocation: request.pickupPlace,
			due: { ...request.due, words: words(request.due.words) },
			history: request.history.map(entry),
			conditions: request.conditions.map(condition),
			messages: request.messages.map(message),
		}),
	};
}

/** The form of a code such as `NotOnShelf`. A code has no digits, because they may be a patron's number. */
const code = /^[A-Za-z_-]{1,60}$/;

/** Hides the text of an entry. The text still decides which event is reported. */
const unsaid = <Entry extends HistoryEntry>(entry: Entry): Entry => ({ ...entry, isMasked: true });

const leftOut = { written: undefined, link: undefined, entry: unsaid } as const;

/** The masks for each choice. mod-rs shows lenders who the patron is, but a patron of another library is never shown. */
export const patronMasks: Readonly<Record<PatronDetails, PatronMask>> = {
	full: {
		request: (request) => (request.side === 'borrowing' ? request : { ...request, ...nobody }),
		entry: (entry) => entry,
		message: (message) => message,
		condition: (condition) => condition,
	},
	masked: maskOf({
		...leftOut,
		patron: ({ patronId, patronEmail }) => ({ patronId: endOf(patronId), patronEmail: patronEmail && '***' }),
	}),
	none: maskOf(leftOut),
};

/** Keeps so few characters at the end of an id that they distinguish two patrons without identifying them. */
function endOf(id: string | undefined) {
	return id && (id.length <= 4 ? '***' : `***${id.slice(-2)}`);
}

export const testEventMask = maskOf({
	patron: () => inventedPatron,
	written: 'Text of the message (replaced in test events)',
	link: 'https://documents.example.org/test-event',
	entry: (entry) => ({ ...entry, text: isServerReason(entry.text) ? 'Problem as ReShare tells it (replaced in test events)' : undefined }),
});

export function showableTextOf({ text, isMasked }: HistoryEntry) {
	return isMasked === true ? undefined : text;
}

/**
 * The beginnings of the server's messages that give a reason. Others only say that something happened ("Sent to next lender"), or repeat
 * what libraries wrote.
 */
const reasons = [
	/^(?:Failed|Unable|Problem|Cannot|No|Unknown|Blank) [a-z ,]+/i,
	/^(?:Host LMS integration: )?(?:NCIP )?[a-z ]+ call fail[a-z]+/i,
	/^AutoResponder (?:cannot|failed to) [a-z ]+/i,
	/^AutoResponder:Cancel is ON - but item is SHIPPED/,
	/^(?:Supplier denied cancellation|Cancellation denied|Duplicate request cancelled|Manually closed)/,
	/^Encountered a network [a-z ]+/,
];

export function isServerReason(message = '') {
	return reasons.some((pattern) => pattern.test(message));
}
