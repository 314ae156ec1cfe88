import { setTimeout as sleep } from 'node:timers/promises';
import { outputItemsOf, type SavedCredential, type SavedWorkflow, type WorkflowNode } from '../../../n8n/n8nTypes';
import type { NewRequestRow } from '../../../sandbox';
import { recordLentBySeveral } from '../../../sandbox/inventory/demoRecords';
import { statuses } from '../../../sandbox/modrs/statuses';
import { subjectWithoutTitle, type TemplateTestBed } from './TemplateTestBed';
import { modRsReferenceFields } from '../../unit/requests/modRsReferenceFields';

/** Tests templates/move-to-crosslink.json: what is saved before the move, and the list after it. */
export function testMoveToCrossLink(bench: TemplateTestBed) {
	const sandbox = () => bench.sandbox;
	const states = [
		'REQ_INVALID_PATRON',
		'REQ_EXPECTS_TO_SUPPLY',
		'REQ_SHIPPED',
		'REQ_CHECKED_IN',
		'REQ_SHIPPED_TO_SUPPLIER',
		'REQ_REQUEST_COMPLETE',
	];

	async function inCrossLink(purpose: string) {
		const { okapiUrl, crosslink } = sandbox();
		return await bench.rest.createCredential(`CrossLink, to ${purpose}`, 'okapiApi', {
			backEnd: 'crossLink',
			url: okapiUrl,
			...crosslink.east,
		});
	}

	async function run(step: string) {
		const { id, name } = await inCrossLink(step);
		const chosen = (node: WorkflowNode) => {
			if (node.name === 'Choose Save or Restore')
				return {
					...node,
					parameters: JSON.parse(
						JSON.stringify(node.parameters).replace('"value":"save"', `"value":"${step}"`),
					) as WorkflowNode['parameters'],
				};
			return node.name === 'Restore into CrossLink' ? { ...node, credentials: { okapiApi: { id, name } } } : node;
		};
		const execution = await bench.run(await bench.import('move-to-crosslink', { node: chosen }), 'Start Manually');
		expect(execution.data.resultData.error).toBeUndefined();
		return execution;
	}

	it('move-to-crosslink lists each open request once after the move, and restores the data that the move left behind', async () => {
		sandbox().requests.clear();
		sandbox().crosslink.requests.clear();
		const common: NewRequestRow = {
			isRequester: true,
			title: 'A book on the way',
			patronIdentifier: 'P1001',
			patronEmail: 'amara@example.edu',
			pickupLocation: 'Main Library',
			rotaPosition: 0,
			requestingInstitutionSymbol: 'RESHARE:US-EAST',
			supplyingInstitutionSymbol: 'RESHARE:US-WEST',
			refdata: { serviceType: 'loan' },
		};
		for (const [index, state] of states.entries())
			sandbox().requests.add('east', {
				...common,
				state,
				hrid: `EAST-${index}`,
				...modRsReferenceFields(`ILL-${index}`),
			});
		sandbox().requests.add('east', {
			isRequester: true,
			state: 'REQ_SHIPPED',
			hrid: 'EAST-GONE',
			title: 'Saved by a run before',
			requestingInstitutionSymbol: 'RESHARE:US-EAST',
			refdata: { serviceType: 'loan' },
		});
		await run('save');
		sandbox().requests.delete('EAST-GONE');
		expect(outputItemsOf(await run('save'), 'Store in the Table')).toHaveLength(states.length - 1);

		sandbox().crosslink.requests.import(sandbox().requests.all('east'));
		sandbox().crosslink.requests.delete('EAST-2~0');
		const execution = await run('restore');
		expect(
			outputItemsOf(execution, 'Restore into CrossLink')
				.map(({ json }) => [json.previousHrid, json.outcome])
				.sort(),
		).toEqual([
			['EAST-0', 'arrived'],
			['EAST-1', 'arrived'],
			['EAST-2', 'missing'],
			['EAST-3', 'arrived'],
			['EAST-4', 'arrived'],
		]);
		expect(outputItemsOf(execution, 'Make the List of Requests')).toMatchObject([
			{ binary: { data: { fileName: 'requests-after-the-move.xlsx' } } },
		]);
		for (const number of [0, 1, 3, 4])
			expect(sandbox().crosslink.requests.get(`EAST-${number}~0`).internalNote).toMatch(
				new RegExp(`^Pickup location: Main Library\\nReference: ILL-${number}\\nPatron email: amara@example.edu\\n`),
			);
	});

	describe('hour by hour, with requests in every state and on both sides', () => {
		const reader = (index: number) => `reader-${index}@example.edu`;
		// The numbers differ from those of the test before, because a number belongs to one request forever.
		const firstNumber = 100;
		const subjects = {
			shipped: 'On its way',
			received: 'Ready for pickup',
			returned: 'Sent back',
			complete: 'Your loan is complete',
			over: 'No lender found',
		};
		const told: Readonly<Record<string, string>> = {
			REQ_EXPECTS_TO_SUPPLY: 'Lender found',
			REQ_SHIPPED: subjects.shipped,
			REQ_CHECKED_IN: subjects.received,
			REQ_SHIPPED_TO_SUPPLIER: subjects.returned,
		};
		/** For each state of a request: the next state in CrossLink, and the subject that its patron then gets. */
		const later: Readonly<Record<string, readonly [state: string, subject: string]>> = {
			WILL_SUPPLY: ['SHIPPED', subjects.shipped],
			SHIPPED: ['RECEIVED', subjects.received],
			RECEIVED: ['SHIPPED_RETURNED', subjects.returned],
			SHIPPED_RETURNED: ['COMPLETED', subjects.complete],
		};
		const others = ['UNFILLED', subjects.over] as const;

		/** Creates every request again, as when a list runs a second time. */
		async function orderAgain(credential: SavedCredential, count: number) {
			const drafts = Array.from({ length: count }, (_, index) => ({ reference: `ILL-${index}`, patron: `P-${index}` }));
			const at = (
				name: string,
				type: string,
				typeVersion: number,
				parameters: WorkflowNode['parameters'],
				more: Partial<WorkflowNode> = {},
			): WorkflowNode => ({ id: name, name, type, typeVersion, position: [0, 0], parameters, ...more });
			const wire = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
			const saved = await bench.rest.importWorkflow({
				name: 'Drafts once more',
				nodes: [
					at('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
					at('List', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify({ drafts }), options: {} }),
					at('Drafts', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'drafts', options: {} }),
					at(
						'Create',
						'n8n-nodes-reshare.reShareCreateRequest',
						1,
						{
							operation: 'create',
							serviceType: 'loan',
							instanceId: recordLentBySeveral.clusterId,
							title: recordLentBySeveral.title,
							patronId: '={{ $json.patron }}',
							reference: '={{ $json.reference }}',
							pickupLocation: { __rl: true, mode: 'slug', value: 'Main Library' },
							options: {},
						},
						{ credentials: { okapiApi: { id: credential.id, name: credential.name } } },
					),
				],
				connections: { Start: wire('List'), List: wire('Drafts'), Drafts: wire('Create') },
				settings: {},
			});
			const execution = await bench.run(saved, 'Start');
			return [0, 1, 2].flatMap((output) => outputItemsOf(execution, 'Create', output));
		}

		const publishOver = async (workflow: SavedWorkflow, { id, name }: SavedCredential) => {
			const { rest } = bench;
			const { nodes } = await rest.workflow(workflow.id);
			const changed = nodes.map((node) =>
				node.type === 'n8n-nodes-reshare.reShareRequestStatusTrigger'
					? {
							...node,
							parameters: { ...node.parameters, options: { startWithHours: 1 } },
							credentials: { ...node.credentials, okapiApi: { id, name } },
						}
					: node,
			);
			await rest.updateWorkflow(workflow.id, { nodes: changed });
			await rest.activate(workflow.id);
		};

		it('the move to CrossLink duplicates no request, and each change is reported once, whichever back end it happened in', async () => {
			const { requests, crosslink } = sandbox();
			const { rest } = bench;
			requests.clear();
			crosslink.requests.clear();
			const open = statuses
				.filter(({ code, terminal, stage }) => !terminal && stage !== 'COMPLETED' && /^(REQ|RES)_/.test(code))
				.map(({ code }) => code);
			const [borrowing, lending] = [open.filter((code) => code.startsWith('REQ_')), open.filter((code) => code.startsWith('RES_'))];
			const at = Date.now() - 3 * 86_400_000;
			const common = { title: recordLentBySeveral.title, refdata: { serviceType: 'loan' }, dateCreated: at, lastUpdated: at };
			const rows = borrowing.map((state, index) =>
				requests.add('east', {
					...common,
					isRequester: true,
					state: told[state] === undefined ? state : 'REQ_REQUEST_SENT_TO_SUPPLIER',
					hrid: `EAST-${firstNumber + index}`,
					rotaPosition: 0,
					patronIdentifier: `P-${index}`,
					patronEmail: reader(index),
					pickupLocation: 'Main Library',
					requestingInstitutionSymbol: 'RESHARE:US-EAST',
					supplyingInstitutionSymbol: 'RESHARE:US-WEST',
					...modRsReferenceFields(`ILL-${index}`),
				}),
			);
			for (const [index, state] of lending.entries())
				requests.add('east', {
					...common,
					isRequester: false,
					state,
					hrid: `WEST-${firstNumber + index}`,
					peerRequestIdentifier: `WEST-${firstNumber + index}~0`,
					patronIdentifier: 'institution',
					requestingInstitutionSymbol: 'RESHARE:US-WEST',
					supplyingInstitutionSymbol: 'RESHARE:US-EAST',
				});

			// On the last day of mod-rs, requests change once more.
			const [notices, tickets] = [await bench.import('patron-notices'), await bench.import('staff-ticket')];
			for (const workflow of [notices, tickets]) await rest.activate(workflow.id);
			const before = await bench.mailsOf(async () => {
				for (const [index, state] of borrowing.entries()) if (told[state] !== undefined) requests.move(rows[index]?.id ?? '', state);
				for (const workflow of [notices, tickets]) {
					await rest.deactivate(workflow.id);
					await rest.activate(workflow.id);
				}
			}, Object.keys(told).length);
			const kept = outputItemsOf(await run('save'), 'Store in the Table').length;
			for (const workflow of [notices, tickets]) await rest.deactivate(workflow.id);
			expect(before.map(({ to, subject }) => [to[0], subjectWithoutTitle(subject)]).sort()).toEqual(
				borrowing.flatMap((state, index) => (told[state] === undefined ? [] : [[reader(index), told[state]]])).sort(),
			);

			// The requests are moved to CrossLink.
			expect(kept).toBe(open.length);
			const { imported, failed } = crosslink.requests.import(requests.all('east'));
			expect(imported.length + failed.length).toBe(kept);
			const goOn = (id: string): readonly [string, string] => {
				const [state, subject] = later[crosslink.requests.get(id).state] ?? others;
				crosslink.requests.move(id, state);
				return [reader(Number(/^EAST-(\d+)/.exec(id)?.[1]) - firstNumber), subject];
			};
			const arrived = imported.filter((id) => id.startsWith('EAST-'));
			const expected: Array<readonly [string, string]> = [];
			// Lenders continue to work while the move is under way.
			for (const id of arrived.filter((_, index) => index % 3 === 0)) expected.push(goOn(id));
			const list = outputItemsOf(await run('restore'), 'Restore into CrossLink').map(({ json }) => json.outcome);
			expect(list).toHaveLength(kept);
			expect(list.filter((outcome) => outcome === 'missing')).toHaveLength(failed.length);

			// On the first day of CrossLink, a list that had run with mod-rs runs again.
			const credential = await inCrossLink('work');
			const count = () => crosslink.requests.count('east_crosslink') + requests.count();
			const made = count();
			const again = await orderAgain(credential, borrowing.length);
			expect(again).toHaveLength(borrowing.length);
			expect(again.filter(({ json }) => json.alreadyExisted !== true && json.reason !== 'referenceAlreadyUsed')).toEqual([]);
			expect(again.filter(({ json }) => json.alreadyExisted === true).length).toBeGreaterThan(borrowing.length / 2);
			expect(count()).toBe(made);
			const lent = imported.filter((id) => !arrived.includes(id) && crosslink.requests.get(id).state === 'WILL_SUPPLY');
			const after = await bench.mailsOf(async () => {
				for (const workflow of [notices, tickets]) await publishOver(workflow, credential);
				for (const id of arrived.filter((_, index) => index % 3 !== 0)) expected.push(goOn(id));
				for (const id of lent) crosslink.requests.move(id, 'CANCEL_REQUESTED');
				for (let poll = 0; poll < 2; poll++) {
					for (const workflow of [notices, tickets]) {
						await rest.deactivate(workflow.id);
						await rest.activate(workflow.id);
					}
				}
				await sleep(3000);
			}, arrived.length + lent.length);
			const mails = after.map(({ to, subject }) => [to[0] ?? '', subjectWithoutTitle(subject)] as const);
			expect(mails.filter(([to]) => to.startsWith('reader-')).sort()).toEqual(expected.sort());
			expect(mails.filter(([to]) => !to.startsWith('reader-'))).toHaveLength(lent.length);
			expect(lent.length).toBeGreaterThan(0);

			for (const workflow of [notices, tickets]) await rest.deactivate(workflow.id);
		});
	});

	it('the daily cleanup of move-to-crosslink runs without an error', async () => {
		const execution = await bench.run(await bench.import('move-to-crosslink', {}), 'Each Morning');
		expect(execution.status).toBe('success');
	});
}
