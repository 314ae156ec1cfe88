import { isWebAddress } from '../document';
import { requestNumberOf, outcomeOf, statusLabelOf, fieldText, type WorkflowItem } from '../item';
import type { Profile } from '../profile';
import { inShelfOrder } from '../shelfOrder';
import { messagesIn } from '../messages/index';
import type { Language } from '../messages/languages';
import { readSent, type LendingAnswer } from './answers';
import { barcode } from './barcode';
import { framed } from './frame';
import { markup, none, type Markup } from './markup';
import type { DeskPart, PageMessages } from './PageMessages';
import { explained, isResult, saidBox } from './results';
import type { PageSettings } from './settings';

/** The parts of the desk's day in order, each with its answers. */
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

/** Lending requests by the parts of the desk's day; what is in none of them but waits for staff comes last. Empty parts are left out. */
export function waiting(items: readonly WorkflowItem[]): Waiting[] {
	const partOf = (item: WorkflowItem): string | undefined =>
		fieldText(item, 'deskPart') ?? (item.needsStaff === true || Number(item.unreadMessages ?? 0) > 0 ? 'other' : undefined);
	const requests = items.filter((item) => item.outcome === 'found' && item.side !== 'borrowing');
	return (Object.keys(answersOf) as (keyof typeof answersOf)[])
		.map((part) => ({ part, requests: requests.filter((item) => partOf(item) === part) }))
		.filter((part) => part.requests.length > 0);
}

interface Desk {
	readonly language: Language;
	readonly words: PageMessages;
	readonly settings: PageSettings;
}

/** The list of the lending desk and what came of its buttons, or its pull slips. Names no patron. */
export function lendingDeskPage(items: readonly WorkflowItem[], profile: Profile, settings: PageSettings, language: Language): string {
	const desk: Desk = { language, words: messagesIn[language].pages, settings };
	const said = desk.words.lendingDesk;
	const { slips, isAnswer } = readSent(settings.asked);
	const parts = waiting(items);
	const failed = items.find((item) => outcomeOf(item) === 'failed' && !isResult(item));
	const notRead = failed === undefined ? none : saidBox('bad', said.notRead, markup`<p>${explained(failed, desk.words, language)}</p>`);
	const frame = { language, libraryName: profile.libraryName };
	if (slips !== '')
		return framed({ ...frame, title: said.slips, heading: said.slips, content: [notRead, ...slipPage(parts, slips, desk)] });
	const content = [
		notRead,
		isAnswer
			? whatCame(
					items.filter(isResult).map((result) => numbered(result, items)),
					desk,
				)
			: none,
		...parts.map((part) => section(part, desk)),
		parts.length === 0 && failed === undefined ? markup`<p>${said.nothing}</p>` : none,
		markup`<p><a href="?">${said.lookAgain}</a></p>`,
	];
	return framed({ ...frame, title: said.title, heading: said.title, content });
}

/** A failed result knows its request only by the ID that the page sent; the list has its number. */
function numbered(result: WorkflowItem, items: readonly WorkflowItem[]): WorkflowItem {
	const hrid =
		fieldText(result, 'hrid') ??
		fieldText(items.find(({ outcome, requestId }) => outcome === 'found' && requestId === result.request) ?? {}, 'hrid');
	return hrid === undefined ? result : { ...result, hrid };
}

function whatCame(results: readonly WorkflowItem[], desk: Desk): Markup {
	const { lendingDesk: said } = desk.words;
	const done = results.filter(({ outcome }) => outcome === 'done');
	const others = results.filter(({ outcome }) => outcome !== 'done');
	const isGood = others.length === 0 && done.length > 0;
	// An action whose answer was lost may well have been done.
	const isUnclear = others.length > 0 && others.every(({ outcome }) => outcome === 'unclear');
	const numbers = others.map((result) => fieldText(result, 'hrid')).filter((number) => number !== undefined);
	const notDone = isUnclear ? desk.words.scanDesk.lookIntoReShare(numbers.join(', ')) : said.notDone;
	const heading = isGood ? said.done : done.length === 0 ? notDone : said.partlyDone(done.length, others.length);
	const lines = [...others, ...done].map((result) => markup`<li>${lineOf(result, desk)}</li>`);
	const nothing = readSent(desk.settings.asked).answer === undefined ? said.noSuchAnswer : desk.words.notAccepted;
	return saidBox(isGood ? 'good' : 'bad', heading, markup`<ul>${lines.length === 0 ? markup`<li>${nothing}</li>` : lines}</ul>`);
}

function lineOf(result: WorkflowItem, desk: Desk): Markup {
	const { words, language, settings } = desk;
	const number = fieldText(result, 'hrid');
	const places = Array.isArray(result.lendingPlaces)
		? result.lendingPlaces.filter((place): place is string => typeof place === 'string')
		: undefined;
	if (places === undefined) return markup`${number === undefined ? '' : `${number}: `}${explained(result, words, language)}`;
	// ReShare's own sentence names a field of the node.
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
	const fields = markup`${choice}${button(answer ?? 'willSupply', result, desk, 'main')}`;
	return markup`${choosePlace(number ?? '')}${answerForm(result, desk, fields)}`;
}

function section({ part, requests }: Waiting, desk: Desk): Markup {
	const { parts, printSlips } = desk.words.lendingDesk;
	const slips =
		part === 'pullSlip' ? markup`<div class="all"><a class="main" href="?slips=all">${printSlips(requests.length)}</a></div>` : none;
	const form = (request: WorkflowItem, answer: LendingAnswer, isFirst: boolean): Markup => {
		const kind = isFirst && answer !== 'cannotSupply' ? 'main' : 'plain';
		return answerForm(request, desk, markup`${choiceFor(answer, desk)}${button(answer, request, desk, kind)}`);
	};
	const rows = requests.map(
		(request) => markup`<li>
<h3>${numberLink(request)}: ${fieldText(request, 'title') ?? desk.words.noTitle}</h3>
${details(request, desk)}
${answersOf[part].map((answer, index) => form(request, answer, index === 0))}
</li>`,
	);
	return markup`<section><h2>${parts[part]} (${requests.length})</h2>${slips}<ul class="requests">${rows}</ul></section>`;
}

function slipPage(parts: readonly Waiting[], wanted: string, desk: Desk): Markup[] {
	const { lendingDesk: said, noTitle } = desk.words;
	const slips = inShelfOrder(
		parts.flatMap(({ part, requests }) =>
			requests.filter(({ requestId }) => (wanted === 'all' ? part === 'pullSlip' : requestId === wanted)),
		),
	);
	const slip = (request: WorkflowItem): Markup => markup`<article class="slip">
<h2>${fieldText(request, 'title') ?? noTitle}</h2>
${details(request, desk)}
${barcode(requestNumberOf(request), desk.words.barcode(requestNumberOf(request)))}
<p class="number">${requestNumberOf(request)}</p>
</article>`;
	// Only what these slips show is marked: a request may have come since.
	const ids = slips.map((request) => markup`<input type="hidden" name="id" value="${fieldText(request, 'requestId') ?? ''}">`);
	const mark =
		wanted === 'all' && slips.length > 0
			? markup`<form class="screen" method="post" action="?">${tokenField(desk)}${ids}<button class="plain" name="answer" value="printPullSlip">${said.markPrinted}</button></form>`
			: none;
	return [
		markup`<p class="screen"><button class="main" type="button" onclick="print()">${said.print}</button> <a href="?">${said.back}</a></p>`,
		mark,
		...(slips.length === 0 ? [markup`<p>${said.noSlip}</p>`] : slips.map(slip)),
	];
}

function details(request: WorkflowItem, { words, language }: Desk): Markup {
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

function tokenField({ settings: { token } }: Desk): Markup {
	return markup`<input type="hidden" name="token" value="${token}">`;
}

function answerForm(request: WorkflowItem, desk: Desk, content: Markup): Markup {
	return markup`<form class="answer" method="post" action="?">${tokenField(desk)}<input type="hidden" name="id" value="${fieldText(request, 'requestId') ?? ''}">${content}</form>`;
}

function choiceFor(answer: LendingAnswer, { words: { lendingDesk: said }, settings: { places, reasons } }: Desk): Markup {
	if (answer === 'cannotSupply')
		return select(
			'reason',
			said.reason,
			reasons.map(({ words, code }) => [code, words]),
		);
	if (answer !== 'willSupply' || places.length === 0) return none;
	return places.length === 1
		? markup`<input type="hidden" name="place" value="${places[0] ?? ''}">`
		: select(
				'place',
				said.fetchedFrom,
				places.map((place) => [place, place]),
			);
}

function select(name: string, label: string, options: readonly (readonly [value: string, words: string])[]): Markup {
	if (options.length === 0) return none;
	const choices = options.map(([value, words]) => markup`<option value="${value}">${words}</option>`);
	return markup`<label class="choice"><span>${label}</span><select name="${name}">${choices}</select></label>`;
}

function button(answer: LendingAnswer, request: WorkflowItem, { words }: Desk, kind: 'main' | 'plain'): Markup {
	const label = words.lendingDesk.answers[answer];
	return markup`<button class="${kind}" name="answer" value="${answer}" aria-label="${label}, ${requestNumberOf(request)}">${label}</button>`;
}

function numberLink(request: WorkflowItem): Markup {
	const link = fieldText(request, 'staffLink');
	return isWebAddress(link) ? markup`<a href="${link}">${requestNumberOf(request)}</a>` : markup`${requestNumberOf(request)}`;
}
