import type { Item } from '../item';

/** Who is turned to next: the other system, to read or to write, or ReShare. */
export type Turn = 'read' | 'write' | 'request' | 'whoSaidNo';

/** What is to be done next. Its fields come back with the answer. */
export interface Call {
	readonly to: Turn;
	readonly json: Item & { readonly step: string };
}

/** Nothing is to be done any more, and this became of it. */
export interface End {
	readonly to: 'done';
	/** What names it in the other system, as it was given. */
	readonly name: string;
	readonly sentence: string;
	/** What ReShare said of it, in English. */
	readonly explanation?: string;
	/** Its place in the list that it came in. */
	readonly row?: number;
	/** Nothing is left to be done: ReShare has it, and the other system does not wait for it. */
	readonly isRequested?: boolean;
	/** Staff must see to it. */
	readonly isTrouble: boolean;
	/** A person has asked, who is to hear of the end in any case. */
	readonly isAwaited: boolean;
	/** The item whose notice staff read of it, in place of a line. */
	readonly notice?: Item;
}

export type Step = Call | End;

/** What has come in. */
export interface Heard {
	readonly item: Item;
	/** The call that this is the answer to, with the fields that it went out with. */
	readonly before?: Item | undefined;
	/** What Search said of the wish, where the item is of its request. */
	readonly found?: Item | undefined;
}
