import { textOfField, type WorkflowItem } from '../workflowItem';
import type { LibraryProfile } from '../libraryProfile';
import { messagesByLanguage } from '../messages/messagesByLanguage';
import type { Language } from '../messages/languages';
import { readPostedForm, scanTaskSides, type PostedForm, type ScanTask } from './postedForm';
import { framePage, buildTokenField } from './pageFrame';
import { markup, emptyMarkup, type Markup } from './markup';
import { fillMessage } from '../fillPlaceholders';
import type { PageMessages } from '../messages/Messages';
import { explainResult, isActionResult, buildResultBox } from './actionResults';
import type { WebPageSettings } from './WebPageSettings';

interface ResultBox {
	readonly kind: 'good' | 'bad' | 'next';
	readonly heading: string;
	readonly words: Markup;
}

/** Writes the page with the result of the last scan, and a field for the next one, which has the focus. */
export function writeScanDeskPage(
	items: readonly WorkflowItem[],
	profile: LibraryProfile,
	settings: WebPageSettings,
	language: Language,
): string {
	const words = messagesByLanguage[language].pages;
	const { scanDesk: labels } = words;
	const sent = readPostedForm(settings.asked);
	const box = whatCame(items.find(isActionResult), sent, settings.isFromOurPage, words, language);
	const awaitsItem = box?.kind === 'next';
	const radios = (Object.keys(scanTaskSides) as ScanTask[]).map(
		(task) =>
			markup`<label><input type="radio" name="task" value="${task}"${task === (sent.task ?? 'receive') ? markup` checked` : emptyMarkup}>${labels.tasks[task]}</label>`,
	);
	const field = (name: string, label: string, has: Markup): Markup =>
		markup`<label class="field ${name}">${label}<input name="${name}" autocomplete="off" autocapitalize="characters" spellcheck="false" enterkeyhint="send"${has}></label>`;
	const content = [
		box === undefined ? emptyMarkup : buildResultBox(box.kind, box.heading, markup`<p>${box.words}</p>`),
		markup`<form method="post">${buildTokenField(settings)}
<fieldset>
<legend>${labels.whatIsDone}</legend>
${radios}
</fieldset>
${field('code', labels.code, awaitsItem ? markup` value="${sent.code}"` : markup` autofocus`)}
${field('item', labels.item, awaitsItem ? markup` autofocus` : emptyMarkup)}
<button class="main wide">${labels.go}</button>
</form>`,
	];
	return framePage({
		language,
		title: box?.heading ?? labels.title,
		heading: labels.title,
		isNarrow: true,
		content,
		libraryName: profile.libraryName,
	});
}

function whatCame(
	result: WorkflowItem | undefined,
	{ code, item, task }: PostedForm,
	isFromOurPage: boolean,
	words: PageMessages,
	language: Language,
): ResultBox | undefined {
	const texts = words.scanDesk;
	if (code === '') return undefined;
	// Another site must not be able to choose the request for which staff scan the item.
	if (!isFromOurPage) return { kind: 'bad', heading: fillMessage(texts.notDone, { number: code }), words: markup`${words.notAccepted}` };
	if (task === 'markShipped' && item === '')
		return { kind: 'next', heading: texts.nextItem, words: markup`${fillMessage(texts.request, { code })}` };
	if (task === undefined) return { kind: 'bad', heading: fillMessage(texts.notDone, { number: code }), words: markup`${texts.chooseTask}` };
	if (result === undefined)
		return { kind: 'bad', heading: fillMessage(texts.notDone, { number: code }), words: markup`${words.notAccepted}` };
	const number = textOfField(result, 'hrid') ?? code;
	// The node's own sentence names a field of the node, which this page does not have.
	if (result.outcome === 'notFound')
		return { kind: 'bad', heading: fillMessage(texts.notDone, { number }), words: markup`${texts.notFound}` };
	const sentence = explainResult(result, words, language);
	if (result.outcome === 'done') return { kind: 'good', heading: fillMessage(texts.done, { number }), words: sentence };
	return {
		kind: 'bad',
		heading: fillMessage(result.outcome === 'notPossible' ? texts.notDone : texts.lookIntoReShare, { number }),
		words: sentence,
	};
}
