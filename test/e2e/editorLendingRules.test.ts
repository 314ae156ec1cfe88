import { libraryAccountOf } from '../../demo/practiceCredentials';
import { patternOfWholeText, escapePattern, openDropDown } from './editor/fieldLocators';
import { EditorTestBed } from './editor/EditorTestBed';
import { pictureFailedTest } from './editor/takePicture';
import { createSequentialTest } from './editor/createSequentialTest';

const request = 'ReShare Request';
const lastMonth = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 7);

type Entry = string | readonly string[];

/** Four rules for which libraries have asked, as a person enters them. */
const rulesToEnter: ReadonlyArray<{
	readonly name: string;
	readonly when: Readonly<Record<string, Entry>>;
	readonly then: string;
	readonly fields?: Readonly<Record<string, Entry>>;
}> = [
	{
		name: 'Nothing new',
		when: { 'Newer Than (Months)': '6' },
		then: 'Cannot Supply',
		fields: { 'Reason Name or ID': ['reason'], Note: 'Too new to lend.' },
	},
	{
		name: 'DVDs to neighbors only',
		when: { Format: ['Movie (DVD, Video)'], 'Borrower Is Not': 'US-LAKE, US-VALE, US-COAST, US-RIVER' },
		then: 'Cannot Supply',
	},
	{
		name: 'Long copies cost',
		when: { 'Pages, More Than': '50', 'Loan or Copy': ['Copy'] },
		then: 'Send Conditions',
		fields: { 'Condition Name or ID': ['condition'], Cost: '12.5', 'Lending Location Name or ID': ['place'] },
	},
	{
		name: 'West from the stacks',
		when: { Borrower: 'US-WEST', 'Loan or Copy': ['Loan'] },
		then: 'Will Supply',
		fields: { 'Lending Location Name or ID': ['place'] },
	},
];

describe('lending rules are set up by clicks', () => {
	let bench: EditorTestBed;
	beforeAll(async () => {
		bench = await EditorTestBed.start({ autoStaff: false });
		const { sandbox, n8n } = bench;
		await n8n.rest.createCredential('My ReShare', 'okapiApi', { ...libraryAccountOf(sandbox) });
		ask('OLD');
		ask('NEW');
	});
	afterAll(() => bench?.stop());

	const number = (which: 'OLD' | 'NEW') => `RULED-${which}`;
	const ids: Record<string, string> = {};
	/** Adds a request of another library: an old one that staff have refused, or a new one. */
	function ask(which: 'OLD' | 'NEW') {
		ids[which] = bench.sandbox.requests.add('east', {
			isRequester: false,
			hrid: number(which),
			title: 'Wind and weather',
			publicationDate: lastMonth,
			requestingInstitutionSymbol: 'ISIL:US-WEST',
			state: which === 'OLD' ? 'RES_UNFILLED' : 'RES_IDLE',
			refdata: { serviceType: 'loan' },
		}).id;
	}
	const stateOf = (which: 'OLD' | 'NEW') => bench.sandbox.requests.get(ids[which] ?? '').state;

	const step = createSequentialTest((name) => pictureFailedTest(bench.editor, name));
	const rules = () => bench.editor.byTestId('fixed-collection-rules');
	/** Finds a field of the last rule. */
	const field = (label: string) => {
		return rules()
			.locator('[data-test-id="parameter-item"]')
			.filter({ hasText: new RegExp(`^\\s*${escapePattern(label)}\\s*(\\*|Fixed|fx|$)`) })
			.last();
	};
	const entries = () => bench.editor.page.locator('.el-select-dropdown__item').filter({ visible: true });
	/** Entries of the library's own lists. */
	const ofList: Readonly<Record<string, string>> = { reason: 'policy', condition: 'Other', place: 'Main' };

	async function enter(label: string, value: Entry) {
		if (typeof value === 'string') {
			const input = field(label).locator('input, textarea').first();
			await input.fill(value);
			// The tip of the field would cover the field below.
			await input.blur();
			return;
		}
		for (const word of value) {
			await openDropDown(field(label));
			await entries()
				.filter({ hasText: new RegExp(ofList[word] ?? `^\\s*${escapePattern(word)}`, 'i') })
				.first()
				.click();
		}
		await bench.editor.page.keyboard.press('Escape');
	}

	step('four lending rules can be entered in the editor by clicks and plain typing, without an expression', async () => {
		const { editor } = bench;
		await editor.openEmptyWorkflow();
		await editor.add({ words: 'ReShare', node: request, action: 'Respond to lending requests by your own rules' });
		for (const { name, when, then, fields = {} } of rulesToEnter) {
			await editor.byTestId('fixed-collection-add').last().click();
			await enter('Name', name);
			for (const [label, value] of Object.entries(when)) {
				await rules().locator('[data-test-id="collection-parameter-add"]').last().click();
				await entries()
					.filter({ hasText: patternOfWholeText(label) })
					.first()
					.click();
				await enter(label, value);
			}
			await enter('Then', [then]);
			for (const [label, value] of Object.entries(fields)) await enter(label, value);
		}
	});
	step('Apply Lending Rules rehearses the entered rules on a request that staff have answered, and answers no new one', async () => {
		const { editor } = bench;
		await editor.execute();
		await editor.openOutput('Rehearsed');
		await editor.showOutputAsTable();
		await editor.findOutput(number('OLD'));
		await editor.findOutput('Nothing new');
		expect(stateOf('NEW')).toBe('RES_IDLE');
	});

	step('Apply Lending Rules in the mode Respond answers a new request by an entered rule', async () => {
		const { editor } = bench;
		await editor.offered('Mode');
		await editor.choose('4. Respond');
		await editor.openList('Request');
		await editor.chooseListed(number('NEW'));
		await editor.execute();
		await editor.openOutput('Response Sent');
		await editor.findOutput('cannot supply');
		expect(stateOf('NEW')).toBe('RES_UNFILLED');
	});
});
