import { testAlma } from './templates/testAlma';
import { testCancelRequest } from './templates/testCancelRequest';
import { testDeskPagesInBrowser } from './templates/testDeskPagesInBrowser';
import { testIlliad } from './templates/testIlliad';
import { testLendingDesk } from './templates/testLendingDesk';
import { lendingBackEndOfModRs } from './templates/lendingBackEndOfModRs';
import { testLendingRules, testLendingRulesInTrouble } from './templates/testLendingRules';
import { testScanDesk } from './templates/testScanDesk';
import { templateSuites, testTemplates } from './templates/testTemplates';

describe('templates for the lending desk and for other systems', () => {
	testTemplates(templateSuites.lending, (bench) => {
		describe('cancel-request', () => testCancelRequest(bench));
		describe('lending-desk', () => testLendingDesk(bench));
		describe('lending-rules', () => {
			testLendingRules(bench, lendingBackEndOfModRs(bench));
			testLendingRulesInTrouble(bench, lendingBackEndOfModRs(bench));
		});
		describe('scan-desk', () => testScanDesk(bench));
		describe('alma', () => testAlma(bench));
		describe('illiad', () => testIlliad(bench));
		describe('pages of the desk', () => testDeskPagesInBrowser(bench));
	});
});
