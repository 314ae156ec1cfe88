import { readUuid, uuidFormat } from '../../../../reshare/inventory/match/uuid';
import { planSearch } from '../../../../reshare/inventory/find/planSearch';

describe('readUuid and planSearch', () => {
	it('readUuid reads a UUID in upper or lower case, with or without braces, and nothing else', () => {
		expect(readUuid(' 69640328-788E-43FC-9C3C-AF39E243F3B7 ')).toBe('69640328-788e-43fc-9c3c-af39e243f3b7');
		expect(readUuid('{69640328-788E-43FC-9C3C-AF39E243F3B7}')).toBe('69640328-788e-43fc-9c3c-af39e243f3b7');
		expect(readUuid('../../authn/login')).toBeUndefined();
	});

	it('planSearch leaves out an Instance ID that is not a UUID, with a warning', () => {
		const plan = planSearch({ instanceId: '69640328-788E-43FC-9C3C-AF39E243F3B7, x' }, uuidFormat);
		expect(plan.identifiers).toEqual([
			{
				matchedBy: 'instanceId',
				values: ['69640328-788e-43fc-9c3c-af39e243f3b7'],
				words: 'Instance ID 69640328-788e-43fc-9c3c-af39e243f3b7',
			},
		]);
		expect(plan.warnings).toEqual(["'x' is not an Instance ID (a UUID such as 69640328-788e-43fc-9c3c-af39e243f3b7) and was left out"]);
	});
});
