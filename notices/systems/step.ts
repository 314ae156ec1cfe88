import type { Item } from '../item';

/** Whom the next call is for: the other system, to read or to write, or ReShare. */
export type Turn = 'read' | 'write' | 'request' | 'whoSaidNo';

/** A call to be made. Its fields come back with the answer. */
export interface Call {
	readonly to: Turn;
	readonly json: Item & { readonly step: string };
}

/** What became of it. */
export interface End {
	readonly to: 'done';
	/** What names it in the other system, as it was given. */
	readonly name: string;
	readonly sentence: string;
	/** What ReShare said of it, in English. */
	readonly explanation?: string;
	/** Its place in the list that it came in. */
	readonly row?: number;
	/** ReShare has it, and the other system no longer waits for it. */
	readonly isRequested?: boolean;
	/** Staff must see to it. */
	readonly isTrouble: boolean;
	/** A person has asked, and is told the end in any case. */
	readonly isAwaited: boolean;
	/** Staff get the notice of this item in place of a line. */
	readonly notice?: Item;
}

export type Step = Call | End;

export interface Heard {
	readonly item: Item;
	/** The call that the item answers. */
	readonly before?: Item | undefined;
	/** What Search said of the wish, if the item is of its request. */
	readonly found?: Item | undefined;
}
