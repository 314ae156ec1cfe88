/** What kind of answer an OpenURL asks for; it decides what an error text can mean. */
export type AskedFor = 'json' | 'page' | 'preview';

export interface ResolverAnswer {
	readonly status: number;
	/** Media type; parameters do not matter. */
	readonly contentType: string;
	readonly text: string;
	/** The pause that the answer's Retry-After asks for, in milliseconds. */
	readonly retryAfterMs?: number;
}

/**
 * What an answer of the resolver means. Sentences (`reason`, `why`) are for staff and hold no patron data; `request` and
 * `sent` do.
 */
export type ResolverOutcome =
	| {
			readonly kind: 'created';
			/** UUID of the new request in mod-rs. */
			readonly id: string;
			/** The new request as mod-rs answered it. */
			readonly request: Readonly<Record<string, unknown>>;
	  }
	/** A success page: the request exists, but the page names neither its id nor its number. */
	| { readonly kind: 'requestSent' }
	/** Nothing was made. */
	| {
			readonly kind: 'refused';
			/** HTTP status of the answer itself. */
			readonly status: number;
			/** Status that ReShare gave the resolver, where the answer names it. */
			readonly upstreamStatus?: number;
			/** How long to wait before the next attempt, where the answer asks for that. */
			readonly retryAfterMs?: number;
			readonly reason: string;
	  }
	/** Only for a preview: no answer that can be used came, and nothing hangs on it. */
	| { readonly kind: 'failed'; readonly status: number; readonly reason: string }
	/** The resolver wants a person to fill in a form; `missing`: OpenURL keys that it shows empty although they are needed, e.g. `svc.pickupLocation`. */
	| { readonly kind: 'form'; readonly missing: readonly string[]; readonly reason: string }
	/** Nothing was made. `alreadySent`: the OpenURL carried the mark of a page that was loaded again. */
	| { readonly kind: 'patronAtLimit' | 'alreadySent' | 'unknownService' | 'tooLong'; readonly reason: string }
	/** The page that says that ReShare refused the request. */
	| { readonly kind: 'errorPage'; readonly upstreamStatus: number; readonly reason: string }
	| { readonly kind: 'preview'; readonly request: Readonly<Record<string, unknown>> }
	/** A request may have been made: look the reference up. `mayStillRun`: nobody said that the work on it has ended. */
	| { readonly kind: 'unclear'; readonly upstreamStatus?: number; readonly why: string; readonly mayStillRun?: true };
