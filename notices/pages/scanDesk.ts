import { fieldText, type WorkflowItem } from '../item';
import type { Profile } from '../profile';
import { messagesIn } from '../messages/index';
import type { Language } from '../messages/languages';
import { readSent, tasks, type Sent, type Task } from './answers';
import { framed } from './frame';
import { markup, none, type Markup } from './markup';
import type { PageMessages } from './PageMessages';
import { explained, isResult, saidBox } from './results';
import type { PageSettings } from './settings';

interface Said {
	readonly kind: 'good' | 'bad' | 'next';
	readonly heading: string;
	readonly words: Markup;
}

/** What came of the last scan, and a field for the next one, in which the cursor waits. */
export function scanDesk(items: readonly WorkflowItem[], profile: Profile, settings: PageSettings, language: Language): string {
	const words = messagesIn[language].pages;
	const { scanDesk: labels } = words;
	const sent = readSent(settings.asked);
	const said = whatCame(items.find(isResult), sent, settings.isFromOurPage, words, language);
	const awaitsItem = said?.kind === 'next';
	const radios = (Object.keys(tasks) as Task[]).map(
		(task) =>
			markup`<label><input type="radio" name="task" value="${task}"${task === (sent.task ?? 'receive') ? markup` checked` : none}>${labels.tasks[task]}</label>`,
	);
	const field = (name: string, label: string, has: Markup): Markup =>
		markup`<label class="field ${name}">${label}<input name="${name}" autocomplete="off" autocapitalize="characters" spellcheck="false" enterkeyhint="send"${has}></label>`;
	const content = [
		said === undefined ? none : saidBox(said.kind, said.heading, markup`<p>${said.words}</p>`),
		markup`<form method="post"><input type="hidden" name="token" value="${settings.token}">
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
		title: said?.heading ?? labels.title,
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
): Said | undefined {
	const said = words.scanDesk;
	if (code === '') return undefined;
	// Another site must not choose the request for which staff scan the item.
	if (!isFromOurPage) return { kind: 'bad', heading: said.notDone(code), words: markup`${words.notAccepted}` };
	if (task === 'markShipped' && item === '') return { kind: 'next', heading: said.nextItem, words: markup`${said.request(code)}` };
	if (task === undefined) return { kind: 'bad', heading: said.notDone(code), words: markup`${said.chooseTask}` };
	if (result === undefined) return { kind: 'bad', heading: said.notDone(code), words: markup`${words.notAccepted}` };
	const number = fieldText(result, 'hrid') ?? code;
	// The node's own sentence names a field of the node.
	if (result.outcome === 'notFound') return { kind: 'bad', heading: said.notDone(number), words: markup`${said.notFound}` };
	const sentence = explained(result, words, language);
	if (result.outcome === 'done') return { kind: 'good', heading: said.done(number), words: sentence };
	return { kind: 'bad', heading: result.outcome === 'notPossible' ? said.notDone(number) : said.lookIntoReShare(number), words: sentence };
}
