import type { FindOptions, Reason as FindReason, Citation as InventoryWish } from '../../../../reshare/inventory/find/citation';

/** A look-up with the right answer: output, reason, and record. */
export interface Labelled {
	readonly wish: InventoryWish;
	readonly options?: Partial<FindOptions>;
	readonly outcome: 'eligible' | 'needsReview' | 'notAvailable';
	readonly reason: FindReason;
	/** Number of the record to request, or to suggest. */
	readonly record: number | null;
	/** A different answer over inventory storage, which has no series. */
	readonly overStorage?: { readonly outcome: Labelled['outcome']; readonly reason: FindReason };
}

interface Service {
	readonly graphqlVersion: string;
	readonly searchModule: string;
}

/** As they are right over this inventory: mod-search counts from mod-graphql 1.14 on. */
export function over({ graphqlVersion, searchModule }: Service, looks: readonly Labelled[]): Labelled[] {
	const isStorage = searchModule !== 'loaded' || graphqlVersion !== '1.15';
	return looks.map((look) => (isStorage ? { ...look, ...look.overStorage } : look));
}

export type Options = Partial<FindOptions>;

/** The one record that fits and is lent. */
export function eligible(record: number, citation: InventoryWish, options: Options = {}): Labelled {
	return { wish: citation, options, outcome: 'eligible', reason: 'onlyMatch', record };
}

/** The best of several records. */
export function best(record: number, citation: InventoryWish, options: Options = {}): Labelled {
	return { wish: citation, options, outcome: 'eligible', reason: 'bestOfSeveral', record };
}

export function review(reason: FindReason, record: number | null, citation: InventoryWish, options: Options = {}): Labelled {
	return { wish: citation, options, outcome: 'needsReview', reason, record };
}

/** Found, but nobody lends it. */
export function kept(record: number, citation: InventoryWish, options: Options = {}): Labelled {
	return { wish: citation, options, outcome: 'notAvailable', reason: 'nobodyLends', record };
}

export function absent(citation: InventoryWish): Labelled {
	return { wish: citation, options: {}, outcome: 'notAvailable', reason: 'nothingFound', record: null };
}

export const book = (title: string, author = '', year = '', more: InventoryWish = {}): InventoryWish => ({ title, author, year, ...more });
