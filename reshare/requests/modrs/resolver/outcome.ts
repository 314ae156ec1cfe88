import type { HttpAnswer } from '../../../transport';

/** What kind of answer an OpenURL asks for; it decides what an error text can mean. */
export type AskedFor = 'json' | 'page' | 'preview';

export interface ResolverAnswer extends Pick<HttpAnswer, 'status' | 'contentType' | 'text'> {
	/** The pause that the answer asks for. */
	readonly retryAfterMs?: number;
}

/** What an answer of the resolver means. `reason` and `why` are for staff and hold no patron data; `request` does. */
export type ResolverOutcome =
	/** `id`: UUID of the new request in mod-rs; `request`: as mod-rs answered it. */
	| { readonly kind: 'created'; readonly id: string; readonly request: Readonly<Record<string, unknown>> }
	/** A success page: the request exists, but the page names neither its id nor its number. */
	| { readonly kind: 'requestSent' }
	/** Nothing was made. `upstreamStatus`: what ReShare gave the resolver, where the answer names it. */
	| { readonly kind: 'refused'; readonly status: number; readonly upstreamStatus?: number; readonly retryAfterMs?: number; readonly reason: string }
	/** The resolver wants a person to fill in a form; `missing`: OpenURL keys that it shows empty although they are needed, e.g. `svc.pickupLocation`. */
	| { readonly kind: 'form'; readonly missing: readonly string[]; readonly reason: string }
	/**
	 * Nothing was made. `alreadySent`: the OpenURL carried the mark of a page that was loaded again; `errorPage`: a page says
	 * that ReShare refused the request; `failed`: no usable answer to a preview.
	 */
	| { readonly kind: 'patronAtLimit' | 'alreadySent' | 'unknownService' | 'tooLong' | 'errorPage' | 'failed'; readonly reason: string }
	| { readonly kind: 'preview'; readonly request: Readonly<Record<string, unknown>> }
	/** A request may have been made: look the reference up. `mayStillRun`: the work on it may go on. */
	| { readonly kind: 'unclear'; readonly why: string; readonly mayStillRun?: boolean };

export const unclear = (why: string, mayStillRun = false): ResolverOutcome => ({ kind: 'unclear', why, mayStillRun });
