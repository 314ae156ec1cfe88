import { z } from 'zod';
import { quotedLabelOfKey } from '../../../draft';
import { toSingleLine } from '../../../text';

const problem = z.object({ message: z.string().nullish(), field: z.string().nullish() });

/** The problems in an answer. mod-rs gives one problem at the top level, several in `_embedded`, and with older Grails in `errors`. */
const problems = z.union([
	z.object({ _embedded: z.object({ errors: z.array(problem) }) }).transform(({ _embedded }) => _embedded.errors),
	z.object({ errors: z.array(problem) }).transform(({ errors }) => errors),
	problem.transform((one) => [one]),
]);

const longestQuote = 200;
const longestReason = 1000;

/** Quotes a server's text without the values that it rejected; undefined if the text is long or contains what must not be shown. */
function quote(text: string, secrets: readonly string[]) {
	const [start, end] = [text.search(/(?<!\s)\s*with value \[/), text.lastIndexOf(']')];
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
