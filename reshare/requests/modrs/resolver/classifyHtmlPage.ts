import { readJson } from '../../../json';
import { quotedLabelOfKey } from '../../../draft';
import { readHtmlPage, type ShownPage } from './readHtmlPage';
import { isSurelyRefused, mayStillRun, refusalReason, refusedOutcome, unclearOutcome, type ResolverOutcome } from './resolverOutcome';

/** The fields that the forms of every release show to a person. */
const askedInForms = new Set(['svc.pickupLocation', 'svc.note', 'svc.neededBy', 'rft.volume', 'rft.title', 'rft.au', 'rft.date']);
/** Fields without which some release shows its form again. */
const neededInForms = ['svc.pickupLocation', 'rft.title', 'rft.au', 'rft.date', 'rft.titleOfComponent', 'rft.authorOfComponent'];

/** Matches the beginning of the title or heading of the form in every release. A site can replace its pages. */
const formWords = /^(confirm request|request item)\b/i;
const wording: ReadonlyArray<readonly [RegExp, (page: ShownPage) => ResolverOutcome]> = [
	[formWords, () => unclearOutcome('the resolver answered with a form that ⟦caller⟧ does not know')],
	[/^request sent\b/i, () => ({ kind: 'createdUnnamed' })],
	[/^request already sent\b/i, () => refusedOutcome('the resolver took the OpenURL for a page that was loaded again')],
	[
		/^(request limit reached|you have reached your limit)\b/i,
		() => ({
			...refusedOutcome('the patron has as many requests under way as the library allows'),
			reason: 'patronAtLimit',
			inAdvance: true,
		}),
	],
	[/^error\b/i, errorPage],
];

function form({ fields }: ShownPage): ResolverOutcome {
	const service = fields.find(({ name }) => name === 'svc_id')?.value;
	const needed = neededInForms.filter((key) => service === 'copy' || !key.endsWith('OfComponent'));
	const empty = needed.filter((key) => {
		const shown = fields.filter(({ name, isHidden }) => name === key && !isHidden);
		return shown.length > 0 && shown.every(({ value }) => value === '');
	});
	if (empty.length === 0) return refusedOutcome('the resolver shows a form to a person instead of making the request');
	const names = empty.map((key) => quotedLabelOfKey('openUrl', key)).join(', ');
	return refusedOutcome(`the resolver asks a person to fill in a form; it shows these fields empty: ${names}`);
}

/** Reads an error page. It shows JSON, with ReShare's answer as `json`, or as `text` if the answer was no JSON. */
function errorPage(page: ShownPage): ResolverOutcome {
	const upstreamStatus = Number(/\bHTTP status is (\d{3})\b/i.exec(page.text)?.[1]);
	if (Number.isNaN(upstreamStatus)) return unclearOutcome("the resolver's page speaks of an error");
	if (!isSurelyRefused(upstreamStatus))
		return unclearOutcome(`ReShare answered the resolver with status ${upstreamStatus}`, mayStillRun(upstreamStatus));
	const shown = readJson(page.text.slice(page.text.indexOf('{'), page.text.lastIndexOf('}') + 1)) as { json?: unknown } | undefined;
	return refusedOutcome(refusalReason(upstreamStatus, shown?.json), upstreamStatus);
}

/** Classifies a page with a status of success. The form is recognized by its fields, and other pages by their text. */
export function classifyHtmlPage(html: string): ResolverOutcome {
	const page = readHtmlPage(html);
	const matching = wording.filter(([pattern]) => [page.title, ...page.headings].some((text) => pattern.test(text)));
	const asked = page.fields.filter(({ name, isHidden }) => !isHidden && askedInForms.has(name));
	// A site's search box does not have several fields of the resolver's form.
	if (new Set(asked.map(({ name }) => name)).size >= 2) {
		return matching.every(([pattern]) => pattern === formWords)
			? form(page)
			: unclearOutcome('the resolver answered with a page that shows a form and says something else as well');
	}
	const [one, other] = matching;
	return one === undefined || other !== undefined
		? unclearOutcome('the resolver answered with a page that ⟦caller⟧ does not know')
		: one[1](page);
}
