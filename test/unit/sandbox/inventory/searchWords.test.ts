import { searchWordsOf } from '../../../../sandbox/inventory/search/words';

describe("mod-search's words", () => {
	it.each([
		['Catch-22', ['catch', '22']],
		['TCP/IP network', ['tcp', 'ip', 'network']],
		["You're", ['you', 're', 'youre']],
		["L'étranger", ['l', 'etranger', 'letranger']],
		["The baby whisperer's guide", ['the', 'baby', 'whisperer', 'guide']],
		['McDonald & Söhne', ['mc', 'donald', 'mcdonald', 'and', 'sohne']],
		['COVID-19', ['covid', '19']],
		['Node.js', ['node', 'js', 'nodejs']],
		['B2B', ['b', '2', 'b']],
		['Преступление', ['преступление']],
	])('splits %s into the words of mod-search', (text, words) => {
		expect(searchWordsOf(text)).toEqual(words);
	});
});
