import { textOfField, type WorkflowItem } from './workflowItem';

/** A part of a call number: letters, or a number that is split into its whole part and the digits of its fraction. */
type Part = string | readonly [whole: number, fraction: string];

const ofShelves = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * Splits a call number by the rules that Dewey and the Library of Congress share. The first number is a class with a fraction (813.54
 * before 813.6, QA9 before QA76.73 before QA76.9). Of all later numbers, digits after a letter are a fraction (.D35 before .D4), and others
 * are whole numbers (1999 before 2010, v.2 before v.10).
 */
function partsOf(callNumber: string): Part[] {
	let hasClass = false;
	return [...callNumber.matchAll(/\p{L}+|(?<=(\p{L})?)(\d+)(?:\.(\d+))?/gu)].map(([text, letter, whole, fraction = '']) => {
		if (whole === undefined) return text;
		const isCutter = hasClass && letter !== undefined;
		hasClass = true;
		return isCutter ? [0, whole + fraction] : [Number(whole), fraction];
	});
}

function comparePart(one: Part | undefined, other: Part | undefined): number {
	if (one === undefined || other === undefined) return Number(one !== undefined) - Number(other !== undefined);
	if (typeof one === 'string' || typeof other === 'string')
		return typeof one === 'string' && typeof other === 'string' ? ofShelves.compare(one, other) : typeof one === 'string' ? 1 : -1;
	return one[0] - other[0] || (one[1] < other[1] ? -1 : Number(one[1] > other[1]));
}

function compareCallNumbers(one: string, other: string): number {
	const [ours, theirs] = [partsOf(one), partsOf(other)];
	for (let index = 0; index < Math.max(ours.length, theirs.length); index++) {
		const order = comparePart(ours[index], theirs[index]);
		if (order !== 0) return order;
	}
	return 0;
}

/** Sorts requests in the order of a walk along the shelves. */
export function sortByShelf(requests: readonly WorkflowItem[]): WorkflowItem[] {
	const of = (item: WorkflowItem, name: string): string => textOfField(item, name) ?? '';
	return [...requests].sort(
		(one, other) =>
			ofShelves.compare(of(one, 'shelf'), of(other, 'shelf')) ||
			compareCallNumbers(of(one, 'callNumber'), of(other, 'callNumber')) ||
			ofShelves.compare(of(one, 'volume'), of(other, 'volume')),
	);
}
