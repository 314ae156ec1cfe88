/** Matches the line in the note to staff that names the rule which answered. The weekly digest reads it there. */

const line = /^Answered by the lending rule '(.*)' on \d{4}-\d\d-\d\d(?:, confirmed by staff)?: /mu;

export function writeNoteOfAnswer(rule: string, on: string, isConfirmed: boolean, answer: string, when: string) {
	return `Answered by the lending rule '${rule}' on ${on}${isConfirmed ? ', confirmed by staff' : ''}: ${answer}${when === '' ? '' : ` (${when})`}`;
}

export function findRuleInNote(note: string | undefined): string | undefined {
	return line.exec(note ?? '')?.[1];
}
