import { testArticleDelivery } from './templates/articleDelivery';
import { testArticleForm } from './templates/requestFromForm';
import { testBookForm } from './templates/guideWorkflow';
import { testFindOrReview } from './templates/findOrReview';
import { testIsbnList } from './templates/isbnList';
import { testStaffAssistant } from './templates/staffAssistant';
import { templateSuites, testTemplates } from './templates/suites';
import { testWebhook } from './templates/requestFromWebhook';

describe('templates that create requests', () => {
	testTemplates(templateSuites.requesting, (current) => {
		describe('guide-workflow', () => testBookForm(current));
		describe('find-or-review', () => testFindOrReview(current));
		describe('request-from-form', () => testArticleForm(current));
		describe('article-delivery', () => testArticleDelivery(current));
		describe('request-from-webhook', () => testWebhook(current));
		describe('isbn-list', () => testIsbnList(current));
		describe('staff-assistant', () => testStaffAssistant(current));
	});
});
