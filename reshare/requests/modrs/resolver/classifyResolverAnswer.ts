import { classifyJson, mayStillRun, surelyRefused } from './classifyJson';
import { classifyPage } from './classifyPage';
import { unclear, type AskedFor, type ResolverAnswer, type ResolverOutcome } from './outcome';
import { named, words } from '../../../words';

/**
 * Judged by content type, by the status within a JSON answer and by what a page shows: the HTTP status is 200 for requests
 * made, refused and not even tried. Whatever is not surely known becomes `unclear`.
 *
 * @param asked errors in plain text are certain for `json` and `preview`, where nothing follows the making of the request;
 *     a page (the default) is built after it, and can fail then
 */
export function classifyResolverAnswer(answer: ResolverAnswer, asked: AskedFor = 'page'): ResolverOutcome {
	const { status, contentType, text } = answer;
	if (status >= 200 && status < 300) {
		if (contentType === 'application/json' || contentType === 'text/json') return classifyJson(text, status);
		if (contentType === 'text/html' || contentType === 'application/xhtml+xml') return classifyPage(text);
		if (text.startsWith('unsupported service')) return unknownService();
		return unclear(`the resolver answered in a form that ${words.caller} does not know`);
	}
	if ([413, 414, 431].includes(status)) return { kind: 'tooLong', reason: 'the OpenURL is too long for the resolver' };
	const upstream = /^(\d{3}) for \S+: cannot (login|fetch)\b/.exec(text);
	if (upstream !== null) return failedUpstream(Number(upstream[1]), upstream[2] === 'login', status, asked);
	if (status === 404) return unknownService();
	if (surelyRefused(status)) {
		const waitMs = answer.retryAfterMs || undefined;
		const asksFor = waitMs === undefined ? '' : `; it asks to wait ${inWords(waitMs)}`;
		return { kind: 'refused', status, retryAfterMs: waitMs, reason: `the resolver's web server refused the OpenURL (status ${status})${asksFor}` };
	}
	if (asked === 'preview') return { kind: 'failed', reason: `the resolver could not answer (status ${status})` };
	return unclear(`the resolver answered with status ${status}`, mayStillRun(status));
}

/** `20 seconds`, `2 minutes`, `1 hour`; rounded up. */
function inWords(ms: number): string {
	const seconds = Math.ceil(ms / 1000);
	const [count, unit] = seconds < 120 ? [seconds, 'second'] : seconds < 7200 && seconds !== 3600 ? [Math.ceil(seconds / 60), 'minute'] : [Math.ceil(seconds / 3600), 'hour'];
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function unknownService(): ResolverOutcome {
	return {
		kind: 'unknownService',
		reason: `the resolver does not know this library; check ${named('openUrlBaseUrl')} and ${named('openUrlTenant')} in the ${words.settings}, capitals included`,
	};
}

/** The resolver's own login was refused, or a list for one of its pages could not be read. */
function failedUpstream(upstreamStatus: number, atLogin: boolean, status: number, asked: AskedFor): ResolverOutcome {
	const what = atLogin
		? `the resolver could not log in to ReShare (status ${upstreamStatus})`
		: `the resolver could not read a list that it needs from ReShare (status ${upstreamStatus})`;
	if (asked === 'page') return unclear(what);
	return { kind: 'refused', status, upstreamStatus, reason: `${what}; tell whoever runs the resolver` };
}
