import { ReShareError } from '../../../errors';
import { classifyJsonAnswer, mayStillRun, isSurelyRefused } from './classifyJsonAnswer';
import { classifyHtmlPage } from './classifyHtmlPage';
import { refusedOutcome, unclearOutcome, type RequestedAnswerKind, type ResolverOutcome } from './resolverOutcome';
import { retryAfterMs, type HttpAnswer } from '../../../transport';

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
