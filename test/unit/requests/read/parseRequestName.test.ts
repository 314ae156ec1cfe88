import fc from 'fast-check';
import { parseRequestName } from '../../../../reshare/requests/read/findRequest';

const id = '5e50647f-76b0-4733-a8f6-d67634432a45';

test.each([
	[id, { id }],
	[`  ${id.toUpperCase()} `, { id }],
	[`https://east.example.org/request/requests/view/${id}/flow?filters=state`, { id }],
	['https://east.example.org/request/requests/view/ILL-7.1c9f0b7e', { id: 'ILL-7.1c9f0b7e' }],
	['https://east.example.org/supply/requests/US-EAST-12/flow', { id: 'US-EAST-12' }],
	['EAST-1042', { word: 'EAST-1042' }],
	[' ILL 2026/17 ', { word: 'ILL 2026/17' }],
])('parseRequestName reads %j, typed to name a request, as %j', (given, expected) => {
	expect(parseRequestName(given)).toEqual(expected);
});

test.each([
	['', "'⟦request⟧' is empty"],
	['   ', "'⟦request⟧' is empty"],
	['https://east.example.org/request/requests', "not that of a request's page"],
	['https://east.example.org/request/requests/view', "not that of a request's page"],
	['https://east.example.org/request/requests/%E0%A4%A/flow', "not that of a request's page"],
	// An id in the query of the address belongs to some filter.
	[`https://east.example.org/request/requests?supplier=${id}`, "not that of a request's page"],
])('parseRequestName refuses %j as the name of a request, with a sentence', (given, words) => {
	expect(() => parseRequestName(given)).toThrow(words);
});

test('a text that is neither address nor id is read as the name of a request without blanks around it', () => {
	fc.assert(
		fc.property(
			fc
				.string({ minLength: 1 })
				.filter((text) => text.trim() !== '' && !/^\s*https?:/i.test(text) && !/^[0-9a-f-]{36}$/i.test(text.trim())),
			(text) => {
				expect(parseRequestName(text)).toEqual({ word: text.trim() });
			},
		),
	);
});
