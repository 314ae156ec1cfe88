import { fieldText, type WorkflowItem } from '../item';
import type { Profile } from '../profile';
import { messagesIn } from '../messages/index';
import type { Language } from '../messages/languages';
import { readSent, tasks, type Sent, type Task } from './answers';
import { framed, tokenField } from './frame';
import { markup, none, type Markup } from './markup';
import type { PageMessages } from './PageMessages';
import { explained, isResult, resultBox } from './results';
import type { PageSettings } from './settings';

interface ResultBox {
	readonly kind: 'good' | 'bad' | 'next';
	readonly heading: string;
	readonly words: Markup;
}

/** The page with the result of the last scan, and a field for the next one, which has the focus. */
export function scanDesk(items: readonly WorkflowItem[], profile: Profile, settings: PageSettings, language: Language): string {
	const words = messagesIn[language].pages;
	const { scanDesk: labels } = words;
	const sent = readSent(settings.asked);
	const box = whatCame(items.find(isResult), sent, settings.isFromOurPage, words, language);
	const awaitsItem = box?.kind === 'next';
	const radios = (Object.keys(tasks) as Task[]).map(
		(task) =>
			markup`<label><input type="radio" name="task" value="${task}"${task === (sent.task ?? 'receive') ? markup` checked` : none}>${labels.tasks[task]}</label>`,
	);
	const field = (name: string, label: string, has: Markup): Markup =>
		markup`<label class="field ${name}">${label}<input name="${name}" autocomplete="off" autocapitalize="characters" spellcheck="false" enterkeyhint="send"${has}></label>`;
	const content = [
		box === undefined ? none : resultBox(box.kind, box.heading, markup`<p>${box.words}</p>`),
		markup`<form method="post">${tokenField(settings)}
<fieldset>
<legend>${labels.whatIsDone}</legend>
${radios}
</fieldset>
${field('code', labels.code, awaitsItem ? markup` value="${sent.code}"` : markup` autofocus`)}
${field('item', labels.item, awaitsItem ? markup` autofocus` : none)}
<button class="main wide">${labels.go}</button>
</form>`,
	];
	return framed({
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
	{ code, item, task }: Sent,
	isFromOurPage: boolean,
	words: PageMessages,
	language: Language,
): ResultBox | undefined {
	const texts = words.scanDesk;
	if (code === '') return undefined;
	// Another site must not choose the request for which staff scan the item.
	if (!isFromOurPage) return { kind: 'bad', heading: texts.notDone(code), words: markup`${words.notAccepted}` };
	if (task === 'markShipped' && item === '') return { kind: 'next', heading: texts.nextItem, words: markup`${texts.request(code)}` };
	if (task === undefined) return { kind: 'bad', heading: texts.notDone(code), words: markup`${texts.chooseTask}` };
	if (result === undefined) return { kind: 'bad', heading: texts.notDone(code), words: markup`${words.notAccepted}` };
	const number = fieldText(result, 'hrid') ?? code;
	// The node's own sentence names a field of the node, which this page does not have.
	if (result.outcome === 'notFound') return { kind: 'bad', heading: texts.notDone(number), words: markup`${texts.notFound}` };
	const sentence = explained(result, words, language);
	if (result.outcome === 'done') return { kind: 'good', heading: texts.done(number), words: sentence };
	return {
		kind: 'bad',
		heading: result.outcome === 'notPossible' ? texts.notDone(number) : texts.lookIntoReShare(number),
		words: sentence,
	};
}
