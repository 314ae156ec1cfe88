import type { INodeExecutionData } from 'n8n-workflow';
import type { WorkflowExecute } from 'n8n-core';

type Outputs = Array<INodeExecutionData[] | null> | null | undefined;

interface Engine {
	ensureAlwaysOutputData?: (outputs: Outputs, executionData: unknown) => Outputs;
}

/**
 * Makes n8n-core follow n8n 3: it adds the empty item of *Always Output Data* only if all outputs are empty (n8n-io/n8n#37055). n8n 2 does
 * so as soon as the first output is empty. If a release of n8n-core lacks this method, the rule needs another place.
 */
export function followRuleOfN8n3(execute: WorkflowExecute) {
	const engine = execute as unknown as Engine;
	const ofN8n2 = engine.ensureAlwaysOutputData?.bind(engine);
	if (ofN8n2 === undefined) throw new Error('n8n-core has no ensureAlwaysOutputData');
	engine.ensureAlwaysOutputData = (outputs, executionData) =>
		outputs?.some((output) => (output?.length ?? 0) > 0) === true ? outputs : ofN8n2(outputs, executionData);
}
