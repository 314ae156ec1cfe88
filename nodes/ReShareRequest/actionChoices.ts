import type { INodeProperties } from 'n8n-workflow';
import { actionKinds, actionTable, type ActionKind, type ActionSetting } from '../../reshare/requests/model/actions';

/** Makes the field Action for one side. Both sides have such a field under the same name. */
export function buildActionField(side: 'borrowing' | 'lending', usual: ActionKind): INodeProperties {
	return {
		displayName: 'Action',
		name: 'requestAction',
		type: 'options',
		options: actionKinds
			.filter((kind) => (actionTable[kind].side ?? side) === side)
			.map((kind) => ({ name: actionTable[kind].label, value: kind, description: actionTable[kind].hint })),
		default: usual,
		description: 'What to do with the request. An expression may name it, such as willSupply.',
		displayOptions: { show: { side: [side] } },
	};
}

/** The actions that have this setting. */
export const actionsWithSetting = (setting: ActionSetting): ActionKind[] =>
	actionKinds.filter((kind) => actionTable[kind].says?.includes(setting) === true);
