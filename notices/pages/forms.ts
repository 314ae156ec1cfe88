import { causeOf, factsOf, inSentences, quoted, shortened } from '../facts';
import { fillText } from '../fill';
import { fieldText, groupOf, outcomeOf, titleIn, type WorkflowItem } from '../item';
import type { Profile } from '../profile';
import { messagesIn } from '../messages/index';
import type { Language } from '../messages/languages';
import { typeset } from '../messages/typography';
import { readSent } from './answers';
import { framed, tokenField } from './frame';
import { markup, none, type Markup } from './markup';
import type { CancelResult } from './PageMessages';
import { explained, isResult, resultBox } from './results';
import type { PageSettings } from './settings';

/* The pages to which letters link. Each is in the language of its letter. */

const resultWords: Readonly<Partial<Record<string, CancelResult>>> = {
	notPossible: 'notCanceled',
	unclear: 'notSure',
	notFound: 'noSuchRequest',
};

/** What came of the action; a library that works on the request is only asked, so that the request is still open. */
function cancelResultOf(item: WorkflowItem): CancelResult {
	const outcome = outcomeOf(item) ?? 'failed';
	if (outcome === 'done') return item.isOpen === true ? 'asked' : 'canceled';
	return resultWords[outcome] ?? 'tryLater';
}

/** The page on which a patron, or staff, cancel a request, and the result. Opening it does nothing. */
export function cancelPage(reader: 'patron' | 'staff') {
	return (items: readonly WorkflowItem[], profile: Profile, settings: PageSettings, language: Language): string => {
		const { labels, pages } = messagesIn[language];
		const { title, forPatrons, forStaff, note, button } = pages.cancel;
		const sent = readSent(settings.asked);
		const result = items.find(isResult);
		const kind = result === undefined ? undefined : cancelResultOf(result);
		const number = sent.cancel === '' ? (fieldText(groupOf(settings.asked, 'query'), 'Request Number') ?? '') : sent.cancel;
		const [name, label, isRequired] = reader === 'patron' ? ['patronId', labels.patron, true] : ['note', note, false];
		const form = markup`<p>${reader === 'patron' ? forPatrons : forStaff}</p>
<form method="post" action="?language=${language}">${tokenField(settings)}
${field('cancel', labels.number, number, true)}
${field(name, label, '', isRequired)}
<button class="main wide">${button}</button></form>`;
		const box =
			result !== undefined && kind !== undefined
				? resultBox(
						kind === 'canceled' || kind === 'asked' ? 'good' : 'bad',
						pages.cancel.results[kind].heading,
						saidOf(result, kind, reader, profile, language),
					)
				: sent.cancel === ''
					? none
					: resultBox('bad', pages.cancel.results.notCanceled.heading, markup`<p>${pages.notAccepted}</p>`);
		const isAgain = kind === undefined || kind === 'noSuchRequest';
		return framed({
			language,
			title,
			heading: title,
			isNarrow: true,
			content: [box, isAgain ? form : none],
			libraryName: profile.libraryName,
		});
	};
}

function saidOf(result: WorkflowItem, kind: CancelResult, reader: 'patron' | 'staff', profile: Profile, language: Language): Markup {
	const words = messagesIn[language];
	if (reader === 'patron') {
		const facts = inSentences(shortened(factsOf(result, 'patron', language, profile)), words);
		return markup`${fillText(words.pages.cancel.results[kind].text, facts).map(({ text }) => markup`<p>${typeset(text, language)}</p>`)}`;
	}
	const request = [quoted(titleIn(fieldText(result, 'title')), words.quotes), fieldText(result, 'hrid')].filter(
		(part) => part !== undefined,
	);
	const lines = [...(request.length === 0 ? [] : [typeset(request.join(', '), language)]), causeOf(result, words) ?? ''];
	return markup`${lines.map((line) => markup`<p>${line}</p>`)}<p>${words.labels.explanation}${words.colon}${explained(result, words.pages, language)}</p>`;
}

/** The page on which staff send the response that a letter has shown them. */
export function confirmPage(items: readonly WorkflowItem[], profile: Profile, settings: PageSettings, language: Language): string {
	const { confirm, notAccepted } = messagesIn[language].pages;
	const { requestId, confirmation, isConfirmed } = readSent(settings.asked);
	const query = groupOf(settings.asked, 'query');
	const hidden = (name: string, sent: string): Markup =>
		markup`<input type="hidden" name="${name}" value="${fieldText(query, name) ?? sent}">`;
	const isSent = items.some(({ requestAction }) => requestAction === 'confirmResponse');
	const form = markup`<p>${confirm.introduction}</p>
<form method="post" action="?language=${language}">${tokenField(settings)}
${hidden('requestId', requestId)}${hidden('confirmation', confirmation)}
<button class="main wide">${confirm.button}</button></form>`;
	const content = isSent
		? [markup`<p role="status">${confirm.done}</p>`]
		: [isConfirmed ? resultBox('bad', notAccepted, none) : none, form];
	return framed({ language, title: confirm.title, heading: confirm.title, isNarrow: true, content, libraryName: profile.libraryName });
}

function field(name: string, label: string, value: string, isRequired: boolean): Markup {
	return markup`<label class="field">${label}<input name="${name}" value="${value}" autocomplete="off"${isRequired ? markup` required` : none}></label>`;
}
