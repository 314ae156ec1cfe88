import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowFile } from '../../../n8n/types';

const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', '..', 'templates', 'end-of-rota.json'), 'utf8')) as WorkflowFile;
const parameterOf = (node: string, parameter: string) => String(nodes.find(({ name }) => name === node)?.parameters[parameter]);

type Json = Record<string, unknown>;

const settings = { pickupField: 'ItemInfo1', almaOwner: 'RS_MAIN', almaPickupLocations: {} };

/** What the template's own program and expressions hand over of a request, as the trigger tells it with its whole record. */
function handedOver(request: Json): { toIlliad: Json; toAlma: Json; openUrl: string; refusalHistory: string } {
	const items: Record<string, Json> = { 'Still Unfilled': request, 'Library Settings': settings };
	const $ = (name: string) => ({ item: { json: items[name] }, first: () => ({ json: items[name] }) });
	const note = new Function('$', '$json', parameterOf('Hand-Over Note', 'jsCode')) as (...given: unknown[]) => { json: Json };
	items['Hand-Over Note'] = note($, { refusals: [] }).json;
	const bodyOf = (node: string) => JSON.parse((new Function('$', `return ${parameterOf(node, 'jsonBody').slice('={{'.length, -'}}'.length)}`) as (given: unknown) => string)($)) as Json;
	return { toIlliad: bodyOf('Make the Transaction'), toAlma: bodyOf('Ask in Alma'), openUrl: String(items['Hand-Over Note'].openUrl), refusalHistory: String(items['Hand-Over Note'].refusalHistory) };
}

const asked = { requestId: 'r-1', hrid: 'EAST-1', patronId: 'P1001', title: null, author: null, isbn: null, volume: null, neededBy: null, pickupLocation: 'Main Library', reference: null };

describe('a wish that is handed over', () => {
	it('keeps its volume, so that nobody gets another one', () => {
		const { toIlliad, toAlma, openUrl } = handedOver({ ...asked, serviceType: 'loan', title: 'The art of computer programming', author: 'Knuth, Donald E.', volume: '4A', rawRequest: {} });
		expect(toAlma.volume).toBe('4A');
		expect(openUrl).toContain('rft.volume=4A');
		expect(JSON.stringify(toIlliad)).toContain('4A');
		expect(toIlliad.LoanTitle).toMatch(/^The art of computer programming/);
		const long = handedOver({ ...asked, serviceType: 'loan', title: 'x'.repeat(300), volume: '4A', rawRequest: {} }).toIlliad.LoanTitle;
		expect([String(long).length, String(long).includes('4A')]).toEqual([255, true]);
		expect(handedOver({ ...asked, serviceType: 'loan', title: 'Persuasion', rawRequest: {} }).toIlliad.LoanTitle).toBe('Persuasion');
	});

	it('is not said to have been asked of nobody, where no library refused: staff may have rejected conditions, or closed the request', () => {
		const { refusalHistory } = handedOver({ ...asked, serviceType: 'loan', title: 'Persuasion', rawRequest: {} });
		expect(refusalHistory).toMatch(/no refusal/);
		expect(refusalHistory).not.toMatch(/asked/);
	});

	it.each([
		['mod-rs', { titleOfComponent: 'Molecular structure of nucleic acids', authorOfComponent: 'Watson, J. D.' }],
		['CrossLink', { illRequest: { bibliographicInfo: { titleOfComponent: 'Molecular structure of nucleic acids', authorOfComponent: 'Watson, J. D.' } } }],
	])('keeps the author of an article (%s)', (_backEnd, rawRequest) => {
		const { toIlliad, toAlma, openUrl } = handedOver({ ...asked, serviceType: 'copy', title: 'Nature', rawRequest });
		expect(toIlliad).toMatchObject({ PhotoJournalTitle: 'Nature', PhotoArticleAuthor: 'Watson, J. D.' });
		expect(toAlma).toMatchObject({ title: 'Molecular structure of nucleic acids', author: 'Watson, J. D.', journal_title: 'Nature' });
		expect(openUrl).toContain(`rft.au=${encodeURIComponent('Watson, J. D.')}`);
	});
});
