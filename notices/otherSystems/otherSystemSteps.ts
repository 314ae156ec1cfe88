import type { WorkflowItem } from '../workflowItem';

/** Which call comes next: one that reads or writes in the other system, Create Request, or one that reads from ReShare who declined. */
export type NextCallKind = 'read' | 'write' | 'request' | 'whoSaidNo';

/** A call to be made. Its fields come back together with the answer. */
export interface CallStep {
	readonly to: NextCallKind;
	readonly json: WorkflowItem & { readonly step: string };
}

/** The last step for one request, with its result. */
export interface EndStep {
	readonly to: 'done';
	/** The name of the request in the other system, as it was given. */
	readonly name: string;
	readonly sentence: string;
	/** ReShare's explanation, in English. */
	readonly explanation?: string;
	/** The row of the list in which the request came. */
	readonly row?: number;
	/** Of Alma: whether ReShare has the request, and Alma no longer waits for it. */
	readonly isRequested?: boolean;
	/** Of Alma: whether the request stays as it is, because it is none that ReShare should get. */
	readonly isLeftAlone?: boolean;
	/** Whether staff must deal with the request. */
	readonly isTrouble: boolean;
	/** Whether a person waits for the result, and so gets it whatever it is. */
	readonly isAwaited: boolean;
	/** A notice about this item that staff get in place of a line in the report. */
	readonly notice?: WorkflowItem;
}

export type OtherSystemStep = CallStep | EndStep;

export interface AnsweredCall {
	readonly item: WorkflowItem;
	/** The call that the item answers. */
	readonly before?: WorkflowItem | undefined;
	/** Search's result for the request, if there is one. */
	readonly found?: WorkflowItem | undefined;
}
