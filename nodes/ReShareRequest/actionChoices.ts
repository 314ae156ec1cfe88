import type { INodeProperties } from 'n8n-workflow';
import { actionKinds, actionTable, type ActionKind, type ActionSetting } from '../../reshare/requests/model/actions';
import { buildChoiceField } from '../shared/fieldBuilders';

/** Makes the field Action for one side. Both sides have such a field under the same name. */
export function buildActionField(side: 'borrowing' | 'lending', usual: ActionKind): INodeProperties {
	return buildChoiceField(
		'Action',
		'requestAction',
		'What to do with the request. An expression may name it, such as willSupply.',
		actionKinds
			.filter((kind) => (actionTable[kind].side ?? side) === side)
			.map((kind) => ({ name: actionTable[kind].label, value: kind, description: actionTable[kind].hint })),
		usual,
		{ displayOptions: { show: { side: [side] } } },
	);
}

/** The actions that have this setting. */
export const actionsWithSetting = (setting: ActionSetting): ActionKind[] =>
	actionKinds.filter((kind) => actionTable[kind].says?.includes(setting) === true);
