import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { crossLinkStates } from '../../../reshare/requests/crosslink/statesAndSentences';

const checkout = path.join(__dirname, '..', '..', '..');

/** Templates run over either back end: events are the same, codes and labels of statuses are not. */
describe.each(globSync('templates/*.json', { cwd: checkout }))('the template %s', (file) => {
	const text = readFileSync(path.join(checkout, file), 'utf8');

	it('a template that names a state of mod-rs names one of CrossLink, too', () => {
		const codes = new Set(text.match(/\b[A-Z]{2,}(?:_[A-Z]+)*\b/g));
		const ofModRs = [...codes].filter((code) => /^RE[QS]_/.test(code));
		const ofCrossLink = (['borrowing', 'lending'] as const)
			.flatMap((side) => crossLinkStates.codes(side))
			.filter((code) => codes.has(code));
		expect(ofModRs.length > 0 && ofCrossLink.length === 0 ? ofModRs : []).toEqual([]);
	});
});
