import { z } from 'zod';
import { ReShareError } from '../../errors';
import { readJson } from '../../json';
import { isNoSuchModule } from '../../okapi';
import { statusError, type HttpAnswer } from '../../transport';
import { hostOf } from '../../transport/errorOfFailedCall';
import type { RequestedPause } from '../../transport/RateLimitedClient';

/*
 * The forms of VuFind's answers. The schemas are tolerant: fields that a site has not configured are absent, and empty ones may be lists.
 */

const texts = z.array(z.string()).catch([]);
const textOrNumber = z.union([z.string(), z.number()]).transform(String);

const recordAnswer = z.object({ id: textOrNumber, fullRecord: z.string().catch(''), formats: texts, lendingStatus: texts });

export type RecordAnswer = z.output<typeof recordAnswer>;

const searchAnswer = z.object({
	status: z.literal('OK'),
	resultCount: z.number(),
	// VuFind omits `records` if there is none. A damaged record remains in the list as undefined, since it may be the wanted one.
	records: z.array(recordAnswer.optional().catch(undefined)).default([]),
	facets: z.object({ institution: z.array(z.object({ value: textOrNumber })) }).catch({ institution: [] }),
});

export type SearchAnswer = z.output<typeof searchAnswer>;

export function readSearchAnswer(answer: HttpAnswer, url: string, pause?: RequestedPause) {
	const host = hostOf(url);
	if (answer.status >= 400) throw vufindError(answer, host, pause);
	const json = readJson(answer.text);
	if (json === undefined) throw noJson(answer, host);
	const parsed = searchAnswer.safeParse(json);
	if (parsed.success) return parsed.data;
	const field = parsed.error.issues[0]?.path.join('.') ?? '';
	throw new ReShareError(
		'badAnswer',
		`${host} sent an answer of its search in an unknown form${field === '' ? '' : `: field '${field}'`}`,
		{
			status: answer.status,
			description: 'It may not be VuFind, or a version that this package does not know. Test the ⟦settings⟧.',
		},
	);
}

function noJson({ contentType, status }: HttpAnswer, host: string) {
	const [message, description] =
		contentType === 'text/html'
			? [
					`${host} sent a web page instead of an answer of its search`,
					"Check '⟦vufindUrl⟧' in the ⟦settings⟧. A sign-in page or a protection against robots may stand between ⟦program⟧ and VuFind; ask whoever runs it to let ⟦program⟧ through.",
				]
			: [`${host} sent the answer of its search damaged or only in part`, 'Try again. If it happens often, ask whoever runs the server.'];
	return new ReShareError('badAnswer', message, { status, description });
}

function vufindError(answer: HttpAnswer, host: string, pause: RequestedPause | undefined) {
	const isVufind = answer.contentType === 'application/json';
	return statusError(
		answer,
		host,
		{
			permission: isVufind
				? [
						`The search API of ${host} is not open`,
						"Ask whoever runs this VuFind to open its search API for ⟦program⟧ (permission 'access.api.Search' and 'access.api.Record').",
						{ kind: 'noModule' },
					]
				: [
						`${host} keeps ⟦program⟧ out`,
						'A protection against robots may stand before VuFind. Ask whoever runs it to let ⟦program⟧ through.',
						{ kind: 'noModule' },
					],
			unauthorized: [
				`The search API of ${host} wants a key`,
				"Ask whoever runs this VuFind for a key and enter it as '⟦vufindKey⟧' in the ⟦settings⟧. It is sent as X-API-KEY.",
			],
			notFound: isNoSuchModule(answer)
				? [
						`${host} is an Okapi, not VuFind`,
						"Choose GraphQL under '⟦searchedThrough⟧' in the ⟦settings⟧ if your consortium's inventory is searched there; otherwise enter the site where patrons search as '⟦vufindUrl⟧'.",
						{ kind: 'noModule' },
					]
				: [
						`${host} has no search API of VuFind at this address`,
						"Check '⟦vufindUrl⟧' in the ⟦settings⟧: it is the address of VuFind's start page.",
						{ kind: 'noModule' },
					],
			rateLimited: [`${host} asks for fewer calls`, fewerCalls(pause), pause === undefined ? {} : { retryAfterMs: pause.leftMs }],
			refused: [
				`${host} refused the search (${answer.status})`,
				'Check the values given. If they are right, please report it with this text.',
			],
		},
		hasNoIndex(answer) ? 'server' : undefined,
	);
}

function fewerCalls(pause: RequestedPause | undefined) {
	const minutes = Math.ceil((pause?.leftMs ?? 0) / 60_000);
	const when = minutes === 0 ? 'later' : `in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, when it answers again`;
	const howMany = pause?.atFirst === undefined ? '' : ` It answers ${pause.atFirst} searches in a row, and a title may take several.`;
	return `Look up the rest ${when}, with fewer items at once.${howMany} Whoever runs it can allow ⟦program⟧ more.`;
}

/**
 * Whether the site gives fewer records in one answer than the ids that were asked for (`maxLimit` in vufind-org/vufind
 * config/vufind/searches.ini).
 */
export function isOverIdLimit({ status, text }: HttpAnswer) {
	return status === 400 && /"statusMessage":\s*"Record limit \(/u.test(text);
}

/**
 * Whether the index behind VuFind did not answer. VuFind then answers 400 for a list of records and, in older releases, for a search;
 * records that do not exist are merely missing from a list.
 */
function hasNoIndex({ status, text }: HttpAnswer) {
	return status === 400 && /"statusMessage":\s*"(?:Error loading record|Unable to connect|Read timed out|5\d\d )/u.test(text);
}
