import { modRsRequestSchema } from '../../../../reshare/requests/modrs/readRequest';
import { cleanWrittenText } from '../../../../reshare/requests/model/writtenText';

describe('text that a person wrote', () => {
	it.each([
		'#ReShareSupplierAwaitingConditionConfirmation#',
		'#ReShareSupplierConditionsAssumedAgreed#',
		'#ReShareAddLoanCondition#',
		'#ReShareLoanConditionAgreeResponse#',
		'#ReShareUpdatedField-Title:The name of the rose#',
		'#ReShareUpdatedField-ServiceLevel-express#',
		'#seq:4#',
		'#lastSeq:-1#',
		'#ReShareAddLoanCondition##seq:4#',
		'transferToCluster:7b6f1f5e-0d8e-4a26-9d1c-0d0a3f0f6a11#seq:2#',
		'#MultipleItems#\n123|QA 1|Tidal Economies\n#MultipleItemsEnd#',
		'Vendor: ReShare',
		'Vendor: Alma, Supplier: US-LAKE',
		'Supplier: US-LAKE#MultipleItems#\n123||\n#MultipleItemsEnd#',
		' \n ',
		'',
	])('a text that only systems wrote counts as empty: %j', (text) => {
		expect(cleanWrittenText(text)).toBeUndefined();
	});

	it.each([
		['#ReShareAddLoanCondition# Please keep it in the reading room.', 'Please keep it in the reading room.'],
		['#ReShareLoanConditionAgreeResponse# Agreed, thank you.#seq:12#', 'Agreed, thank you.'],
		['#ReShareUpdatedField-Volume:2##ReShareUpdatedField-Issue:3# Sorry for that.', 'Sorry for that.'],
		['Shelf #12, not #13#', 'Shelf #12, not #13#'],
		['Vendor: ILLiad, Sent by courier today', 'Sent by courier today'],
		['Sent today\n#MultipleItems#\n1||\n#MultipleItemsEnd#', 'Sent today'],
		['Vendor: we have none for this', 'Vendor: we have none for this'],
		['See transferToCluster: in the manual', 'See transferToCluster: in the manual'],
	])('the text %j contains these words of a person: %j', (text, words) => {
		expect(cleanWrittenText(text)).toBe(words);
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
