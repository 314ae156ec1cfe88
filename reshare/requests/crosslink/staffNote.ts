/**
 * Data for which a request has no field stand in the first lines of its note to staff: the pickup location, if the broker does not know it,
 * and the saved data of a request that came from mod-rs. Days are `YYYY-MM-DD`; `migratedState` is the code of the state in which the
 * request came.
 */

const labels = {
	pickupLocation: 'Pickup location',
	references: 'Reference',
	recordId: 'Record',
	patronEmail: 'Patron email',
	neededBy: 'Needed by',
	dueDate: 'Due',
	migratedState: 'Moved as',
} as const;
const names = Object.keys(labels) as Array<keyof typeof labels>;

export type StaffNoteFields = {
	readonly [Name in keyof typeof labels]?: Name extends 'references' ? readonly string[] : string;
};

/** Adds these lines at the beginning of a note. A line that the note already has stays as it is. */
export function addToStaffNote(noted: StaffNoteFields, note = '') {
	const has = parseStaffNote(note);
	const lines = names
		.filter((name) => has[name] === undefined)
		.flatMap((name) => [noted[name] ?? []].flat().map((value) => `${labels[name]}: ${value}`));
	return [...lines, note].filter((line) => line !== '').join('\n');
}

export function parseStaffNote(note = ''): StaffNoteFields {
	const noted: { -readonly [Name in keyof StaffNoteFields]: StaffNoteFields[Name] } = {};
	for (const line of note.split('\n')) {
		const name = names.find((candidate) => line.startsWith(`${labels[candidate]}: `));
		const value = name === undefined ? '' : line.slice(labels[name].length + 2).trim();
		if (name === undefined || value === '') break;
		if (name === 'references') noted.references = [...(noted.references ?? []), value];
		else noted[name] ??= value;
	}
	return noted;
}
