import type { OtherSystemSettings, OtherSystemStep, WorkflowItem } from '../../../../notices/index';
import { illiadOutcomes, type IlliadOutcome } from '../../../../notices/otherSystems/illiadOutcomes';

/** Settings of ReShare Notice in which nothing is filled in. */
export const emptySettings: Omit<OtherSystemSettings, 'kind' | 'address'> = {
	statusesToRequest: [],
	ownEntries: [],
	queuesToSearch: [],
	patronIdField: '',
	pickupField: '',
	pickupLocations: [],
	owner: '',
	forms: [],
	queues: Object.fromEntries(Object.keys(illiadOutcomes).map((outcome) => [outcome, ''])) as Record<IlliadOutcome, string>,
};

/** Returns the only step, and throws if there are none or several. */
export function onlyStep([step, ...rest]: readonly OtherSystemStep[]) {
	if (step === undefined || rest.length > 0) throw new Error(`${rest.length} more steps`);
	return step;
}

/** Returns the item of a step with which the work goes on, and an empty one if it ends. */
export function itemOfStep(step: OtherSystemStep): WorkflowItem {
	return step.to === 'done' ? {} : step.json;
}
