import cases from '../../../fixtures/cases/modRsTexts.json';
import { modRsRequestSchema } from '../../../../reshare/requests/modrs/readRequest';
import { textWithoutSystemMarks } from '../../../../reshare/requests/model/messageMarks';

describe('text that a person wrote', () => {
	it.each(cases.systemTexts)('a text that only systems wrote counts as empty: %j', (text) => {
		expect(textWithoutSystemMarks(text)).toBeUndefined();
	});

	it.each(cases.writtenTexts)('the text %j contains these words of a person: %j', (text, words) => {
		expect(textWithoutSystemMarks(text)).toBe(words);
	});

	it('messages and conditions of a mod-rs request contain only the text that a person wrote', () => {
		const record = modRsRequestSchema.parse({
			id: 'r1',
			notifications: [
				{ id: 'n1', messageContent: '#ReShareAddLoanCondition# In the library only' },
				{ id: 'n2', messageContent: '#ReShareSupplierAwaitingConditionConfirmation#' },
			],
			conditions: [{ id: 'c1', note: '#ReShareAddLoanCondition# In the library only' }],
		});
		expect(record.messages.map(({ text }) => text)).toEqual(['In the library only', undefined]);
		expect(record.conditions.map(({ note }) => note)).toEqual(['In the library only']);
	});
});
