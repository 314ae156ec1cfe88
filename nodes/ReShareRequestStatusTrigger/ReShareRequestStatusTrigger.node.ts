import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { testLibraryConnection } from '../shared/testConnection';
import { credentialTypes } from '../shared/credentials';
import { docsUrl } from '../shared/docsUrl';
import { failureReasonOf, toNodeError } from '../shared/nodeErrors';
import { buildFailedItem } from '../shared/routeItems';
import { sensitiveFields } from '../shared/sensitiveFields';
import { fetchTestEvent, pollForChanges } from './poll';
import { triggerFields, readTriggerSettings } from './triggerFields';

export class ReShareRequestStatusTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ReShare Request Status Trigger',
		name: 'reShareRequestStatusTrigger',
		icon: { light: 'file:trigger.svg', dark: 'file:trigger.dark.svg' },
		documentationUrl: docsUrl,
		group: ['trigger'],
		version: [1],
		defaultVersion: 1,
		subtitle:
			'={{ ($parameter["requestsFollowed"] === "lending" ? $parameter["lendingEvents"] : $parameter["events"]).map((event) => event.replace(/([A-Z])/g, " $1").toLowerCase()).join(", ") }}',
		description: 'Starts the workflow when something happens to an interlibrary loan: shipped, arrived, overdue, declined and more',
		defaults: { name: 'ReShare Request Status Trigger' },
		polling: true,
		eventTriggerDescription: '',
		activationMessage:
			"From now on the changes chosen in 'Trigger On' start this workflow. What happened before it was first published is left out, unless 'Start With the Last (Hours)' asks for it.",
		triggerPanel: {
			header: 'Get a change of status to build your workflow with',
			executionsHelp: {
				inactive:
					"<b>While building your workflow</b>, click 'Fetch Test Event'. You get the newest real change of the chosen kind, or a sample if your library has none yet. 'isTest' is then true, and the patron is invented unless you switch on 'Use Real Patron Details in Test Events'. Fetching changes nothing.<br /> <br /><b>Once your workflow works</b>, publish it. From then on the changes chosen in 'Trigger On' start it.",
				active:
					"<b>While building your workflow</b>, click 'Fetch Test Event'. You get the newest real change of the chosen kind, or a sample if your library has none yet. 'isTest' is then true, and the patron is invented unless you switch on 'Use Real Patron Details in Test Events'. Fetching changes nothing.<br /> <br /><b>Your workflow is published</b>, so the changes chosen in 'Trigger On' start it. Look under 'Executions' for what was reported.",
			},
			activationHint: 'Once you have finished building your workflow, publish it, so that changes of status start it.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: credentialTypes.myLibrary.name, required: true, testedBy: 'libraryConnection' }],
		// In this node's items, `reason` is free text, while in other nodes it is one of a few words.
		sensitiveOutputFields: [...sensitiveFields, 'reason'],
		properties: triggerFields,
	};

	methods = { credentialTest: { libraryConnection: testLibraryConnection } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			const settings = readTriggerSettings(this);
			return this.getMode() === 'manual' ? await fetchTestEvent(this, settings) : await pollForChanges(this, settings);
		} catch (error) {
			const failure = toNodeError(this.getNode(), error);
			const { onError = 'stopWorkflow' } = this.getNode();
			if (this.getMode() !== 'manual' || onError === 'stopWorkflow') throw failure;
			// In a test, n8n would continue with an empty item, which looks like a change.
			return [[{ json: buildFailedItem(failure, failureReasonOf(error), onError === 'continueErrorOutput') }]];
		}
	}
}
