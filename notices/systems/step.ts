import type { WorkflowItem } from '../item';

/** Whom the next call is for: the other system, to read or to write, or ReShare. */
export type NextCallKind = 'read' | 'write' | 'request' | 'whoSaidNo';

/** A call to be made. Its fields come back with the answer. */
export interface Call {
	readonly to: NextCallKind;
	readonly json: WorkflowItem & { readonly step: string };
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
	readonly notice?: WorkflowItem;
}

export type SystemStep = Call | End;

export interface Heard {
	readonly item: WorkflowItem;
	/** The call that the item answers. */
	readonly before?: WorkflowItem | undefined;
	/** What Search said of the request, if the item is of its request. */
	readonly found?: WorkflowItem | undefined;
}
