import type { INodeProperties } from 'n8n-workflow';
import { actionKinds, actionWords, type ActionKind, type ActionSetting } from '../../reshare/requests/model/actions';

/** Makes the field Action of one side. Both sides have such a field, under the same name. */
export function actionField(side: 'borrowing' | 'lending', usual: ActionKind): INodeProperties {
	return {
		displayName: 'Action',
		name: 'requestAction',
		type: 'options',
		options: actionKinds
			.filter((kind) => (actionWords[kind].side ?? side) === side)
			.map((kind) => ({ name: actionWords[kind].label, value: kind, description: actionWords[kind].hint })),
		default: usual,
		description: 'What to do with the request. An expression may name it, such as willSupply.',
		displayOptions: { show: { side: [side] } },
	};
}

/** The actions that have this setting. */
export const actionsWith = (setting: ActionSetting): ActionKind[] =>
	actionKinds.filter((kind) => actionWords[kind].says?.includes(setting) === true);
