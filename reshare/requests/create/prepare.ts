import { cleanWish } from './input';
import { referenceOf, referenceProblem, type Reference } from './reference';
import type { ReferenceKey } from './referenceKey';
import { present } from './text';
import type { CreateOptions, InputProblem, Wish } from './types';

export interface Prepared {
	readonly wish: Wish;
	/** Undefined where a typed one cannot be used, or where too little is known to derive one. */
	readonly reference: Reference | undefined;
	readonly problems: readonly InputProblem[];
	readonly warnings: readonly string[];
}

/** Everything about a wish that can be settled without asking ReShare. */
export function prepare(raw: Wish, options: CreateOptions, key: ReferenceKey, now: number): Prepared {
	const given = options.problems ?? [];
	const pickupIsRefused = given.some(({ reason }) => reason === 'unknownPickupLocation');
	const { wish, problems, warnings } = cleanWish(raw, { cutNote: options.cutNote, now, pickupIsRefused });
	const typed = present(raw.reference);
	const unusable = typed === undefined ? undefined : referenceProblem(typed);
	const all: InputProblem[] = [...given, ...[...problems, ...(unusable === undefined ? [] : [unusable])].map((text) => ({ reason: 'badInput' as const, text }))];
	const hasReference = typed === undefined ? all.length === 0 : unusable === undefined;
	return { wish, reference: hasReference ? referenceOf(wish, key) : undefined, problems: all, warnings };
}
