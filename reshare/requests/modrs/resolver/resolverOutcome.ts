import { z } from 'zod';
import { quotedLabelOfKey } from '../../../draft';
import { toSingleLine } from '../../../text';
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

/**
 * Whether a status shows that no request was created, because ReShare or its gateway refused. A 408 is not sure, since a proxy may send it
 * late.
 */
export function isSurelyRefused(status: number) {
	return status >= 400 && status < 500 && status !== 408;
}

/**
 * Whether the server may still be processing the request after this answer, or after none: a lost connection and a time-out prove nothing,
 * 504 and 408 report a time-out elsewhere, and 500 may report a connection that the resolver or the gateway lost.
 */
export function mayStillRun(status: number | undefined) {
	return status === undefined || status === 408 || status === 500 || status === 504;
}

const problem = z.object({ message: z.string().nullish(), field: z.string().nullish() });

const severalProblems = z.object({ errors: z.array(problem) }).transform(({ errors }) => errors);

/** The problems in an answer. mod-rs gives one problem at the top level, several in `_embedded`, and with older Grails in `errors`. */
const problems = z.union([
	z.object({ _embedded: severalProblems }).transform(({ _embedded }) => _embedded),
	severalProblems,
	problem.transform((one) => [one]),
]);

const longestQuote = 200;
const longestReason = 1000;

/** Quotes a server's text without the values that it rejected; undefined if the text is long or contains what must not be shown. */
function quote(text: string, secrets: readonly string[]) {
	const start = text.search(/(?<!\s)\s*with value \[/);
	const end = text.lastIndexOf(']');
	const line = (start === -1 || end < start ? text : text.slice(0, start) + text.slice(end + 1)).replace(/\s+/g, ' ').trim();
	if (line === '' || line.length > longestQuote || /[<{@]/.test(line)) return undefined;
	return secrets.some((secret) => line.toLowerCase().includes(secret.toLowerCase())) ? undefined : line;
}

function problemSentence({ message, field }: z.output<typeof problem>, secrets: readonly string[] | undefined) {
	// The texts that name a field are `Property [neededBy] of class ...` and `Property neededBy must be a valid Date`.
	const wrong = field ?? /^Property \[?(\w+)\]?/.exec(message ?? '')?.[1];
	return wrong === undefined
		? secrets && quote(message ?? '', secrets)
		: `it does not accept the value of ${quotedLabelOfKey('modRs', wrong)}`;
}

/**
 * Returns the reason of a refusal as a sentence. `body` is ReShare's answer to the resolver; `secrets` are values of the request that must
 * not appear in the sentence. If they are not known, only problems are told that name a field, since other texts might contain them.
 */
export function refusalReason(status: number, body: unknown, secrets?: readonly string[]) {
	if (status === 401 || status === 403) {
		const permission = typeof body === 'string' ? /requires permission: ([\w.-]{1,100})/.exec(body)?.[1] : undefined;
		const detail = permission === undefined ? '' : ` (it lacks the permission ${permission})`;
		return `ReShare refused the resolver's own account${detail}; tell whoever runs the resolver`;
	}
	if (status === 404) return 'ReShare does not take requests at the address that the resolver uses; tell whoever runs the resolver';
	if (status === 429) return 'ReShare asks for fewer requests at a time; try again later';
	const parsed = problems.safeParse(typeof body === 'string' ? { message: body } : body).data ?? [];
	const unique = [...new Set(parsed.flatMap((one) => problemSentence(one, secrets) ?? []))];
	if (unique.length === 0) return `ReShare refused the request (status ${status})`;
	return `ReShare refused the request: ${toSingleLine(unique.join('; '), longestReason)}`;
}
