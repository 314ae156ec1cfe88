import { testAlma } from './templates/alma';
import { testCancelRequest } from './templates/cancelRequest';
import { testDeskPages } from './templates/deskPages';
import { testIlliad } from './templates/illiad';
import { testLendingDesk } from './templates/lendingDesk';
import { lendingModRs } from './templates/lendingBackEnds';
import { testLendingRules, testLendingRulesInTrouble } from './templates/lendingRules';
import { testScanDesk } from './templates/scanDesk';
import { templateSuites, testTemplates } from './templates/suites';

describe('templates for the lending desk and for other systems', () => {
	testTemplates(templateSuites.lending, (bench) => {
		describe('cancel-request', () => testCancelRequest(bench));
		describe('lending-desk', () => testLendingDesk(bench));
		describe('lending-rules', () => {
			testLendingRules(bench, lendingModRs(bench));
			testLendingRulesInTrouble(bench, lendingModRs(bench));
		});
		describe('scan-desk', () => testScanDesk(bench));
		describe('alma', () => testAlma(bench));
		describe('illiad', () => testIlliad(bench));
		describe('pages of the desk', () => testDeskPages(bench));
	});
});
