import { z } from 'zod';
import { readJson } from '../../../json';
import { refusalReason } from './refusalReason';
import { refusedOutcome, unclearOutcome, type ResolverOutcome } from './resolverOutcome';

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
	reshareRequest: record.nullish(),
});

/** The resolver's answer to a preview (`svc_id=reshareRequest`): the request that it would send to ReShare. */
export const previewAnswerSchema = record.refine(
	(request) => request.isRequester === true && typeof request.requestingInstitutionSymbol === 'string',
);

const createdRow = z.object({ id: z.string().min(1) }).passthrough();

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

/** Returns the values of the request that must not appear in a sentence. */
function secretsOf(sent: Readonly<Record<string, unknown>> | null | undefined) {
	const values = [sent?.patronIdentifier, sent?.patronEmail, sent?.patronNote].flat();
	return values.filter((value): value is string => typeof value === 'string' && value.length > 1);
}

export function classifyJsonAnswer(text: string): ResolverOutcome {
	const body = readJson(text);
	const posted = postedAnswer.safeParse(body);
	if (posted.success) return classifyPosted(posted.data);
	const preview = previewAnswerSchema.safeParse(body);
	if (preview.success) return { kind: 'preview', request: preview.data };
	return unclearOutcome(
		body === undefined ? "the resolver's answer broke off" : "the resolver's answer has not the form that it should have",
	);
}

function classifyPosted({ status, message, reshareRequest }: z.output<typeof postedAnswer>): ResolverOutcome {
	const body = readJson(message ?? '');
	if (status >= 200 && status < 300) {
		const row = createdRow.safeParse(body);
		if (row.success) return { kind: 'created', request: row.data };
		return unclearOutcome('ReShare seems to have taken the request, but its answer does not name it');
	}
	if (isSurelyRefused(status)) return refusedOutcome(refusalReason(status, body ?? message ?? '', secretsOf(reshareRequest)), status);
	return unclearOutcome(`ReShare answered the resolver with status ${status}`, mayStillRun(status));
}
