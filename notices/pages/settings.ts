import type { WorkflowItem } from '../item';
import type { PageKind } from './kinds';

export interface PageSettings {
	readonly kind: PageKind;
	/** Item of the Webhook node. */
	readonly asked: WorkflowItem;
	/** Goes along with what the page sends. */
	readonly token: string;
	/** Whether what was sent came from a page of ours. */
	readonly isFromOurPage: boolean;
	/** Reasons for a no, by the words that staff read and the code that ReShare takes. */
	readonly reasons: ReadonlyArray<{ readonly words: string; readonly code: string }>;
	/** Where the library fetches what it lends; empty: the page asks if ReShare wants to know. */
	readonly places: readonly string[];
	/** Empty: staff's, as the profile says. */
	readonly language: string;
}
