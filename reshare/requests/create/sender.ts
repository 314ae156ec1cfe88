import type { ReShareError } from '../../errors';
import type { PatronRequest } from '../schemas';
import type { CreateOptions, NotCreatedReason, ServiceType, Wish } from './types';

/** What one attempt to create a request came to. */
export type SendAnswer =
	/** The request exists; its UUID stands in the answer, so that it is this attempt's own. */
	| { readonly kind: 'created'; readonly row: PatronRequest }
	/** The answer says that the request was made, but not which one it is. */
	| { readonly kind: 'createdUnnamed' }
	/** Surely nothing was made. `mayPass`: a new attempt may fare better. */
	| {
			readonly kind: 'refused';
			readonly reason: NotCreatedReason;
			readonly detail: string;
			readonly mayPass: boolean;
			/** How long the server asks to wait. */
			readonly waitMs?: number;
	  }
	/** Surely nothing was made, for a cause that may pass. */
	| { readonly kind: 'notReached'; readonly error: ReShareError; readonly waitMs: number }
	/** A request may have been made. */
	| { readonly kind: 'unclear'; readonly detail: string };

/** Sends a wish once, by whichever way. Throws only what has nothing to do with the wish, such as a refused login. */
export type Sender = (wish: Wish, reference: string) => Promise<SendAnswer>;

/** Whether the answer to this kind of wish says which request it made. The resolver answers copies with a page, which does not. */
export function namesItsRequest(via: CreateOptions['via'], serviceType: ServiceType): boolean {
	return via === 'direct' || serviceType === 'loan';
}
