import { parseEmailAddress } from '../reshare/parseEmailAddress';
import { noCandidateChoice } from '../reshare/inventory/find/candidateChosenByPerson';
import { toSingleLine } from '../reshare/text';
import {
	buildHeadedListBlocks,
	markAsEnglish,
	isWebAddress,
	buildParagraphBlock,
	type NoticeBlock,
	type ListBlockEntry,
	type NoticeText,
} from './noticeBlocks';
import {
	isForLibraryUseOnly,
	isHeldByOwnLibrary,
	translateAdvice,
	noticeFactsOf,
	quoteFactsForSentences,
	sanitizeFacts,
	findTextForCode,
	type FactTexts,
} from './noticeFacts';
import { chooseDueDateLetter, type DueDateLetterSettings } from './chooseDueDateLetter';
import { fillMessage, fillParagraphs, placeholderNamesIn } from './fillPlaceholders';
import {
	nestedItemsOf,
	isLending,
	outcomeOf,
	textsOfFields,
	statusLabelOf,
	textOfField,
	trimTitle,
	type WorkflowItem,
} from './workflowItem';
import {
	noticeKinds,
	type Audience,
	type LabeledFactName,
	type NoticeKind,
	type DueDateLetterKind,
	type PatronNoticeName,
	type StaffNoticeName,
} from './noticeKinds';
import { buildSubject } from './mailSubject';
import { buildMail, buildSignatureBlocks, type OutgoingMail } from './outgoingMail';
import { placeholders, placeholdersFor, type PlaceholderName } from './placeholders';
import { buildLetterLinkBlocks } from './letterLinks';
import type { LibraryProfile } from './libraryProfile';
import { formatPlural, formatDay } from './formatInLanguage';
import { hasUnusedFormFields, buildUnusedFormFieldBlocks, type FormFieldsToShow } from './unusedFormFieldsAndWarnings';
import { messagesByLanguage } from './messages/messagesByLanguage';
import { languageOf, type Language } from './messages/languages';
import type { NoticeMessage, Messages } from './messages/Messages';
import { applyTypography } from './messages/applyTypography';

export interface NoticeSettings extends DueDateLetterSettings {
	readonly patronNotices: readonly PatronNoticeName[];
	readonly staffNotices: readonly StaffNoticeName[];
	readonly changedWords: readonly CustomMessage[];
	/** The language of custom messages to patrons that name none; if it is empty or unknown, that of the profile. */
	readonly usualLanguage?: string;
	/** Which fields of a form staff read, by their labels, among those that no node reads. */
	readonly formFields?: FormFieldsToShow;
	/** Lines below each notice to a patron, after the library's own. */
	readonly closingLines: string;
	/** The language of patrons; if it is empty or unknown, that of the profile. */
	readonly language: string;
	readonly evenIfOver: boolean;
	/** Whether notices also go to an address from a form whose patron the library's own system has not confirmed. */
	readonly evenIfUnconfirmed: boolean;
	/** The address of a page on which staff choose a record, or approve a copy; empty: none. */
	readonly choosePage: string;
	/** A key that is unique to this run and item, for a notice that names no request. */
	readonly runKey: string;
}

/** The most characters of a list's entry, and the most libraries that an entry names. */
const longestEntry = 1000;
const mostLenders = 8;

/** Settings in which no kind of notice is chosen, and everything else is empty. */
export const emptyNoticeSettings: NoticeSettings = {
	patronNotices: [],
	staffNotices: [],
	changedWords: [],
	closingLines: '',
	language: '',
	secondLetterFrom: 0,
	thirdLetterFrom: 0,
	today: '',
	evenIfOver: false,
	evenIfUnconfirmed: false,
	choosePage: '',
	runKey: '',
};

/** Texts that replace the default message of letters in one language. An empty text leaves the default. */
export interface CustomMessage extends NoticeMessage {
	readonly notice: `${Audience}.${string}`;
	/** The language of the message. If it is empty, it is the usual one for such letters. */
	readonly language?: string;
	readonly fromEmail?: string;
	readonly replyTo?: string;
	/** Whether the message goes without the reason if its text does not name it. */
	readonly withoutReason?: boolean;
}

/** The texts of the form on which staff decide, in the language of the notice that links to it. */
type DecisionForm = {
	readonly title: string;
	readonly explanation: string;
	/** What the form says once it was sent. */
	readonly done: string;
} & (
	| {
			readonly kind: 'choose';
			readonly record: string;
			readonly volume: string;
			/** The choices: none of the records, then each record with its id at the end. */
			readonly choices: readonly string[];
	  }
	| {
			readonly kind: 'approve';
			readonly approvedBy: string;
			/**
			 * The ids, with spaces between them, of the earlier copy requests that the form lists. Create Request accepts the approval only
			 * if the approver was shown all of them.
			 */
			readonly shown: string;
	  }
);

export interface Notice extends OutgoingMail {
	readonly audience: Audience;
	/** The address for replies; null if it is the sender's. */
	readonly replyTo: string | null;
	readonly notice: PatronNoticeName | StaffNoticeName;
	/** The instruction to staff. */
	readonly whatToDo: string | null;
	/** A key by which repeated notices are recognized. It contains nothing about the patron. */
	readonly key: string;
	readonly requestId: string | null;
	readonly hrid: string | null;
	readonly reference: string | null;
	readonly eventId: string | null;
	readonly title: string | null;
	readonly staffLink: string | null;
	/** The records from which staff choose. */
	readonly candidates: readonly WorkflowItem[];
	/** The form on which staff choose one of the candidates, or approve a copy; null for any other notice. */
	readonly form: DecisionForm | null;
	readonly isTest: boolean;
}

export type NoNoticeReason = 'over' | 'notChosen' | 'noNotice' | 'notPlaced';

export interface WrittenNotices {
	readonly notices: readonly Notice[];
	readonly silent?: NoNoticeReason;
	/** The labels of the kinds that are switched off, one for each reader, for `notChosen`. */
	readonly switchedOff?: readonly string[];
}

/**
 * Writes the notices about an item to the patron and to staff.
 *
 * @throws Error, for the owner of the workflow, if the patron's address is masked
 */
export function writeNotices(item: WorkflowItem, profile: LibraryProfile, settings: NoticeSettings): WrittenNotices {
	if (item.isStillCurrent === false && !settings.evenIfOver) return { notices: [], silent: 'over' };
	const forPatron = kindFor('patron', item, settings);
	const forStaff = forPatron?.alone === true ? undefined : kindFor('staff', item, settings);
	const writer = new Writer(item, profile, settings, forPatron !== undefined && !namesPatron(item));
	const toPatron = forPatron === undefined ? undefined : writer.write(forPatron);
	const staffWriteAnyway = forPatron?.staffWrite === true && forStaff !== undefined;
	const passOn = toPatron?.notice.to === '' && !staffWriteAnyway ? specialKind('noAddress', settings) : undefined;
	const notices = [
		...(toPatron === undefined || toPatron.notice.to === '' ? [] : [toPatron.notice]),
		...(toPatron === undefined || passOn === undefined ? [] : [writer.write(passOn, toPatron).notice]),
		...(forStaff === undefined ? [] : [writer.write(forStaff).notice]),
	];
	if (notices.length > 0) return { notices };
	const switchedOff = (['patron', 'staff'] as const).flatMap(
		(audience) => noticeKinds.find((kind) => kind.audience === audience && fits(kind, item, settings))?.label ?? [],
	);
	if (switchedOff.length > 0) return { notices, silent: 'notChosen', switchedOff };
	if (noticeKinds.some((kind) => isMeantFor(kind, item))) return { notices, silent: 'noNotice' };
	const notPlaced = specialKind('notPlaced', settings);
	return notPlaced === undefined ? { notices, silent: 'notPlaced' } : { notices: [writer.write(notPlaced).notice] };
}

/** Writes the notices of these kinds to staff about an item, with the default messages. */
export function writeStaffNotices(
	item: WorkflowItem,
	profile: LibraryProfile,
	staffNotices: readonly StaffNoticeName[],
	runKey: string,
): readonly Notice[] {
	return writeNotices(item, profile, { ...emptyNoticeSettings, staffNotices, runKey }).notices;
}

/** Finds the mistakes in changed messages, one sentence for each: a sentence with an unknown placeholder would reach no reader. */
export function problemsOfCustomMessages(changed: readonly CustomMessage[]): string[] {
	return changed.flatMap(({ notice, subject, text }) => {
		const kind = noticeKinds.find(({ audience, name }) => `${audience}.${name}` === notice);
		if (kind === undefined) return [`'Customize Wording' names a notice that does not exist: ${notice}`];
		const known = placeholdersFor(kind.audience).map(([name]) => name);
		const wrong = [...placeholderNamesIn(subject), ...placeholderNamesIn(text)].filter((name) => !known.some((one) => one === name));
		return wrong.map(
			(name) =>
				`'Customize Wording' uses {${name}} in '${kind.label}', and there is no such placeholder. There are: ${known.map((one) => `{${one}}`).join(', ')}`,
		);
	});
}

export function unknownLanguageIn({ language }: Pick<NoticeSettings, 'language'>): string | undefined {
	return language.trim() === '' || languageOf(language) !== undefined ? undefined : language.trim();
}

function kindFor(audience: Audience, item: WorkflowItem, settings: NoticeSettings): NoticeKind | undefined {
	const { patronNotices, staffNotices } = settings;
	const chosen = new Set<string>(audience === 'patron' ? patronNotices : staffNotices);
	return noticeKinds.find((kind) => kind.audience === audience && chosen.has(kind.name) && fits(kind, item, settings));
}

/** Returns a kind of notice that neither an outcome nor an event of an item causes, if it is chosen. */
function specialKind(special: 'noAddress' | 'notPlaced', { staffNotices }: NoticeSettings): NoticeKind | undefined {
	return staffNotices.includes(special) ? noticeKinds.find(({ audience, name }) => audience === 'staff' && name === special) : undefined;
}

function fits(kind: NoticeKind, item: WorkflowItem, settings: NoticeSettings): boolean {
	const { audience, letter, whilePatronHasIt, whileWorkIsUnknown, ifTyped } = kind;
	if (audience === 'patron' && isLending(item)) return false;
	if (whilePatronHasIt === true && item.isWithPatron === false) return false;
	if (whileWorkIsUnknown === true && item.existence !== 'nothingKnown' && item.existence !== 'doubtful') return false;
	if (ifTyped === true && !hasUnusedFormFields(item, settings.formFields)) return false;
	return letter === undefined ? isMeantFor(kind, item) : letter === chooseDueDateLetter(item, settings);
}

/** Whether the kind of notice is meant for the outcome or the event of the item. Its other conditions are not checked. */
function isMeantFor({ events = [], outcomes = [], letter }: NoticeKind, item: WorkflowItem): boolean {
	const outcome = outcomeOf(item);
	const event = textOfField(item, 'event');
	if (letter !== undefined) return outcome === 'found';
	if (outcome === 'failed' || event === undefined) {
		const keys: readonly string[] = outcome === undefined ? [] : [outcome, `${outcome}.${textOfField(item, 'reason') ?? ''}`];
		return outcomes.some((one) => keys.includes(one));
	}
	return events.some((one) => one === 'any' || one === event || (one === 'needsStaff' && item.needsStaff === true));
}

/** A notice with its parts, so that another notice can quote it. */
interface Made {
	readonly notice: Notice;
	readonly body: readonly NoticeBlock[];
	readonly bareSubject: string;
	readonly letter: DueDateLetterKind | undefined;
}

/** What a notice is written from. */
interface Material {
	readonly language: Language;
	readonly words: Messages;
	readonly facts: FactTexts;
	/**
	 * The facts in three forms: safe for patrons (`sanitized`), as this reader sees them below labels (`shown`), and as parts of sentences
	 * (`spoken`).
	 */
	readonly sanitized: FactTexts;
	readonly shown: FactTexts;
	readonly spoken: FactTexts;
	readonly instruction: string | undefined;
	readonly isInstructionEnglish: boolean;
	/** The address of the page on which staff decide. */
	readonly page: string | undefined;
}

class Writer {
	readonly #item: WorkflowItem;
	readonly #profile: LibraryProfile;
	readonly #settings: NoticeSettings;
	readonly #lacksPatron: boolean;

	/** @param lacksPatron whether the patron should be told, and the item does not say who that is */
	constructor(item: WorkflowItem, profile: LibraryProfile, settings: NoticeSettings, lacksPatron: boolean) {
		this.#item = item;
		this.#profile = profile;
		this.#settings = settings;
		this.#lacksPatron = lacksPatron;
	}

	/** @param quoted a notice to a patron that staff are to pass on */
	write(kind: NoticeKind, quoted?: Made): Made {
		const material = this.#materialOf(kind, quoted);
		const { language, words, facts, sanitized, spoken, instruction = '', page } = material;
		const wording = this.#wordingOf(kind, language);
		const subject = buildSubject(wording.subject, sanitized, words);
		const isForPatron = kind.audience === 'patron';
		const body = [
			...this.#paragraphs(wording.text, material),
			...(this.#lacksPatron && !isForPatron ? [buildParagraphBlock(words.noPatron)] : []),
			...this.#listed(kind, material),
			...this.#quoted(kind, material, quoted),
		];
		const links = this.#links(kind, material);
		const mail = buildMail(
			isForPatron ? addressOf(this.#item, this.#settings) : this.#profile.staffEmail,
			{ ...this.#profile, ...(wording.from === undefined ? {} : { fromEmail: wording.from }) },
			language,
			{
				subject,
				blocks: [
					...(isForPatron ? [buildParagraphBlock(words.greeting)] : []),
					...body,
					...links,
					...this.#closing(kind.audience, spoken, words),
				],
				isTest: this.#item.isTest === true,
			},
		);
		const notice: Notice = {
			audience: kind.audience,
			notice: kind.name,
			...mail,
			replyTo: wording.replyTo ?? null,
			whatToDo: instruction === '' ? null : instruction,
			key: this.#keyOf(kind, quoted),
			...textsOfFields(this.#item, 'requestId', 'hrid', 'reference', 'eventId', 'staffLink'),
			title: facts.title ?? null,
			candidates: !isForPatron && kind.list === 'candidates' ? nestedItemsOf(this.#item, 'candidates') : [],
			form:
				page === undefined ? null : applyTypography(decisionForm(kind, this.#item, subject, facts.cause ?? '', words, language), language),
			isTest: this.#item.isTest === true,
		};
		return { notice, body: [...body, ...links], bareSubject: subject, letter: kind.letter };
	}

	#materialOf(kind: NoticeKind, quoted: Made | undefined): Material {
		const { audience } = kind;
		const language =
			audience === 'patron' ? (languageOf(this.#settings.language) ?? this.#profile.patronLanguage) : this.#profile.staffLanguage;
		const words = messagesByLanguage[language];
		const page = this.#choosePage(kind);
		const instruction = audience === 'staff' ? this.#instruction(kind, words, page) : undefined;
		const facts: FactTexts = {
			...noticeFactsOf(this.#item, audience, language, this.#profile),
			...(quoted === undefined ? {} : { patronSubject: quoted.bareSubject }),
			...(instruction === undefined ? {} : { whatToDo: instruction.text }),
		};
		const sanitized = sanitizeFacts(facts);
		return {
			language,
			words,
			facts,
			sanitized,
			shown: audience === 'patron' ? sanitized : facts,
			spoken: quoteFactsForSentences(sanitized, words),
			instruction: instruction?.text,
			isInstructionEnglish: instruction?.language === 'en',
			page,
		};
	}

	#paragraphs(text: string, { spoken, language, isInstructionEnglish }: Material): NoticeBlock[] {
		const isEnglish = (name = ''): boolean =>
			'inEnglish' in (placeholders[name as PlaceholderName] ?? {}) || (name === 'whatToDo' && isInstructionEnglish);
		return fillParagraphs(text, spoken).map(({ text: filled, alone }): NoticeBlock => ({
			kind: 'paragraph',
			...(isEnglish(alone) ? markAsEnglish(filled, language) : { text: filled }),
		}));
	}

	/** Returns the facts below the text, the fields that were typed, and the lists. */
	#listed(kind: NoticeKind, { shown, words, language }: Material): NoticeBlock[] {
		return [
			...detailsOf(kind.details ?? [], shown, words, language),
			...(kind.audience === 'staff' ? buildUnusedFormFieldBlocks(this.#item, this.#settings.formFields, words, language) : []),
			...listOf(kind, this.#item, words, language),
			...formsOf(this.#item, words),
		];
	}

	/** Returns the texts that are not in the package's own words. */
	#quoted(kind: NoticeKind, { language }: Material, quoted: Made | undefined): NoticeBlock[] {
		const { copyrightNotice } = this.#profile;
		return [
			...(kind.bringsCopy === true && copyrightNotice !== undefined ? [{ kind: 'paragraph', ...copyrightNotice } as const] : []),
			...(quoted === undefined ? [] : [{ kind: 'quote', language: quoted.notice.language, blocks: quoted.body } as const]),
			...(kind.name === 'notDelivered' ? [undelivered(this.#item, language)] : []),
		];
	}

	/** Returns the links. If the notice links to a page on which staff confirm, it also links to the request. */
	#links({ link }: NoticeKind, { language, page }: Material): NoticeBlock[] {
		const kinds = link === 'confirm' ? [link, 'request' as const] : [link];
		return kinds.flatMap((one) => buildLetterLinkBlocks(one, this.#item, this.#profile, language, page));
	}

	/** Returns the link to the page on which staff choose or approve, if there is a list to decide by. */
	#choosePage({ link, list }: NoticeKind): string | undefined {
		const { choosePage } = this.#settings;
		const isAsked = (link === 'choose' || link === 'approve') && choosePage !== '';
		return isAsked && list !== undefined && nestedItemsOf(this.#item, list).length > 0 ? choosePage : undefined;
	}

	/**
	 * Returns the instruction for staff. For a kind that covers many states, the item itself says what to do; its sentence is in English
	 * unless it is the client's.
	 */
	#instruction(kind: NoticeKind & { readonly audience: 'staff' }, words: Messages, page: string | undefined): NoticeText {
		const isOfAnyState = kind.events?.some((event) => event === 'needsStaff' || event === 'any') === true;
		const own = isOfAnyState ? textOfField(this.#item, 'whatToDo') : undefined;
		const inWords = translateAdvice(words, own);
		if (own !== undefined && inWords === undefined) return { text: own, language: 'en' };
		return {
			text:
				inWords ??
				(page === undefined || kind.link !== 'choose'
					? words.staff[kind.name].whatToDo
					: fillMessage(words.chooseOnPage, { none: noCandidateChoice[this.#profile.staffLanguage] })),
		};
	}

	/** Returns the wording. A custom message counts only for letters in its language; a sender without a language counts for all. */
	#wordingOf({ audience, name }: NoticeKind, language: Language): NoticeMessage & Sender {
		const { patron, staff } = messagesByLanguage[language];
		const ours: NoticeMessage = audience === 'staff' ? staff[name] : { ...patron[name], ...this.#specialWording(name, language) };
		const { changedWords, usualLanguage = '' } = this.#settings;
		const usual = audience === 'patron' ? (languageOf(usualLanguage) ?? this.#profile.patronLanguage) : this.#profile.staffLanguage;
		const own = changedWords.filter(({ notice }) => notice === `${audience}.${name}`);
		const inLanguage = own.filter(({ language: of = '' }) => (languageOf(of) ?? usual) === language);
		const inEach = own.filter(({ language: of = '' }) => of === '');
		// Of several messages that fill in a field, the last one counts.
		const last = (field: 'subject' | 'text' | 'fromEmail' | 'replyTo', from = inLanguage): CustomMessage | undefined =>
			from.findLast((one) => (one[field] ?? '').trim() !== '');
		const text = last('text');
		return {
			subject: last('subject')?.subject ?? ours.subject,
			text: text === undefined ? ours.text : withReason(text, ours.text),
			from: (last('fromEmail') ?? last('fromEmail', inEach))?.fromEmail?.trim(),
			replyTo: (last('replyTo') ?? last('replyTo', inEach))?.replyTo?.trim(),
		};
	}

	/** Returns what replaces the default message if the patron's own library has the item, or if the lender allows use in the library only. */
	#specialWording(name: PatronNoticeName, language: Language): Partial<NoticeMessage> {
		const { inOwnLibrary, forLibraryUse } = messagesByLanguage[language];
		if (name === 'received') return isForLibraryUseOnly(this.#item) ? { text: forLibraryUse } : {};
		if (!isHeldByOwnLibrary(this.#item)) return {};
		return name === 'notAvailable' ? inOwnLibrary : name === 'anotherWay' ? { subject: inOwnLibrary.subject } : {};
	}

	#closing(audience: Audience, spoken: FactTexts, words: Messages): NoticeBlock[] {
		const { libraryName, closingLines } = this.#profile;
		if (audience === 'staff') return buildSignatureBlocks(this.#profile);
		const questions = fillParagraphs(words.questions, spoken).map(({ text }) => text);
		const lines = [...questions, closingLines, this.#settings.closingLines.trim()].filter((one) => one !== '');
		return [...lines.map(buildParagraphBlock), buildParagraphBlock([words.closing, libraryName].filter((one) => one !== '').join('\n'))];
	}

	/**
	 * Makes the key of a notice. The same event or request has the same key in each run; a request without a number, and a test, have
	 * another one each time. Notices to the address for tests have keys of their own.
	 */
	#keyOf({ audience, name, letter }: NoticeKind, quoted: Made | undefined): string {
		const item = this.#item;
		const ofRequest = letter === undefined && quoted?.letter === undefined ? textOfField(item, 'reference') : undefined;
		const what =
			(outcomeOf(item) === 'notDelivered' ? textOfField(item, 'key') : undefined) ??
			textOfField(item, 'eventId') ??
			ofRequest ??
			(outcomeOf(item) === 'failed' ? undefined : textOfField(item, 'requestId'));
		const parts = [
			what ?? this.#settings.runKey,
			audience,
			name,
			quoted?.notice.notice,
			letter === undefined && quoted?.letter === undefined ? undefined : textOfField(item, 'dueDate'),
			item.isTest === true ? this.#settings.runKey : undefined,
			this.#profile.sendEverythingTo === '' ? undefined : 'test',
		];
		return parts.filter((part) => part !== undefined).join(' ');
	}
}

interface Sender {
	readonly from: string | undefined;
	readonly replyTo: string | undefined;
}

/** Returns a custom text, with the reason that the default text gives, unless somebody removed the reason on purpose. */
function withReason({ text, withoutReason }: CustomMessage, ours: string): string {
	const named = placeholderNamesIn(text);
	const missing = withoutReason === true ? [] : placeholderNamesIn(ours).filter((name) => reasons.has(name) && !named.includes(name));
	return [text, ...missing.map((name) => `{${name}}`)].join('\n\n');
}

const reasons: ReadonlySet<string> = new Set<PlaceholderName>(['why', 'cause', 'explanation', 'problem', 'error']);

function undelivered(item: WorkflowItem, ours: Language): NoticeBlock {
	const parts = (textOfField(item, 'text') ?? '').split(/\n{2,}/).filter((part) => part !== '');
	return { kind: 'quote', language: languageOf(textOfField(item, 'language') ?? '') ?? ours, blocks: parts.map(buildParagraphBlock) };
}

function detailsOf(details: readonly LabeledFactName[], known: FactTexts, words: Messages, language: Language): NoticeBlock[] {
	const facts = details.flatMap((name) => {
		const text = known[name];
		if (text === undefined) return [];
		return [{ label: words.labels[name], ...('inEnglish' in placeholders[name] ? markAsEnglish(text, language) : { text }) }];
	});
	return facts.length === 0 ? [] : [{ kind: 'facts', facts }];
}

function listOf({ list }: NoticeKind, item: WorkflowItem, words: Messages, language: Language): NoticeBlock[] {
	if (list === undefined) return [];
	const makers: Readonly<Record<typeof list, (entry: WorkflowItem) => ListBlockEntry>> = {
		candidates: (record) => entryOfCandidate(record, words, language),
		refusals: (refusal) => ({
			first: given(textOfField(refusal, 'library'))[0]?.text ?? words.unknownLibrary,
			rest: [
				...given(formatDay(language, textOfField(refusal, 'at'))),
				...reasonOf(refusal, words.refusals, language),
				...given(textOfField(refusal, 'note')),
			],
		}),
		otherRequests: (other) => ({
			first: given(textOfField(other, 'hrid') ?? textOfField(other, 'requestId'))[0]?.text ?? '-',
			rest: given(statusLabelOf(other)).map(({ text }) => markAsEnglish(text, language)),
		}),
	};
	const entries = nestedItemsOf(item, list).map(makers[list]);
	return buildHeadedListBlocks(words.headings[list], entries);
}

/** Returns the reason in the reader's language, or as it came if there is no text for it. */
function reasonOf(of: WorkflowItem, texts: Readonly<Record<string, string>>, language: Language, name = 'reason'): NoticeText[] {
	const known = findTextForCode(texts, textOfField(of, name));
	return known === undefined ? given(textOfField(of, 'reason')).map(({ text }) => markAsEnglish(text, language)) : [{ text: known }];
}

function entryOfCandidate(record: WorkflowItem, words: Messages, language: Language): ListBlockEntry & { readonly first: string } {
	return {
		first: given(trimTitle(textOfField(record, 'title')))[0]?.text ?? '-',
		rest: [
			...['author', 'edition', 'volume'].flatMap((name) => given(textOfField(record, name))),
			{ text: textOfField(record, 'publicationDate') ?? words.candidate.noDate },
			...lendersOf(record, words, language),
			...(record.lending === 'lent' ? [] : reasonOf(record, words.candidate.lending, language, 'lending')),
		],
	};
}

function decisionForm(
	{ link }: NoticeKind,
	item: WorkflowItem,
	subject: string,
	cause: string,
	words: Messages,
	language: Language,
): DecisionForm {
	const { choose, approve } = words.pages;
	if (link === 'approve') {
		const others = nestedItemsOf(item, 'otherRequests');
		const idsOf = (...names: string[]): string[] =>
			others.map((other) => names.map((name) => textOfField(other, name)).find(Boolean) ?? '-');
		const explanation = `${cause}\n\n${words.headings.otherRequests}${words.colon}${idsOf('hrid', 'requestId').join(', ')}`;
		return { kind: 'approve', title: subject, explanation, ...approve, shown: idsOf('requestId').join(' ') };
	}
	const choices = nestedItemsOf(item, 'candidates').map((candidate) => {
		const { first, rest } = entryOfCandidate(candidate, words, language);
		return `${[first, ...rest.map(({ text }) => text)].join(', ')} [${textOfField(candidate, 'instanceId') ?? '-'}]`;
	});
	return { kind: 'choose', explanation: cause, ...choose, volume: words.labels.volume, choices: [noCandidateChoice[language], ...choices] };
}

/** Writes how many libraries lend a record, and names the first ones. */
function lendersOf(
	{ lendingLibraryCount: count, lendingLibraries: named }: WorkflowItem,
	{ candidate, colon }: Messages,
	language: Language,
): NoticeText[] {
	if (typeof count !== 'number' || count === 0) return [];
	const symbols = Array.isArray(named) ? named.filter((one): one is string => typeof one === 'string') : [];
	const list = [...symbols.slice(0, mostLenders), ...(symbols.length > mostLenders ? ['…'] : [])].join(', ');
	return given(formatPlural(language, candidate.lenders, count) + (list === '' ? '' : colon + list));
}

function formsOf(item: WorkflowItem, words: Messages): NoticeBlock[] {
	const entries = nestedItemsOf(item, 'forms').flatMap((form): ListBlockEntry[] => {
		const url = textOfField(form, 'url');
		return isWebAddress(url) ? [{ first: { text: textOfField(form, 'name') ?? url, url }, rest: [] }] : [];
	});
	return buildHeadedListBlocks(words.headings.forms, entries);
}

function given(text: string | undefined): { text: string }[] {
	return text === undefined ? [] : [{ text: toSingleLine(text, longestEntry) }];
}

/** Returns the patron's address. It is empty unless there is exactly one, and if a stranger may have given it. */
function addressOf(item: WorkflowItem, { evenIfUnconfirmed }: NoticeSettings): string {
	const address = textOfField(item, 'patronEmail') ?? '';
	if (address.startsWith('***'))
		throw new Error("The patron's address is masked. Choose Full under Patron Details in ReShare Request Status Trigger");
	return isUnconfirmed(item) && !evenIfUnconfirmed ? '' : (parseEmailAddress(address) ?? '');
}

/** Whether the item says who the patron is. A node of n8n that was put in between may have dropped the fields that do. */
function namesPatron(item: WorkflowItem): boolean {
	return ['patronId', 'patronName', 'patronEmail'].some((name) => textOfField(item, name) !== undefined);
}

/**
 * Whether Create found that the library's own system does not know the patron. A patron whom that system knows but refuses is confirmed.
 */
function isUnconfirmed(item: WorkflowItem): boolean {
	const isKnown = nestedItemsOf(item, 'checks').some(({ check, result }) => check === 'patron' && result === 'refused');
	return outcomeOf(item) !== undefined && item.reason === 'patronNotValid' && !isKnown;
}
