/*
 * The line in a request's note to staff that tells which rule has answered it. Whoever reads the request later, the digest, too, knows it from there.
 */

interface NotedAnswer {
	readonly rule: string;
	/** `YYYY-MM-DD`. */
	readonly on: string;
	readonly isConfirmed: boolean;
	/** As staff read it. */
	readonly answer: string;
	/** The rule's conditions in words. */
	readonly when: string;
}

const line = /^Answered by the lending rule '(.*)' on \d{4}-\d\d-\d\d(?:, confirmed by staff)?: /mu;

export function noteOfAnswer({ rule, on, isConfirmed, answer, when }: NotedAnswer): string {
	return `Answered by the lending rule '${rule}' on ${on}${isConfirmed ? ', confirmed by staff' : ''}: ${answer}${when === '' ? '' : ` (${when})`}`;
}

/** The rule that has answered, by the note to staff; undefined where none has. */
export function ruleInNote(note: string | undefined): string | undefined {
	return line.exec(note ?? '')?.[1];
}
