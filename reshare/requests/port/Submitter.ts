import { rethrowUnlessOfKind, type ReShareError } from '../../errors';
import type { PickupLocation } from '../../directory';
import type { PatronRequest } from '../model/request';
import type { CreateReason, NotCreatedReason } from '../model/outcomesOfCreate';
import type { RequestDraft } from '../../draft';

export interface SubmitterOptions {
	/**
	 * `resolver`: through the consortium's OpenURL resolver; `direct`: posted to the library's own back end. Absent: by the usual route of
	 * the back end.
	 */
	readonly via?: 'resolver' | 'direct';
	/** The borrowing library as `authority:symbol`, for `direct`. Absent: the tenant's default symbol is used. */
	readonly requestingSymbol?: string;
}

export interface SubmissionBlocker {
	readonly reason: Extract<CreateReason, 'otherLibrary' | 'resolverRefused'>;
	readonly note: string;
}

export interface Submitter {
	/** Whether the answer tells which request it made. The page with which the resolver answers copies does not. */
	namesItsRequest(draft: RequestDraft): boolean;
	/** Returns the reason why no draft at all can be sent. `own` reads the pickup locations of the library's own tenant. */
	blocker?(own: () => Promise<readonly PickupLocation[]>): Promise<SubmissionBlocker | undefined>;
	/**
	 * Set if the back end checks a request before it answers. If the connection breaks, it does not check it at all, so that staff must
	 * act.
	 */
	readonly checksBeforeAnswer?: true;
	/** Set for an OpenURL resolver. `strayed` tells its monitor that a request which it made is not in the library's tenant. */
	readonly resolver?: { strayed(): void };
	/**
	 * Builds the message that creates the request.
	 *
	 * @throws ReShareError `badInput` when the draft cannot become a message
	 */
	build(draft: RequestDraft, reference: string): SendableRequest | Promise<SendableRequest>;
}

export interface SendableRequest {
	/** The OpenURL; null if the draft is posted to ReShare itself. */
	readonly openUrl: string | null;
	/** The record that the message creates, as this package makes or expects it. */
	readonly request: Readonly<Record<string, unknown>>;
	/** Sentences for staff about the parts of the draft that are not sent. */
	readonly warnings?: readonly string[];
	/** Sends the message once. It throws only errors that have nothing to do with the draft, such as a refused login. */
	send(): Promise<SendAnswer>;
	/**
	 * Reads the request that the message has made; undefined if there is none. Absent where its id is not known before, so that only its
	 * reference finds it.
	 */
	find?(): Promise<PatronRequest | undefined>;
	/** Asks the resolver for the record that it would post. Nothing is made. */
	ask?(): Promise<ShownRecord>;
}

export type ShownRecord =
	| { readonly request: Readonly<Record<string, unknown>>; readonly reason?: undefined }
	/** The resolver shows no record. `reason` is set if sending would be refused for the same cause. */
	| { readonly request?: undefined; readonly why: string; readonly reason?: NotCreatedReason };

export type SendAnswer =
	/** The answer names the request, so that it was surely made by this attempt. */
	| { readonly kind: 'created'; readonly row: PatronRequest }
	/** The request was made, but the answer does not tell which one it is. */
	| { readonly kind: 'createdUnnamed' }
	/**
	 * Surely nothing was made, because a request has the reference already; `row` is undefined if it is not in the library's tenant. `next`
	 * sends the same draft under another number, if that request is not the draft's own.
	 */
	| { readonly kind: 'taken'; readonly row: PatronRequest | undefined; readonly next: SendableRequest }
	/** Surely nothing was made. `mayPass`: a new attempt may succeed, after `waitMs` if the server asks for that. */
	| {
			readonly kind: 'refused';
			readonly reason: NotCreatedReason;
			readonly detail: string;
			readonly mayPass: boolean;
			readonly waitMs?: number;
			/** The error of a proxy that answered in place of the server. Nothing was made only if no request is found. */
			readonly byProxy?: ReShareError;
	  }
	/** Surely nothing was made, because of a temporary cause. */
	| { readonly kind: 'notReached'; readonly error: ReShareError; readonly waitMs: number }
	/** A request may have been made. `mayStillRun`: the server may still be processing it. */
	| { readonly kind: 'unclear'; readonly detail: string; readonly mayStillRun: boolean };

/**
 * Turns the error of a call that sent a request into an answer for the stages of Create.
 *
 * @param receiver the back end's name in sentences for staff
 * @param mayStillRun whether the server may still be processing the request, by the status of an answer that leaves open whether the
 *   request was made
 * @throws the error if it has nothing to do with the draft
 */
export function sendAnswerOfFailure(error: unknown, receiver: string, mayStillRun: (status: number | undefined) => boolean): SendAnswer {
	rethrowUnlessOfKind(error);
	const { status = 0 } = error;
	if (error.mayHaveReached && (status >= 500 || status === 408 || status < 300))
		return { kind: 'unclear', detail: error.message, mayStillRun: mayStillRun(error.status) };
	if (!error.mayHaveReached) {
		if (['network', 'timeout', 'server', 'rateLimited'].includes(error.kind))
			return { kind: 'notReached', error, waitMs: error.retryAfterMs ?? 0 };
		if (error.kind !== 'refused') throw error;
	}
	return {
		kind: 'refused',
		reason: 'resolverRefused',
		detail: `${receiver} did not take the request (status ${status})`,
		mayPass: false,
		byProxy: error.mayHaveReached ? error : undefined,
	};
}
