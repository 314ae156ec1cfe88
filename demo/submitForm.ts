import type { WorkflowFile } from '../n8n/n8nTypes';

/**
 * Sends a workflow's n8n form, as the browser does.
 *
 * @param values by the label of the field
 */
export async function submitForm(n8nUrl: string, workflow: WorkflowFile, values: Readonly<Record<string, string>>): Promise<Response> {
	const trigger = workflow.nodes.find((node) => node.type === 'n8n-nodes-base.formTrigger');
	if (!trigger) throw new Error(`The workflow '${workflow.name}' has no form`);
	const { formFields, options } = trigger.parameters as {
		formFields: { values: ReadonlyArray<{ fieldLabel: string }> };
		options: { path: string };
	};
	const form = new FormData();
	formFields.values.forEach(({ fieldLabel }, index) => form.append(`field-${index}`, values[fieldLabel] ?? ''));
	const answer = await fetch(`${n8nUrl}/form/${options.path}`, { method: 'POST', body: form });
	if (!answer.ok) throw new Error(`The form answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`);
	return answer;
}
