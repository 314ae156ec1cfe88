import { patronMasks } from '../../../../reshare/requests/model/masking';
import { bareRequest } from '../bareRequest';
import type { PatronRequest } from '../../../../reshare/requests/model/request';

describe.each(['masked', 'none'] as const)('patron details %s', (details) => {
	const masked = (request: Partial<PatronRequest>) => patronMasks[details].request({ ...bareRequest, ...request });

	it("a masked request has a pickup location from ReShare's list, and none that staff typed", () => {
		expect(masked({ pickupLocation: "On Nora Secret's desk", pickupPlace: undefined }).pickupLocation).toBeUndefined();
		expect(masked({ pickupLocation: "On Nora Secret's desk", pickupPlace: 'Main Library' }).pickupLocation).toBe('Main Library');
	});

	it('a masked request has reasons and conditions that are codes of a list, and no text that somebody wrote', () => {
		const told = masked({
			messages: [
				{ id: 'm1', reason: 'NotOnShelf', text: 'Nora Secret' },
				{ id: 'm2', reason: 'for Nora Secret' },
				{ id: 'm3', reason: 'P1001' },
			],
			conditions: [
				{ id: 'c', code: 'LibraryUseOnly', note: 'Nora Secret' },
				{ id: 'c', code: 'for Nora Secret' },
			],
		});
		expect(told.messages.map(({ reason, text }) => [reason, text])).toEqual([
			['NotOnShelf', undefined],
			[undefined, undefined],
			[undefined, undefined],
		]);
		expect(told.conditions.map(({ code, note }) => [code, note])).toEqual([
			['LibraryUseOnly', undefined],
			[undefined, undefined],
		]);
	});
});
