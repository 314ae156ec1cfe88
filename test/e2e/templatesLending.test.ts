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
	testTemplates(templateSuites.lending, (current) => {
		describe('cancel-request', () => testCancelRequest(current));
		describe('lending-desk', () => testLendingDesk(current));
		describe('lending-rules', () => {
			testLendingRules(current, lendingModRs(current));
			testLendingRulesInTrouble(current, lendingModRs(current));
		});
		describe('scan-desk', () => testScanDesk(current));
		describe('alma', () => testAlma(current));
		describe('illiad', () => testIlliad(current));
		describe('pages of the desk', () => testDeskPages(current));
	});
});
