import { isWebAddress } from '../document';
import { requestNumberOf, outcomeOf, statusLabelOf, fieldText, type WorkflowItem } from '../item';
import type { Profile } from '../profile';
import { inShelfOrder } from '../shelfOrder';
import { messagesIn } from '../messages/index';
import type { Language } from '../messages/languages';
import { readSent, type LendingAnswer } from './answers';
import { barcode } from './barcode';
import { framed, tokenField } from './frame';
import { markup, none, type Markup } from './markup';
import type { DeskPart, PageMessages } from './PageMessages';
import { explained, isResult, resultBox } from './results';
import type { PageSettings } from './settings';

/** The parts of the desk's daily work in their order, each with its buttons. */
const answersOf: Readonly<Record<DeskPart | 'other', readonly LendingAnswer[]>> = {
	answer: ['willSupply', 'cannotSupply'],
	cancellation: ['agreeCancellation', 'refuseCancellation'],
	pullSlip: ['printPullSlip', 'cannotSupply'],
	fetch: ['cannotSupply'],
	conditions: [],
	overdue: [],
	takeBack: ['receivedBack'],
	other: [],
};

export interface Waiting {
	readonly part: DeskPart | 'other';
	readonly requests: readonly WorkflowItem[];
}

/**
 * The lending requests by the part of the desk's daily work. Requests that wait for staff but belong to no part come last. Empty parts are
 * left out.
 */
export function waiting(items: readonly WorkflowItem[]): Waiting[] {
	const partOf = (item: WorkflowItem): string | undefined =>
		fieldText(item, 'deskPart') ?? (item.needsStaff === true || Number(item.unreadMessages ?? 0) > 0 ? 'other' : undefined);
	const requests = items.filter((item) => item.outcome === 'found' && item.side !== 'borrowing');
	return (Object.keys(answersOf) as (keyof typeof answersOf)[])
		.map((part) => ({ part, requests: requests.filter((item) => partOf(item) === part) }))
		.filter((part) => part.requests.length > 0);
}

interface PageContext {
	readonly language: Language;
	readonly words: PageMessages;
	readonly settings: PageSettings;
}

/** The page of the lending desk with its list and the results of its buttons, or its pull slips. It names no patron. */
export function lendingDeskPage(items: readonly WorkflowItem[], profile: Profile, settings: PageSettings, language: Language): string {
	const context: PageContext = { language, words: messagesIn[language].pages, settings };
	const texts = context.words.lendingDesk;
	const { slips, isAnswer } = readSent(settings.asked);
	const parts = waiting(items);
	const failed = items.find((item) => outcomeOf(item) === 'failed' && !isResult(item));
	const notRead =
		failed === undefined ? none : resultBox('bad', texts.notRead, markup`<p>${explained(failed, context.words, language)}</p>`);
	const frame = { language, libraryName: profile.libraryName };
	if (slips !== '')
		return framed({ ...frame, title: texts.slips, heading: texts.slips, content: [notRead, ...slipPage(parts, slips, context)] });
	const content = [
		notRead,
		isAnswer
			? whatCame(
					items.filter(isResult).map((result) => numbered(result, items)),
					context,
				)
			: none,
		...parts.map((part) => section(part, context)),
		parts.length === 0 && failed === undefined ? markup`<p>${texts.nothing}</p>` : none,
		markup`<p><a href="?">${texts.lookAgain}</a></p>`,
	];
	return framed({ ...frame, title: texts.title, heading: texts.title, content });
}

/** A failed result knows its request only by the id that the page sent; the list has its number. */
function numbered(result: WorkflowItem, items: readonly WorkflowItem[]): WorkflowItem {
	const hrid =
		fieldText(result, 'hrid') ??
		fieldText(items.find(({ outcome, requestId }) => outcome === 'found' && requestId === result.request) ?? {}, 'hrid');
	return hrid === undefined ? result : { ...result, hrid };
}

function whatCame(results: readonly WorkflowItem[], context: PageContext): Markup {
	const { lendingDesk: texts } = context.words;
	const done = results.filter(({ outcome }) => outcome === 'done');
	const others = results.filter(({ outcome }) => outcome !== 'done');
	const isGood = others.length === 0 && done.length > 0;
	// An action whose answer was lost may have succeeded.
	const isUnclear = others.length > 0 && others.every(({ outcome }) => outcome === 'unclear');
	const numbers = others.map((result) => fieldText(result, 'hrid')).filter((number) => number !== undefined);
	const notDone = isUnclear ? context.words.scanDesk.lookIntoReShare(numbers.join(', ')) : texts.notDone;
	const heading = isGood ? texts.done : done.length === 0 ? notDone : texts.partlyDone(done.length, others.length);
	const lines = [...others, ...done].map((result) => markup`<li>${lineOf(result, context)}</li>`);
	const nothing = readSent(context.settings.asked).answer === undefined ? texts.noSuchAnswer : context.words.notAccepted;
	return resultBox(isGood ? 'good' : 'bad', heading, markup`<ul>${lines.length === 0 ? markup`<li>${nothing}</li>` : lines}</ul>`);
}

function lineOf(result: WorkflowItem, context: PageContext): Markup {
	const { words, language, settings } = context;
	const number = fieldText(result, 'hrid');
	const places = Array.isArray(result.lendingPlaces)
		? result.lendingPlaces.filter((place): place is string => typeof place === 'string')
		: undefined;
	if (places === undefined) return markup`${number === undefined ? '' : `${number}: `}${explained(result, words, language)}`;
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
	const { answer } = readSent(settings.asked);
	const fields = markup`${choice}${button(answer ?? 'willSupply', result, context, 'main')}`;
	return markup`${choosePlace(number ?? '')}${answerForm(result, context, fields)}`;
}

function section({ part, requests }: Waiting, context: PageContext): Markup {
	const { parts, printSlips } = context.words.lendingDesk;
	const slips =
		part === 'pullSlip' ? markup`<div class="all"><a class="main" href="?slips=all">${printSlips(requests.length)}</a></div>` : none;
	const form = (request: WorkflowItem, answer: LendingAnswer, isFirst: boolean): Markup => {
		const kind = isFirst && answer !== 'cannotSupply' ? 'main' : 'plain';
		return answerForm(request, context, markup`${choiceFor(answer, context)}${button(answer, request, context, kind)}`);
	};
	const rows = requests.map(
		(request) => markup`<li>
<h3>${numberLink(request)}: ${fieldText(request, 'title') ?? context.words.noTitle}</h3>
${details(request, context)}
${answersOf[part].map((answer, index) => form(request, answer, index === 0))}
</li>`,
	);
	return markup`<section><h2>${parts[part]} (${requests.length})</h2>${slips}<ul class="requests">${rows}</ul></section>`;
}

function slipPage(parts: readonly Waiting[], wanted: string, context: PageContext): Markup[] {
	const { lendingDesk: texts, noTitle } = context.words;
	const slips = inShelfOrder(
		parts.flatMap(({ part, requests }) =>
			requests.filter(({ requestId }) => (wanted === 'all' ? part === 'pullSlip' : requestId === wanted)),
		),
	);
	const slip = (request: WorkflowItem): Markup => markup`<article class="slip">
<h2>${fieldText(request, 'title') ?? noTitle}</h2>
${details(request, context)}
${barcode(requestNumberOf(request), context.words.barcode(requestNumberOf(request)))}
<p class="number">${requestNumberOf(request)}</p>
</article>`;
	// Only the requests on these slips are marked, since another one may have arrived meanwhile.
	const ids = slips.map((request) => markup`<input type="hidden" name="id" value="${fieldText(request, 'requestId') ?? ''}">`);
	const mark =
		wanted === 'all' && slips.length > 0
			? markup`<form class="screen" method="post" action="?">${tokenField(context.settings)}${ids}<button class="plain" name="answer" value="printPullSlip">${texts.markPrinted}</button></form>`
			: none;
	return [
		markup`<p class="screen"><button class="main" type="button" onclick="print()">${texts.print}</button> <a href="?">${texts.back}</a></p>`,
		mark,
		...(slips.length === 0 ? [markup`<p>${texts.noSlip}</p>`] : slips.map(slip)),
	];
}

function details(request: WorkflowItem, { words, language }: PageContext): Markup {
	const { labels } = messagesIn[language];
	const serviceType = fieldText(request, 'serviceType');
	const rows = [
		[labels.author, fieldText(request, 'author')],
		[labels.volume, fieldText(request, 'volume')],
		[words.details.callNumber, fieldText(request, 'callNumber')],
		[words.details.shelf, fieldText(request, 'shelf')],
		[labels.borrower, fieldText(request, 'borrower')],
		[labels.neededBy, fieldText(request, 'neededBy')],
		[words.details.dueDate, fieldText(request, 'dueDate')],
		[words.details.serviceType, serviceType === 'loan' || serviceType === 'copy' ? words.serviceTypes[serviceType] : serviceType],
		[labels.status, statusLabelOf(request)],
	].filter(([, value]) => value !== undefined);
	return markup`<dl>${rows.map(([label, value]) => markup`<div><dt>${label ?? ''}</dt><dd>${value ?? ''}</dd></div>`)}</dl>`;
}

function answerForm(request: WorkflowItem, context: PageContext, content: Markup): Markup {
	return markup`<form class="answer" method="post" action="?">${tokenField(context.settings)}<input type="hidden" name="id" value="${fieldText(request, 'requestId') ?? ''}">${content}</form>`;
}

function choiceFor(answer: LendingAnswer, { words: { lendingDesk: texts }, settings: { places, reasons } }: PageContext): Markup {
	if (answer === 'cannotSupply')
		return select(
			'reason',
			texts.reason,
			reasons.map(({ words, code }) => [code, words]),
		);
	if (answer !== 'willSupply' || places.length === 0) return none;
	return places.length === 1
		? markup`<input type="hidden" name="place" value="${places[0] ?? ''}">`
		: select(
				'place',
				texts.fetchedFrom,
				places.map((place) => [place, place]),
			);
}

function select(name: string, label: string, options: readonly (readonly [value: string, words: string])[]): Markup {
	if (options.length === 0) return none;
	const choices = options.map(([value, words]) => markup`<option value="${value}">${words}</option>`);
	return markup`<label class="choice"><span>${label}</span><select name="${name}">${choices}</select></label>`;
}

function button(answer: LendingAnswer, request: WorkflowItem, { words }: PageContext, kind: 'main' | 'plain'): Markup {
	const label = words.lendingDesk.answers[answer];
	return markup`<button class="${kind}" name="answer" value="${answer}" aria-label="${label}, ${requestNumberOf(request)}">${label}</button>`;
}

function numberLink(request: WorkflowItem): Markup {
	const link = fieldText(request, 'staffLink');
	return isWebAddress(link) ? markup`<a href="${link}">${requestNumberOf(request)}</a>` : markup`${requestNumberOf(request)}`;
}
