import type { OkapiClient } from '../../reshare/okapi';
import type { CallRecorder, ReadCallSequence } from './CallRecorder';
import { makeGraphqlCalls } from './makeGraphqlCalls';
import { shapeOf, type AnswerShapes } from './answerShapes';

const rowsRead = 20;

interface Row {
	readonly id: string;
	readonly requesterRequestId?: string;
}

function rowsIn(json: unknown) {
	const list = Array.isArray(json)
		? json
		: ((json as { items?: unknown; results?: unknown } | undefined)?.items ?? (json as { results?: unknown } | undefined)?.results);
	return Array.isArray(list) ? (list as Row[]) : [];
}

const requests = '/broker/patron_requests';

export const callsByBackEnd = {
	crossLink: async (ask, tenant) => {
		await ask('state model', '/broker/state_model/models/default');
		await ask('capabilities', '/broker/state_model/capabilities');
		await ask('directory', '/directory/entries', [
			['cql', `tenant="${tenant}"`],
			['limit', '5'],
		]);
		await ask('no such request', `${requests}/00000000-0000-0000-0000-000000000000`);
		await ask('unknown index', requests, [['cql', 'no_such_index="x"']]);
		await ask('foreign symbol', requests, [['symbol', 'ISIL:US-NOBODY']]);
		await ask('empty list', requests, [
			['side', 'borrowing'],
			['cql', 'id="no such id"'],
		]);
		for (const side of ['borrowing', 'lending']) {
			const rows = rowsIn(
				await ask(`list, ${side}`, requests, [
					['side', side],
					['limit', String(rowsRead)],
					['cql', 'cql.allRecords=1 sortby updated_at/sort.descending id/sort.ascending'],
				]),
			);
			for (const { id, requesterRequestId = id } of rows) {
				const one = `${requests}/${encodeURIComponent(id)}`;
				await ask(`request, ${side}`, one);
				for (const part of ['events', 'notifications', 'items', 'actions']) await ask(`${part}, ${side}`, `${one}/${part}`);
				if (side === 'lending') continue;
				await ask('rota', '/broker/located_suppliers', [['requester_req_id', requesterRequestId]]);
				const [transaction] = rowsIn(await ask('transaction', '/broker/ill_transactions', [['requester_req_id', requesterRequestId]]));
				if (transaction !== undefined) await ask('transaction events', `/broker/ill_transactions/${transaction.id}/events`);
			}
		}
	},
	modRs: async (ask) => {
		const list: Array<readonly [string, string]> = [
			['stats', 'true'],
			['perPage', String(rowsRead)],
			['sort', 'lastUpdated;desc'],
		];
		await ask('no such request', '/rs/patronrequests/00000000-0000-0000-0000-000000000000');
		for (const [side, flag] of [
			['borrowing', 'true'],
			['lending', 'false'],
		] as const) {
			const rows = rowsIn(await ask(`list, ${side}`, '/rs/patronrequests', [...list, ['filters', `isRequester==${flag}`]]));
			for (const { id } of rows) await ask(`request, ${side}`, `/rs/patronrequests/${id}`);
		}
	},
	graphql: makeGraphqlCalls,
} as const satisfies Record<string, ReadCallSequence>;

export type ComparedBackEnd = keyof typeof callsByBackEnd;

export async function recordAnswerShapes(okapi: OkapiClient, backEnd: ComparedBackEnd): Promise<Map<string, AnswerShapes>> {
	const seen = new Map<string, AnswerShapes>();
	const ask: CallRecorder = async (call, path, query = [], json = undefined, shape = shapeOf) => {
		const { status, contentType, text } = await okapi.send({
			method: json === undefined ? 'GET' : 'POST',
			path,
			query,
			what: call,
			safeToRepeat: true,
			handles: () => true,
			...(json === undefined ? {} : { json }),
		});
		const known = seen.get(call) ?? { answers: new Set<string>(), shape: new Set<string>() };
		seen.set(call, known);
		known.answers.add(`${status} ${contentType}`);
		if (contentType !== 'application/json') return undefined;
		const parsed = JSON.parse(text) as unknown;
		for (const part of shape(parsed)) known.shape.add(part);
		return parsed;
	};
	await callsByBackEnd[backEnd](ask, okapi.account.tenant);
	return seen;
}
