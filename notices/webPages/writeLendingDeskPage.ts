import { isWebAddress } from '../noticeBlocks';
import { formatDay } from '../formatInLanguage';
import { requestNumberOf, outcomeOf, statusLabelOf, textOfField, type WorkflowItem } from '../workflowItem';
import type { LibraryProfile } from '../libraryProfile';
import { sortByShelf } from '../sortByShelf';
import { messagesByLanguage } from '../messages/messagesByLanguage';
import type { Language } from '../messages/languages';
import { readPostedForm, type LendingButton } from './postedForm';
import { drawBarcode } from './drawBarcode';
import { framePage, buildTokenField } from './pageFrame';
import { markup, emptyMarkup, type Markup } from './markup';
import { fillMessage } from '../fillPlaceholders';
import type { PageMessages } from '../messages/Messages';
import type { Requests } from '../../reshare/index';
import { explainResult, isActionResult, buildResultBox } from './actionResults';
import type { WebPageSettings } from './WebPageSettings';

/** The part of the lending desk's daily work for which a request waits. */
type DeskPart = NonNullable<ReturnType<Requests['standing']>['deskPart']>;

/** The sections of the desk's daily work in their order, each with its buttons. */
const answersOf: Readonly<Record<DeskPart | 'other', readonly LendingButton[]>> = {
	answer: ['willSupply', 'cannotSupply'],
	cancellation: ['agreeCancellation', 'refuseCancellation'],
	pullSlip: ['printPullSlip', 'cannotSupply'],
	fetch: ['cannotSupply'],
	conditions: [],
	overdue: [],
	takeBack: ['receivedBack'],
	other: [],
};

interface DeskPartRequests {
	readonly part: DeskPart | 'other';
	readonly requests: readonly WorkflowItem[];
}

/**
 * Groups the lending requests by the section of the desk's daily work. Requests that wait for staff but belong to no section come last.
 * Empty sections are left out.
 */
export function groupBySectionOfLendingDesk(items: readonly WorkflowItem[]): DeskPartRequests[] {
	const partOf = (item: WorkflowItem): string | undefined =>
		textOfField(item, 'deskPart') ?? (item.needsStaff === true || Number(item.unreadMessages ?? 0) > 0 ? 'other' : undefined);
	const requests = items.filter((item) => item.outcome === 'found' && item.side !== 'borrowing');
	return (Object.keys(answersOf) as (keyof typeof answersOf)[])
		.map((part) => ({ part, requests: requests.filter((item) => partOf(item) === part) }))
		.filter((part) => part.requests.length > 0);
}

interface PageContext {
	readonly language: Language;
	readonly words: PageMessages;
	readonly settings: WebPageSettings;
}

/** Writes the page of the lending desk with its list and the results of its buttons, or with its pull slips. The page names no patron. */
export function writeLendingDeskPage(
	items: readonly WorkflowItem[],
	profile: LibraryProfile,
	settings: WebPageSettings,
	language: Language,
): string {
	const context: PageContext = { language, words: messagesByLanguage[language].pages, settings };
	const texts = context.words.lendingDesk;
	const { slips, isAnswer } = readPostedForm(settings.asked);
	const parts = groupBySectionOfLendingDesk(items);
	const failed = items.find((item) => outcomeOf(item) === 'failed' && !isActionResult(item));
	const notRead =
		failed === undefined
			? emptyMarkup
			: buildResultBox('bad', texts.notRead, markup`<p>${explainResult(failed, context.words, language)}</p>`);
	const frame = { language, libraryName: profile.libraryName };
	if (slips !== '')
		return framePage({ ...frame, title: texts.slips, heading: texts.slips, content: [notRead, ...slipPage(parts, slips, context)] });
	const content = [
		notRead,
		isAnswer
			? whatCame(
					items.filter(isActionResult).map((result) => numbered(result, items)),
					context,
				)
			: emptyMarkup,
		...parts.map((part) => section(part, context)),
		parts.length === 0 && failed === undefined ? markup`<p>${texts.nothing}</p>` : emptyMarkup,
		markup`<p><a href="?">${texts.lookAgain}</a></p>`,
	];
	return framePage({ ...frame, title: texts.title, heading: texts.title, content });
}

/** Adds the request's number to a result. A failed result has only the id that the page sent, and the list has the number. */
function numbered(result: WorkflowItem, items: readonly WorkflowItem[]): WorkflowItem {
	const hrid =
		textOfField(result, 'hrid') ??
		textOfField(items.find(({ outcome, requestId }) => outcome === 'found' && requestId === result.request) ?? {}, 'hrid');
	return hrid === undefined ? result : { ...result, hrid };
}

function whatCame(results: readonly WorkflowItem[], context: PageContext): Markup {
	const { lendingDesk: texts } = context.words;
	const done = results.filter(({ outcome }) => outcome === 'done');
	const others = results.filter(({ outcome }) => outcome !== 'done');
	const isGood = others.length === 0 && done.length > 0;
	// If the answer to an action was lost, the action may have succeeded.
	const isUnclear = others.length > 0 && others.every(({ outcome }) => outcome === 'unclear');
	const numbers = others.map((result) => textOfField(result, 'hrid')).filter((number) => number !== undefined);
	const notDone = isUnclear ? fillMessage(context.words.scanDesk.lookIntoReShare, { number: numbers.join(', ') }) : texts.notDone;
	const heading = isGood
		? texts.done
		: done.length === 0
			? notDone
			: fillMessage(texts.partlyDone, { done: done.length, notDone: others.length });
	const lines = [...others, ...done].map((result) => markup`<li>${lineOf(result, context)}</li>`);
	const nothing = readPostedForm(context.settings.asked).answer === undefined ? texts.noSuchAnswer : context.words.notAccepted;
	return buildResultBox(isGood ? 'good' : 'bad', heading, markup`<ul>${lines.length === 0 ? markup`<li>${nothing}</li>` : lines}</ul>`);
}

function lineOf(result: WorkflowItem, context: PageContext): Markup {
	const { words, language, settings } = context;
	const number = textOfField(result, 'hrid');
	const places = Array.isArray(result.lendingPlaces)
		? result.lendingPlaces.filter((place): place is string => typeof place === 'string')
		: undefined;
	if (places === undefined) return markup`${number === undefined ? '' : `${number}: `}${explainResult(result, words, language)}`;
	// ReShare's own sentence names a field of the node, which this page does not have.
	const { choosePlace, fetchedFrom } = words.lendingDesk;
	const choice =
		places.length === 0
			? markup`<label class="choice"><span>${fetchedFrom}</span><input name="place" required></label>`
			: select(
					'place',
					fetchedFrom,
					places.map((place) => [place, place]),
				);
	const { answer } = readPostedForm(settings.asked);
	const fields = markup`${choice}${button(answer ?? 'willSupply', result, context, 'main')}`;
	return markup`${fillMessage(choosePlace, { number: number ?? '' })}${answerForm(result, context, fields)}`;
}

function section({ part, requests }: DeskPartRequests, context: PageContext): Markup {
	const { parts, printSlips } = context.words.lendingDesk;
	const slips =
		part === 'pullSlip'
			? markup`<div class="all"><a class="main" href="?slips=all">${fillMessage(printSlips, { count: requests.length })}</a></div>`
			: emptyMarkup;
	const form = (request: WorkflowItem, answer: LendingButton, isFirst: boolean): Markup => {
		const kind = isFirst && answer !== 'cannotSupply' ? 'main' : 'plain';
		return answerForm(request, context, markup`${choiceFor(answer, context)}${button(answer, request, context, kind)}`);
	};
	const rows = requests.map(
		(request) => markup`<li>
<h3>${numberLink(request)}: ${textOfField(request, 'title') ?? context.words.noTitle}</h3>
${details(request, context)}
${answersOf[part].map((answer, index) => form(request, answer, index === 0))}
</li>`,
	);
	return markup`<section><h2>${parts[part]} (${requests.length})</h2>${slips}<ul class="requests">${rows}</ul></section>`;
}

function slipPage(parts: readonly DeskPartRequests[], wanted: string, context: PageContext): Markup[] {
	const { lendingDesk: texts, noTitle } = context.words;
	const slips = sortByShelf(
		parts.flatMap(({ part, requests }) =>
			requests.filter(({ requestId }) => (wanted === 'all' ? part === 'pullSlip' : requestId === wanted)),
		),
	);
	const slip = (request: WorkflowItem): Markup => markup`<article class="slip">
<h2>${textOfField(request, 'title') ?? noTitle}</h2>
${details(request, context)}
${drawBarcode(requestNumberOf(request), fillMessage(context.words.barcode, { number: requestNumberOf(request) }))}
<p class="number">${requestNumberOf(request)}</p>
</article>`;
	// Only the requests on these slips are marked as printed, because more may have arrived meanwhile.
	const ids = slips.map((request) => markup`<input type="hidden" name="id" value="${textOfField(request, 'requestId') ?? ''}">`);
	const mark =
		wanted === 'all' && slips.length > 0
			? markup`<form class="screen" method="post" action="?">${buildTokenField(context.settings)}${ids}<button class="plain" name="answer" value="printPullSlip">${texts.markPrinted}</button></form>`
			: emptyMarkup;
	return [
		markup`<p class="screen"><button class="main" type="button" onclick="print()">${texts.print}</button> <a href="?">${texts.back}</a></p>`,
		mark,
		...(slips.length === 0 ? [markup`<p>${texts.noSlip}</p>`] : slips.map(slip)),
	];
}

function details(request: WorkflowItem, { words, language }: PageContext): Markup {
	const { labels } = messagesByLanguage[language];
	const serviceType = textOfField(request, 'serviceType');
	const day = (name: string): string | undefined => formatDay(language, textOfField(request, name)) ?? textOfField(request, name);
	const rows = [
		[labels.author, textOfField(request, 'author')],
		[labels.volume, textOfField(request, 'volume')],
		[words.details.callNumber, textOfField(request, 'callNumber')],
		[words.details.shelf, textOfField(request, 'shelf')],
		[labels.borrower, textOfField(request, 'borrower')],
		[labels.neededBy, day('neededBy')],
		[words.details.dueDate, day('dueDate')],
		[words.details.serviceType, serviceType === 'loan' || serviceType === 'copy' ? words.serviceTypes[serviceType] : serviceType],
		[labels.status, statusLabelOf(request)],
	].filter(([, value]) => value !== undefined);
	return markup`<dl>${rows.map(([label, value]) => markup`<div><dt>${label ?? ''}</dt><dd>${value ?? ''}</dd></div>`)}</dl>`;
}

function answerForm(request: WorkflowItem, context: PageContext, content: Markup): Markup {
	return markup`<form class="answer" method="post" action="?">${buildTokenField(context.settings)}<input type="hidden" name="id" value="${textOfField(request, 'requestId') ?? ''}">${content}</form>`;
}

function choiceFor(answer: LendingButton, { words: { lendingDesk: texts }, settings: { places, reasons } }: PageContext): Markup {
	if (answer === 'cannotSupply')
		return select(
			'reason',
			texts.reason,
			reasons.map(({ words, code }) => [code, words]),
		);
	if (answer !== 'willSupply' || places.length === 0) return emptyMarkup;
	return places.length === 1
		? markup`<input type="hidden" name="place" value="${places[0] ?? ''}">`
		: select(
				'place',
				texts.fetchedFrom,
				places.map((place) => [place, place]),
			);
}

function select(name: string, label: string, options: readonly (readonly [value: string, words: string])[]): Markup {
	if (options.length === 0) return emptyMarkup;
	const choices = options.map(([value, words]) => markup`<option value="${value}">${words}</option>`);
	return markup`<label class="choice"><span>${label}</span><select name="${name}">${choices}</select></label>`;
}

function button(answer: LendingButton, request: WorkflowItem, { words }: PageContext, kind: 'main' | 'plain'): Markup {
	const label = words.lendingDesk.answers[answer];
	return markup`<button class="${kind}" name="answer" value="${answer}" aria-label="${label}, ${requestNumberOf(request)}">${label}</button>`;
}

function numberLink(request: WorkflowItem): Markup {
	const link = textOfField(request, 'staffLink');
	return isWebAddress(link) ? markup`<a href="${link}">${requestNumberOf(request)}</a>` : markup`${requestNumberOf(request)}`;
}
