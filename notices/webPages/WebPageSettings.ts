import type { WorkflowItem } from '../workflowItem';
import type { WebPageKind } from './webPageKinds';

export interface WebPageSettings {
	readonly kind: WebPageKind;
	/** The item of the Webhook node: a call for the page, or what a reader sent from it. */
	readonly asked: WorkflowItem;
	/** The token that the page sends with its answers. */
	readonly token: string;
	/** Whether what the Webhook node received was sent from a page that this n8n has shown. */
	readonly isFromOurPage: boolean;
	/** The reasons for a refusal: each has the words that staff read, and the code that ReShare understands. */
	readonly reasons: ReadonlyArray<{ readonly words: string; readonly code: string }>;
	/** The locations from which the library fetches what it lends. If there are none, the page asks for one when ReShare needs it. */
	readonly places: readonly string[];
	/** The language of the page; empty: the staff's language in the profile. */
	readonly language: string;
}
