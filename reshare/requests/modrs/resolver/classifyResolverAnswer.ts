import { z } from 'zod';
import { ReShareError } from '../../../errors';
import { readJson } from '../../../json';
import { retryAfterMs, type HttpAnswer } from '../../../transport';
import { classifyHtmlPage } from './classifyHtmlPage';
import {
	isSurelyRefused,
	mayStillRun,
	refusalReason,
	refusedOutcome,
	unclearOutcome,
	type RequestedAnswerKind,
	type ResolverOutcome,
} from './resolverOutcome';

/**
 * Classifies an answer by its content type, by the status within a JSON answer, and by what a page shows; the HTTP status is 200 for
 * requests that were created, refused and not even tried. Whatever is not surely known becomes `unclear`.
 *
 * @param asked the kind of answer. For `json` and `preview`, an error in plain text is certain, because nothing follows the creation of the
 * request; a page is built after it, and can fail then
 */
export function classifyResolverAnswer(answer: HttpAnswer, asked: RequestedAnswerKind): ResolverOutcome {
	const { status, contentType, text } = answer;
	if (status >= 200 && status < 300) {
		if (contentType === 'application/json' || contentType === 'text/json') return classifyJsonAnswer(text);
		if (contentType === 'text/html' || contentType === 'application/xhtml+xml') return classifyHtmlPage(text);
		if (text.startsWith('unsupported service')) return unknownService();
		return unclearOutcome('the resolver answered in a form that ⟦caller⟧ does not know');
	}
	if ([413, 414, 431].includes(status)) return refusedOutcome('the OpenURL is too long for the resolver');
	const upstream = /^(\d{3}) for \S+: cannot (login|fetch)\b/.exec(text);
	if (upstream !== null) return failedUpstream(Number(upstream[1]), upstream[2] === 'login', asked);
	if (status === 404) return unknownService();
	if (isSurelyRefused(status)) {
		const waitMs = retryAfterMs(answer) || undefined;
		const asksFor = waitMs === undefined ? '' : `; it asks to wait ${inWords(waitMs)}`;
		const detail = `the resolver's web server refused the OpenURL (status ${status})${asksFor}`;
		return { ...refusedOutcome(detail, status), waitMs, byProxy: new ReShareError('refused', detail, { status }) };
	}
	if (asked === 'preview') return refusedOutcome(`the resolver could not answer (status ${status})`);
	return unclearOutcome(`the resolver answered with status ${status}`, mayStillRun(status));
}

/** Writes a duration such as `20 seconds`, `2 minutes`, `1 hour`. It is rounded up. */
function inWords(ms: number) {
	const seconds = Math.ceil(ms / 1000);
	const [count, unit] =
		seconds < 120
			? [seconds, 'second']
			: seconds < 7200 && seconds !== 3600
				? [Math.ceil(seconds / 60), 'minute']
				: [Math.ceil(seconds / 3600), 'hour'];
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function unknownService(): ResolverOutcome {
	const places = "'⟦openUrlBaseUrl⟧' and '⟦openUrlTenant⟧' in the ⟦settings⟧";
	return { ...refusedOutcome(`the resolver does not know this library; check ${places}, capitals included`), inAdvance: true };
}

/** Classifies a failure behind the resolver: its own login was refused, or a list for one of its pages could not be read. */
function failedUpstream(status: number, isAtLogin: boolean, asked: RequestedAnswerKind): ResolverOutcome {
	const what = `the resolver could not ${isAtLogin ? 'log in to ReShare' : 'read a list that it needs from ReShare'} (status ${status})`;
	return asked === 'page' ? unclearOutcome(what) : refusedOutcome(`${what}; tell whoever runs the resolver`, status);
}

const record = z.record(z.unknown());

/** The resolver's answer after it has posted a request (`svc_id=json`). `message` is ReShare's answer as text, JSON or not. */
const postedAnswer = z.object({
	// z.coerce could throw, because making a number of an object may throw.
	status: z.union([
		z.number(),
		z
			.string()
			.regex(/^\d{3}$/)
			.transform(Number),
	]),
	message: z.string().nullish(),
	/** The values of the request that must not appear in a sentence. */
	reshareRequest: record.nullish().transform((sent) => {
		const values = [sent?.patronIdentifier, sent?.patronEmail, sent?.patronNote].flat();
		return values.filter((value): value is string => typeof value === 'string' && value.length > 1);
	}),
});

/** The resolver's answer to a preview (`svc_id=reshareRequest`): the request that it would send to ReShare. */
export const previewAnswerSchema = record.refine(
	(request) => request.isRequester === true && typeof request.requestingInstitutionSymbol === 'string',
);

const createdRow = z.object({ id: z.string().min(1) }).passthrough();

function classifyJsonAnswer(text: string): ResolverOutcome {
	const body = readJson(text);
	const posted = postedAnswer.safeParse(body);
	if (posted.success) return classifyPosted(posted.data);
	const preview = previewAnswerSchema.safeParse(body);
	if (preview.success) return { kind: 'preview', request: preview.data };
	return unclearOutcome(
		body === undefined ? "the resolver's answer broke off" : "the resolver's answer has not the form that it should have",
	);
}

function classifyPosted({ status, message, reshareRequest: secrets }: z.output<typeof postedAnswer>): ResolverOutcome {
	const body = readJson(message ?? '');
	if (status >= 200 && status < 300) {
		const row = createdRow.safeParse(body);
		if (row.success) return { kind: 'created', request: row.data };
		return unclearOutcome('ReShare seems to have taken the request, but its answer does not name it');
	}
	if (isSurelyRefused(status)) return refusedOutcome(refusalReason(status, body ?? message ?? '', secrets), status);
	return unclearOutcome(`ReShare answered the resolver with status ${status}`, mayStillRun(status));
}
