import type { WorkflowNode } from '../../../n8n/n8nTypes';
import { templates as all } from './readTemplates';

// Templates with ReShare Notice are left out, because that node has its own tests.
const templates = all.filter(({ nodes }) => !nodes.some(({ type }) => type === 'n8n-nodes-reshare.reShareNotice'));

/** Templates whose texts only staff read, in English; and request-from-webhook, which answers a program. */
const forStaff = new Set(['move-to-crosslink', 'request-from-webhook', 'staff-assistant', 'wait-for-status']);

const typeOf = ({ type }: WorkflowNode) => type.replace('n8n-nodes-base.', '');

function assignmentsOf(node: WorkflowNode | undefined) {
	const { assignments = [] } = (node?.parameters.assignments ?? {}) as { assignments?: ReadonlyArray<{ name: string; value: unknown }> };
	return Object.fromEntries(assignments.map(({ name, value }) => [name, String(value)]));
}

it('every template without ReShare Notice is known to be for staff, because only ReShare Notice writes to patrons in their language', () => {
	expect(templates.map(({ name }) => name).sort()).toEqual([...forStaff].sort());
});

it('only the form for copies has the copyright warning of 37 CFR 201.14 (b), word for word', () => {
	const warning = all.filter(({ text }) => /title 17|United States/i.test(text));
	expect(warning.map(({ name }) => name)).toEqual(['request-from-form']);
	const { values } = warning[0]?.nodes.find((node) => typeOf(node) === 'formTrigger')?.parameters.formFields as {
		values: ReadonlyArray<{ fieldType?: string; html?: string }>;
	};
	const shown = values.flatMap(({ fieldType, html = '' }) => (fieldType === 'html' ? [html.replaceAll(/<[^>]+>/g, '\n').trim()] : []));
	expect(shown.map((text) => text.split(/\n+/))).toEqual([
		[
			'NOTICE',
			'WARNING CONCERNING COPYRIGHT RESTRICTIONS',
			'The copyright law of the United States (title 17, United States Code) governs the making of photocopies or other reproductions of copyrighted material.',
			'Under certain conditions specified in the law, libraries and archives are authorized to furnish a photocopy or other reproduction. One of these specific conditions is that the photocopy or reproduction is not to be “used for any purpose other than private study, scholarship, or research.” If a user makes a request for, or later uses, a photocopy or reproduction for purposes in excess of “fair use,” that user may be liable for copyright infringement.',
			'This institution reserves the right to refuse to accept a copying order if, in its judgment, fulfillment of the order would involve violation of copyright law.',
		],
	]);
});

describe.each(templates.filter(({ name }) => forStaff.has(name)))('the template $name for staff alone', ({ nodes }) => {
	it('a template for staff alone writes to no patron, and marks its mails as English', () => {
		const mails = nodes.filter((node) => typeOf(node) === 'emailSend');
		expect(
			nodes
				.flatMap((node) => [assignmentsOf(node).to ?? '', String(node.parameters.toEmail ?? '')])
				.filter((to) => /patronEmail|\.Email\b/.test(to)),
		).toEqual([]);
		expect(mails.filter(({ parameters }) => !String(parameters.html).includes('<html lang="en">')).map((mail) => mail.name)).toEqual([]);
		expect(nodes.flatMap((node) => Object.keys(assignmentsOf(node))).filter((setting) => setting === 'language')).toEqual([]);
	});
});
