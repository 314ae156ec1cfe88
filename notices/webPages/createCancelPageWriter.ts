import { causeOfOutcome, noticeFactsOf, quoteFactsForSentences, quoteText, sanitizeFacts } from '../noticeFacts';
import { fillParagraphs } from '../fillPlaceholders';
import { textOfField, nestedItemOf, outcomeOf, trimTitle, type WorkflowItem } from '../workflowItem';
import type { LibraryProfile } from '../libraryProfile';
import type { Messages } from '../messages/Messages';
import { messagesByLanguage } from '../messages/messagesByLanguage';
import type { Language } from '../messages/languages';
import { applyTypography } from '../messages/applyTypography';
import { readPostedForm } from './postedForm';
import { framePage, buildTokenField } from './pageFrame';
import { markup, emptyMarkup, type Markup } from './markup';
import { explainResult, isActionResult, buildResultBox } from './actionResults';
import type { WebPageSettings } from './WebPageSettings';

/** What the button to cancel has led to. */
type CancelResult = keyof Messages['pages']['cancel']['results'];

/**
 * The result of canceling for each outcome of the action but `done`. An outcome that is not listed means that the reader should try later.
 */
const resultWords: Readonly<Partial<Record<string, CancelResult>>> = {
	notPossible: 'notCanceled',
	unclear: 'notSure',
	notFound: 'noSuchRequest',
};

/** Returns the result of canceling. A library that already works on the request is only asked, so that the request stays open. */
function cancelResultOf(item: WorkflowItem): CancelResult {
	const outcome = outcomeOf(item) ?? 'failed';
	if (outcome === 'done') return item.isOpen === true ? 'asked' : 'canceled';
	return resultWords[outcome] ?? 'tryLater';
}

/**
 * Makes the function that writes the page on which a patron, or staff, cancel a request, and the page with the result. Opening the page
 * does nothing.
 */
export function createCancelPageWriter(reader: 'patron' | 'staff') {
	return (items: readonly WorkflowItem[], profile: LibraryProfile, settings: WebPageSettings, language: Language): string => {
		const { labels, pages } = messagesByLanguage[language];
		const { title, forPatrons, forStaff, note, button } = pages.cancel;
		const sent = readPostedForm(settings.asked);
		const result = items.find(isActionResult);
		const kind = result === undefined ? undefined : cancelResultOf(result);
		const number = sent.cancel === '' ? (textOfField(nestedItemOf(settings.asked, 'query'), 'Request Number') ?? '') : sent.cancel;
		const [name, label, isRequired] = reader === 'patron' ? ['patronId', labels.patron, true] : ['note', note, false];
		const form = markup`<p>${reader === 'patron' ? forPatrons : forStaff}</p>
<form method="post" action="?language=${language}">${buildTokenField(settings)}
${field('cancel', labels.number, number, true)}
${field(name, label, '', isRequired)}
<button class="main wide">${button}</button></form>`;
		const box =
			result !== undefined && kind !== undefined
				? buildResultBox(
						kind === 'canceled' || kind === 'asked' ? 'good' : 'bad',
						pages.cancel.results[kind].heading,
						describeCancelResult(result, kind, reader, profile, language),
					)
				: sent.cancel === ''
					? emptyMarkup
					: buildResultBox('bad', pages.cancel.results.notCanceled.heading, markup`<p>${pages.notAccepted}</p>`);
		const mayTryAgain = kind === undefined || kind === 'noSuchRequest';
		return framePage({
			language,
			title,
			heading: title,
			isNarrow: true,
			content: [box, mayTryAgain ? form : emptyMarkup],
			libraryName: profile.libraryName,
		});
	};
}

function describeCancelResult(
	result: WorkflowItem,
	kind: CancelResult,
	reader: 'patron' | 'staff',
	profile: LibraryProfile,
	language: Language,
): Markup {
	const words = messagesByLanguage[language];
	if (reader === 'patron') {
		const facts = quoteFactsForSentences(sanitizeFacts(noticeFactsOf(result, 'patron', language, profile)), words);
		return markup`${fillParagraphs(words.pages.cancel.results[kind].text, facts).map(({ text }) => markup`<p>${applyTypography(text, language)}</p>`)}`;
	}
	const title = quoteText(trimTitle(textOfField(result, 'title')), words.quotes);
	const number = textOfField(result, 'hrid');
	const request = title === undefined || number === undefined ? (title ?? number) : `${title} (${number})`;
	const lines = [...(request === undefined ? [] : [applyTypography(request, language)]), causeOfOutcome(result, words) ?? ''];
	return markup`${lines.map((line) => markup`<p>${line}</p>`)}<p>${words.labels.explanation}${words.colon}${explainResult(result, words.pages, language)}</p>`;
}

function field(name: string, label: string, value: string, isRequired: boolean): Markup {
	return markup`<label class="field">${label}<input name="${name}" value="${value}" autocomplete="off"${isRequired ? markup` required` : emptyMarkup}></label>`;
}
