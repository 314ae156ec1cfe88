import type { SandboxAnswer, ModuleRequest } from '../sharedTypes';
import { optionalTextIn, readBody } from './readBodies';
import type { Broker } from './Broker';
import { buildJsonAnswer, userNameOf } from './brokerHttp';
import { badRequestProblem } from './brokerProblems';
import { modelSideOf, serviceTypeOf, type StoredEvent, type CrossLinkRequest } from './crossLinkRequest';

export function listAllowedActions(broker: Broker, row: CrossLinkRequest): unknown[] {
	const { requesterActions, supplierActions } = broker.model.capabilities;
	const known = row.side === 'borrowing' ? requesterActions : supplierActions;
	return allowed(broker, row).flatMap((action) =>
		known
			.filter(({ name }) => name === action.name)
			.map(({ name, parameters }) => ({
				available: !row.busy && broker.atWork(row) === undefined,
				name,
				parameters,
				...(broker.model.isPrimary(modelSideOf(row), row.state, action, serviceTypeOf(row)) ? { primary: true } : {}),
			})),
	);
}

/**
 * Returns the actions that may be invoked: those of staff, and after a failure of one that the broker performs by itself, that one and the
 * next.
 */
function allowed(broker: Broker, row: CrossLinkRequest) {
	const failed = row.lastActionResult === 'ERROR' || row.lastActionResult === 'PROBLEM';
	let hasFailed = false;
	return broker.actionsOf(row).filter((action) => {
		if (failed && action.name === row.lastAction) hasFailed = true;
		return action.trigger !== 'auto' || hasFailed;
	});
}

export async function invokeAction(broker: Broker, request: ModuleRequest, row: CrossLinkRequest): Promise<SandboxAnswer> {
	const body = readBody(request, 'ExecuteAction');
	const name = optionalTextIn(body, 'action') ?? '';
	if (!allowed(broker, row).some((action) => action.name === name))
		throw badRequestProblem(`Action ${name} is not allowed for patron request ${row.id} in state ${row.state}`);
	return act(broker, request, row, name, (body.actionParams ?? {}) as Readonly<Record<string, unknown>>);
}

async function act(
	broker: Broker,
	request: ModuleRequest,
	row: CrossLinkRequest,
	name: string,
	params: Readonly<Record<string, unknown>>,
): Promise<SandboxAnswer> {
	const fromState = row.state;
	if (row.busy)
		return buildJsonAnswer({ result: 'ERROR', outcome: 'failure', message: 'another invoke-action task in progress', fromState });
	const takes = broker.world.options.crosslinkActionTakesMs;
	if (takes > 0) {
		row.busy = true;
		await new Promise<void>((resolve) => broker.world.clock.afterExactly(takes, resolve));
		row.busy = false;
	}
	await request.beforeCommit?.();
	const event = broker.invoke(row, name, params, userNameOf(request));
	const { letGo } = row;
	if (event.eventStatus === 'PROCESSING' && letGo !== undefined) {
		await new Promise<void>((resolve) => {
			row.letGo = () => {
				letGo();
				resolve();
			};
		});
	}
	return buildJsonAnswer(actionResult(event, fromState));
}

function actionResult(event: StoredEvent, fromState: string): Record<string, unknown> {
	const {
		actionResult: result,
		eventError,
		note,
	} = event.resultData as { actionResult?: { outcome: string; toState?: string }; eventError?: { Message: string }; note?: string };
	const message = note ?? eventError?.Message;
	return {
		fromState,
		...(message === undefined ? {} : { message }),
		outcome: result?.outcome ?? 'failure',
		result: event.eventStatus,
		...(result?.toState === undefined ? {} : { toState: result.toState }),
	};
}
