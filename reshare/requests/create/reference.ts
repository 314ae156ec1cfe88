import { createHmac } from 'node:crypto';
import type { RequestDesk } from '../port/RequestDesk';
import type { ReferenceKey } from './referenceKey';
import { createdAt, isInHand, type RequestRow } from '../model/row';
import { fold, lettersOnly, present } from './text';
import { fieldNamed, type Wish } from '../../wish';
import { words } from '../../words';

/** The caller's own request number, or the one derived from the wish. */
export interface Reference {
	readonly value: string;
	/** Typed by somebody: it names one request forever. */
	readonly typed: boolean;
	/** Whose request it names, where it was typed: another patron's may have it. A derived one has the patron in it. */
	readonly patronId?: string;
}

const longest = 255;
/** A request that is not in hand any more stands for a derived reference no longer than this. */
const derivedHoldsMs = 24 * 3_600_000;

/**
 * Why a typed reference cannot be used, or undefined. ReShare could not look for such a value, so that a request made with
 * it would have no protection against doubles.
 *
 * @param faultOf the desk's
 */
export function referenceProblem(typed: string, faultOf: RequestDesk['referenceFault']): string | undefined {
	const value = typed.trim();
	if (value.length > longest) return `${fieldNamed('reference')} has ${value.length} characters, and ${longest} are allowed`;
	const fault = faultOf(value);
	return fault === undefined ? undefined : `${fieldNamed('reference')} ${fault}`;
}

/** The reference of a wish. Call `referenceProblem` first for a typed one. */
export function referenceOf(wish: Wish, key: ReferenceKey): Reference {
	const typed = present(wish.reference);
	return typed === undefined ? { value: deriveReference(wish, key), typed: false } : { value: typed, typed: true, patronId: wish.patronId };
}

/**
 * A reference that is the same for the same wish, whenever it is asked for: made from patron, record, volume and kind of
 * service, and for copies from the part that is wanted. Other libraries see it, and card numbers are short: without the key
 * nobody can find the patron by trying them all.
 */
export function deriveReference(wish: Wish, key: ReferenceKey): string {
	const parts = [
		wish.serviceType,
		wish.patronId.trim(),
		fold(wish.instanceId),
		fold(wish.volume),
		...(wish.serviceType === 'copy'
			? [lettersOnly(wish.title), lettersOnly(wish.partTitle), lettersOnly(wish.partAuthor), lettersOnly(wish.pages), fold(wish.issue), fold(wish.publicationDate)]
			: []),
	];
	return `${words.referencePrefix}-${createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex').slice(0, 24)}`;
}

/** Whether a row that carries the reference stands for the wish: see `derivedHoldsMs`. */
export function standsFor(row: RequestRow, reference: Reference, now: number): boolean {
	if (reference.typed || isInHand(row)) return true;
	const age = now - createdAt(row);
	return !(age >= derivedHoldsMs);
}
