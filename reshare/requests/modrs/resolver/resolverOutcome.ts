import type { SendAnswer } from '../../port/Submitter';

/** The kind of answer for which an OpenURL asks; it decides what an error text can mean. */
export type RequestedAnswerKind = 'json' | 'page' | 'preview';

type Refusal = Extract<SendAnswer, { kind: 'refused' }> & {
	/** Set if the resolver refused before it distinguished a preview from a request, so that the refusal of one holds for the other. */
	readonly inAdvance?: true;
};

/** What the resolver's answer means. `detail` is for staff and has no patron data; `request` may have some. */
export type ResolverOutcome =
	| Refusal
	| Extract<SendAnswer, { kind: 'createdUnnamed' | 'unclear' }>
	/** `request` is the new request as mod-rs answered it. */
	| { readonly kind: 'created'; readonly request: { readonly id: string } }
	| { readonly kind: 'preview'; readonly request: Readonly<Record<string, unknown>> };

export const unclearOutcome = (detail: string, mayStillRun = false): ResolverOutcome => ({ kind: 'unclear', detail, mayStillRun });

/** The statuses with which ReShare refuses the resolver's own login, or asks for fewer calls. Such a refusal is temporary. */
const passingStatuses: ReadonlySet<number | undefined> = new Set([401, 403, 429]);

/**
 * Returns the outcome of a refused request.
 *
 * @param status the status of the server that refused, if it shows whether the refusal is temporary
 */
export function refusedOutcome(detail: string, status?: number): Refusal {
	return {
		kind: 'refused',
		reason: 'resolverRefused',
		detail,
		mayPass: passingStatuses.has(status) || detail.includes('Token missing'),
	};
}
