import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { libraryAccountOf } from '../../demo/practiceCredentials';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { sandboxInVirtualTime } from '../sandboxInVirtualTime';
import { recordLentBySeveral } from '../unit/requests/create/practiceDependencies';
import { sandboxForAll } from '../unit/sandboxForTests';
import { loadOptions, runNode, searchList, type RunOptions } from './harness';
import { buildResourceLocatorByName } from './buildResourceLocatorByName';
import { backEnds, crossLink } from './backEnds';
import { modRsReferenceFields } from '../unit/requests/modRsReferenceFields';
import { isPassedThroughField, type OutputSchema } from './search/compareWithOutputSchema';

const node = new ReShareCreateRequest();

describe('mod-rs', () => {
	const sandbox = sandboxInVirtualTime({ validationDelayMs: 60 });

	beforeEach(() => {
		sandbox.requests.clear();
		sandbox.faults.clear();
	});

	function credential(changes: IDataObject = {}): RunOptions['credentials'] {
		return { okapiApi: { ...libraryAccountOf(sandbox), ...changes } as never };
	}

	const usual: INodeParameters = {
		operation: 'create',
		serviceType: 'loan',
		instanceId: '={{ $json.instanceId }}',
		patronId: '={{ $json.patronId }}',
		pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
		reference: '={{ $json.reference }}',
		title: '={{ $json.title }}',
		volume: '={{ $json.volume }}',
		options: { verdictWait: 1 },
	};

	function item(number: number, changes: IDataObject = {}) {
		return {
			instanceId: recordLentBySeveral.instanceId,
			volume: String(number),
			patronId: 'P1001',
			reference: `ILL-${number}`,
			title: `Title ${number}`,
			...changes,
		};
	}

	async function run(items: IDataObject[], changes: INodeParameters = {}, more: Partial<RunOptions> = {}) {
		return await runNode({ node, parameters: { ...usual, ...changes }, credentials: credential(), items, ...more });
	}

	describe('ReShare Create Request in n8n', () => {
		it("Create refuses a request beyond the library's own limit of open requests, and sends nothing for it", async () => {
			const { outputs } = await run([item(1), item(2), item(3)], { options: { verdictWait: 1, ownLimit: 2 } });
			expect(outputs.map((items) => items.map(({ json }) => [json.reference, json.reason]))).toEqual([
				[
					['ILL-1', null],
					['ILL-2', null],
				],
				[],
				[['ILL-3', 'tooManyOpen']],
			]);
			expect(outputs[2]?.[0]?.json.explanation).toBe('The patron has 2 open requests, and your library allows 2. Nothing was sent.');
			expect(sandbox.requests.count('east')).toBe(2);
		});

		it("Create counts a journal's copies only if the library follows United States copyright rules, and otherwise warns that it counts none", async () => {
			const year = String(new Date().getFullYear());
			const counted = [1, 2, 3, 4, 5].map((number) =>
				sandbox.requests.add('east', {
					isRequester: true,
					hrid: `EAST-${number}`,
					title: 'Tides',
					publicationDate: year,
					refdata: { serviceType: 'copy' },
					state: 'REQ_DOCUMENT_DELIVERED',
				}),
			);
			const copy = {
				serviceType: 'copy',
				copyrightType: 'us-ccg',
				publicationDate: year,
				partTitle: 'On tides',
				partAuthor: 'Ebb, A.',
				issn: '',
			};
			const request = async (copyrightRules: string, approval: INodeParameters = {}) => {
				const credentials = { ...credential(), reShareLibraryProfileApi: { copyrightRules } };
				const { outputs, hints } = await run(
					[item(9, { title: 'Tides', volume: '' })],
					{ ...copy, options: { verdictWait: 1, ...approval } },
					{ credentials },
				);
				const isWarned = hints.some(({ message }) => message.includes('are not counted'));
				expect(isWarned).toBe(copyrightRules !== 'us');
				return outputs.findIndex((items) => items.length > 0) === 0 ? 'created' : outputs.flat()[0]?.json;
			};
			const refused = {
				outcome: 'needsStaff',
				reason: 'copyrightLimit',
				otherRequests: expect.arrayContaining(counted.map(({ id, hrid }) => expect.objectContaining({ requestId: id, hrid }))),
			};
			expect(await request('us')).toMatchObject(refused);
			const copyrightShown = counted.map(({ hrid }) => hrid).join(', ');
			expect(await request('us', { copyrightShown })).toMatchObject(refused);
			expect(await request('us', { copyrightApprovedBy: 'Jane Doe' })).toMatchObject(refused);
			expect(await request('us', { copyrightApprovedBy: 'Jane Doe', copyrightShown })).toBe('created');
			expect(await request('none')).toBe('created');
			const withoutProfile = await run([item(9, { title: 'Tides', volume: '' })], copy, { credentials: credential() });
			expect(withoutProfile.hints).toContainEqual(
				expect.objectContaining({ type: 'warning', message: expect.stringContaining('choose a Library Profile') }),
			);
		});

		it('a pickup location that is a computed expression is read from each item, and not from the first one alone', async () => {
			const pickupLocation = { __rl: true, mode: 'slug', value: '={{ $json.place.toUpperCase() }}' };
			const { outputs } = await run([item(1, { place: 'east-main' }), item(2, { place: 'east-nowhere' })], {
				operation: 'preview',
				pickupLocation,
			});
			expect(outputs.flat().map(({ json }) => json.reason)).toEqual([null, 'unknownPickupLocation']);
		});

		it('Create warns if the item comes from the output Needs Review of a search', async () => {
			const { outputs, hints } = await run([item(1, { outcome: 'needsReview', explanation: 'Three records fit.' })], {});
			expect(outputs[0]?.[0]?.json.warnings).toContain(
				'Find Eligible Instance left the choice of the record to a person. Three records fit.',
			);
			expect(hints).toMatchObject([{ type: 'warning', message: expect.stringContaining('output Needs Review') }]);
		});

		it('Preview shows the OpenURL that Create would send, and creates nothing', async () => {
			const { outputs, error } = await run([item(1)], { operation: 'preview' });
			expect(error).toBeUndefined();
			expect(outputs.map((output) => output.length)).toEqual([1, 0, 0]);
			expect(outputs[0]?.[0]?.json).toMatchObject({
				outcome: 'wouldBeSent',
				requestFrom: 'resolver',
				request: { title: 'Title 1', patronIdentifier: 'P1001' },
			});
			expect(String(outputs[0]?.[0]?.json.openUrl)).toContain('rft.identifier_illiad=ILL-1');
			expect(sandbox.requests.count('east')).toBe(0);
		});

		it('Preview puts each item on the output that Create would use', async () => {
			await run([item(1)], { options: { verdictWait: 0 } });
			const twin = { title: 'Twin', isRequester: true, state: 'REQ_REQUEST_SENT_TO_SUPPLIER' };
			for (let count = 0; count < 2; count++) sandbox.requests.add('east', { ...twin, ...modRsReferenceFields('ILL-2') });
			const { outputs } = await run([item(1), item(2), item(3, { patronId: '' }), item(4)], { operation: 'preview' });
			expect(outputs.map((output) => output.map(({ json, pairedItem }) => [json.outcome, json.reason, pairedItem]))).toEqual([
				[
					['alreadyExists', null, { item: 0 }],
					['wouldBeSent', null, { item: 3 }],
				],
				[['wouldNotBeSent', 'twoRequests', { item: 1 }]],
				[['wouldNotBeSent', 'badInput', { item: 2 }]],
			]);
		});

		it('Preview has as many outputs as Create, in the same positions, so that connections survive a switch between them', async () => {
			const outputsOf = async (operation: string) => (await run([], { operation })).outputs.length;
			expect(await outputsOf('preview')).toBe(await outputsOf('create'));
			const shown = String(node.description.outputs);
			expect(shown).toContain('"displayName":"Would Refuse"');
			expect(shown.match(/displayName/g)).toHaveLength(6);
		});

		it('the same draft always gets the same derived reference, and a different one with another account in the credential', async () => {
			const made = async (changes: IDataObject = {}) =>
				(await run([item(1)], { operation: 'preview', reference: '' }, { credentials: credential(changes) })).json[0]?.[0]?.reference;
			const reference = await made();
			expect(reference).toMatch(/^N8N-[0-9a-f]{24}$/);
			expect(await made()).toBe(reference);
			const other = await made({ username: 'resolver-east', password: 'east-takes-openurls' });
			expect(other).toMatch(/^N8N-[0-9a-f]{24}$/);
			expect(other).not.toBe(reference);
		});

		it('a pickup location of another system is translated by the mapping table, or by the slug for all other names', async () => {
			const lines = [
				{ name: 'Main desk', slug: 'EAST-MAIN' },
				{ name: 'Science', slug: 'EAST-SCI' },
			];
			const changes: INodeParameters = {
				pickupLocation: { __rl: true, mode: 'mapped', value: '={{ $json.pickup }}' },
				pickupMapping: { lines },
			};
			const { outputs } = await run([item(1, { pickup: ' main  DESK' }), item(2, { pickup: 'Annex' })], changes);
			expect(outputs[0]).toHaveLength(1);
			expect(openOrClosed('ILL-1')?.pickupLocationSlug).toBe('EAST-MAIN');
			expect(outputs[2]?.[0]?.json).toMatchObject({ reason: 'unknownPickupLocation', requestId: null });
			expect(outputs[2]?.[0]?.json.explanation).toContain("no line for 'Annex'");
			const withDefault = await run([item(2, { pickup: 'Annex' })], { ...changes, pickupDefaultSlug: 'EAST-SCI' });
			expect(withDefault.outputs[0]).toHaveLength(1);
			expect(openOrClosed('ILL-2')?.pickupLocationSlug).toBe('EAST-SCI');
		});

		it("Create's output item has the name of the pickup location, and the request gets its slug", async () => {
			const { outputs } = await run([item(1)], {
				pickupLocation: { __rl: true, mode: 'list', value: 'EAST-SCI', cachedResultName: 'Science Library (EAST-SCI)' },
			});
			expect(outputs.flat().map(({ json }) => [json.outcome, json.pickupLocation])).toEqual([['created', 'Science Library']]);
			expect(openOrClosed('ILL-1')?.pickupLocationSlug).toBe('EAST-SCI');
		});

		it("Create's output item has no pickup location name from the list if a slug was typed afterward", async () => {
			const { outputs } = await run([item(1)], {
				pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN', cachedResultName: 'Science Library (EAST-SCI)' },
			});
			expect(outputs.flat().map(({ json }) => [json.outcome, json.pickupLocation])).toEqual([['created', 'EAST-MAIN']]);
		});

		it('Create takes a pickup location by its name in the Directory, and refuses unknown, empty and ambiguous names', async () => {
			const pickupNamed = (value: string) => ({ pickupLocation: buildResourceLocatorByName(value) });
			const { outputs } = await run(
				[item(1, { pickup: ' science  LIBRARY' }), item(2, { pickup: 'Annex' }), item(3, { pickup: '' })],
				pickupNamed('={{ $json.pickup }}'),
			);
			expect(outputs[0]).toHaveLength(1);
			expect(openOrClosed('ILL-1')?.pickupLocationSlug).toBe('EAST-SCI');
			expect(outputs[2]?.map(({ json }) => [json.reason, json.explanation])).toEqual([
				[
					'unknownPickupLocation',
					"The Directory has no pickup location named 'Annex'; it has Circulation Desk, Main Library, Science Library. Nothing was sent.",
				],
				['badInput', "'Pickup Location' is empty. Nothing was sent."],
			]);
			const doubtful = await run([item(4)], { ...pickupNamed('Circulation desk'), operation: 'preview' });
			expect(doubtful.json[2]?.[0]).toMatchObject({
				reason: 'unknownPickupLocation',
				explanation:
					"The Directory has 2 pickup locations named 'Circulation Desk'; choose one from the list or by its slug (EAST-DESK-N, EAST-DESK-S). Nothing was sent.",
			});
		});

		it('a date and time in Needed By becomes the day of that moment in the time zone of the workflow', async () => {
			const changes: INodeParameters = { neededBy: '={{ $json.until }}', options: { verdictWait: 0 } };
			await run(
				[
					item(1, { until: '2126-03-31T04:30:00.000Z' }),
					item(2, { until: '2126-03-31T03:30:00.000Z', instanceId: '3fffffff-0000-4000-8000-000000000009' }),
				],
				changes,
				{ timezone: 'America/New_York' },
			);
			expect([1, 2].map((number) => openOrClosed(`ILL-${number}`)?.neededBy)).toEqual(['2126-03-31', '2126-03-30']);
		});

		it("the editor's lists show pickup locations and copyright types", async () => {
			const found = await searchList({ node, credentials: credential(), method: 'searchPickupLocations', filter: 'desk' });
			expect(found.results.map(({ value }) => value)).toEqual(['EAST-DESK-N', 'EAST-DESK-S']);
			const types = await loadOptions({ node, credentials: credential(), method: 'getCopyrightTypes' });
			expect(types.map(({ value }) => value)).toContain('us-ccg');
		});

		it('an item on which Create fails goes to Needs Staff, never to Created, and the other items go on', async () => {
			// Both references may be looked up in one call, or each by itself.
			sandbox.faults.answer(500, { method: 'GET', path: '^/rs/patronrequests$', query: 'identifier==ILL-1(?!\\d)' });
			const { outputs, error } = await run([item(1), item(2)], {}, { onError: 'continueRegularOutput' });
			expect(error).toBeUndefined();
			expect(outputs[0]?.map(({ json }) => json.reference)).toEqual(['ILL-2']);
			expect(outputs[1]).toHaveLength(1);
			expect(outputs[1]?.[0]?.json).toMatchObject({ error: expect.stringContaining('could not answer') });
			expect(sandbox.requests.count('east')).toBe(1);
		});

		it('Create stops with the number of the item that failed if On Error is not set', async () => {
			sandbox.faults.answer(500, { method: 'GET', path: '^/rs/patronrequests' });
			const { error } = await run([item(1)]);
			expect(error?.context).toMatchObject({ itemIndex: 0 });
			expect(sandbox.requests.count('east')).toBe(0);
		});

		describe('as a tool of a model', () => {
			const says = "={{ $fromAI('value', '', 'string') || 'P1002' }}";
			/** The model sets this value through the item that the agent gives to the tool. */
			const overItem = '={{ $json.value }}';
			const tool = new ReShareCreateRequest();
			tool.description = { ...tool.description, name: 'reShareCreateRequestTool' };
			const byBuilder: INodeParameters = { patronId: 'P1001', reference: 'ILL-1' };
			const runTool = (changes: INodeParameters, options: INodeParameters = {}) =>
				run(
					[item(1, { value: 'P1002', toolParameters: { value: 'P1002' } })],
					{ ...byBuilder, ...changes, options: { verdictWait: 0, ...(changes.options as INodeParameters | undefined), ...options } },
					{ node: tool },
				);
			const mapped: INodeParameters = { pickupLocation: { __rl: true, mode: 'mapped', value: 'Main desk' } };
			const forWhom = (value: string): Array<[string, INodeParameters]> => [
				['Patron ID', { patronId: value }],
				['Reference', { reference: value }],
				['Pickup Location', { pickupLocation: { __rl: true, mode: 'slug', value } }],
				['Pickup Location', { pickupLocation: buildResourceLocatorByName(value) }],
				['Mapping Table', { ...mapped, pickupMapping: { lines: [{ name: 'Main desk', slug: value }] } }],
				['Slug for All Other Names', { ...mapped, pickupDefaultSlug: value }],
				['Patron Email', { patronEmail: value }],
				['Note to the Lender', { note: value }],
			];
			const nobodys = (value: string): Array<[string, INodeParameters]> => [
				['Requesting Library Symbol', { options: { requestingSymbol: value } }],
				['Let the Model Choose the Patron', { options: { letModelChoosePatron: value } }],
				['Check the Patron', { options: { checkPatron: value } }],
				['Same Title Requested Already', { options: { duplicate: value } }],
				['Send Through', { options: { via: value } }],
			];

			it.each([...forWhom(says), ...nobodys(says)])('Create refuses a value that $fromAI puts into %s', async (displayName, changes) => {
				const { error } = await run([item(1)], { ...byBuilder, ...changes });
				expect(error?.message).toBe(`'${displayName}' is filled in by the AI model, which is not allowed`);
				expect(sandbox.requests.count('east')).toBe(0);
			});

			it.each([...forWhom(overItem), ...nobodys(overItem)])(
				"Create as an AI model's tool refuses an expression in %s that reads the item which the model filled in",
				async (displayName, changes) => {
					const { outputs } = await runTool(changes);
					expect(outputs[0]?.[0]?.json).toMatchObject({
						outcome: 'failed',
						error: `'${displayName}' is filled in by the AI model, which is not allowed`,
					});
					expect(sandbox.requests.count('east')).toBe(0);
				},
			);

			it.each([
				'$input.item.json.value',
				'$data.value',
				'$items()[0].json.value',
				'$item(0).$json.value',
				'$thisItem.json.value',
				'$tool.parameters.value',
				// The first expression reads another field that the model fills in; the second is a text that n8n evaluates as a new
				// expression.
				'$parameter.title',
				'$evaluateExpression("{" + "{ $" + "json.value }" + "}")',
			])("Create as an AI model's tool refuses a patron ID that reads the item which the model filled in, through %s", async (words) => {
				const { outputs } = await runTool({ title: overItem, patronId: `={{ ${words} }}` });
				expect(outputs[0]?.[0]?.json).toMatchObject({
					outcome: 'failed',
					error: "'Patron ID' is filled in by the AI model, which is not allowed",
				});
				expect(sandbox.requests.count('east')).toBe(0);
			});

			it.each(forWhom('={{ $json.value }}'))(
				"Create as an AI model's tool lets a model fill in %s if the builder of the workflow allows it",
				async (_displayName, changes) => {
					const { outputs } = await runTool(changes, { letModelChoosePatron: true });
					expect(JSON.stringify(outputs)).not.toContain('not allowed');
				},
			);

			it.each(nobodys(says))(
				'Create never lets a model fill in %s, even if the model may choose the patron',
				async (displayName, changes) => {
					const { error } = await run([item(1)], {
						...byBuilder,
						options: { letModelChoosePatron: true, ...(changes.options as INodeParameters) },
					});
					expect(error?.message).toBe(`'${displayName}' is filled in by the AI model, which is not allowed`);
					expect(sandbox.requests.count('east')).toBe(0);
				},
			);

			it("Create as an AI model's tool accepts title and ISBN from the model, and a patron ID that an expression takes from a named node", async () => {
				const { outputs } = await runTool({
					title: overItem,
					patronId: "={{ $('Items').item.json.patronId }}",
					isbn: "={{ $fromAI('isbn', '', 'string', '') || '' }}",
				});
				expect(outputs[0]?.[0]?.json).toMatchObject({ outcome: 'created' });
				expect(openOrClosed('ILL-1')).toMatchObject({ title: 'P1002', patronIdentifier: 'P1001' });
			});

			it("Create as an AI model's tool takes the work from a citation of the model, and not the patron", async () => {
				const { outputs } = await runTool({
					citation: 'rft.au=Austen%2C+Jane&req_id=P1002&req.emailAddress=model%40example.org&svc.note=Written+by+the+model',
					author: '',
					patronEmail: '',
					note: '',
				});
				expect(outputs[0]?.[0]?.json).toMatchObject({ outcome: 'created' });
				expect(openOrClosed('ILL-1')).toMatchObject({ author: 'Austen, Jane', patronIdentifier: 'P1001' });
				expect(JSON.stringify(openOrClosed('ILL-1'))).not.toMatch(/P1002|model@example|Written by/);
			});

			it("Preview as an AI model's tool shows no patron", async () => {
				const { outputs } = await runTool({ operation: 'preview', patronEmail: 'amara@example.edu' });
				expect(outputs[0]?.[0]?.json).toMatchObject({ outcome: 'wouldBeSent', openUrl: null, request: null });
				expect(JSON.stringify(outputs)).not.toMatch(/P1001|amara@/);
			});
		});

		it('Create refuses a title that is a list, and names the field', async () => {
			const { outputs } = await run([item(1, { title: ['One', 'Two'] })]);
			expect(outputs[2]?.[0]?.json.explanation).toContain("'Title' holds 2 values");
		});
	});

	function openOrClosed(reference: string) {
		return sandbox.requests.withReference(reference)[0];
	}
});

describe('every back end', () => {
	const usual: INodeParameters = {
		operation: 'create',
		serviceType: 'loan',
		instanceId: recordLentBySeveral.instanceId,
		patronId: '={{ $json.patronId }}',
		pickupLocation: buildResourceLocatorByName('Main Library'),
		reference: '={{ $json.reference }}',
		title: '={{ $json.title }}',
		volume: '={{ $json.volume }}',
		// The patron check is off: with mod-rs it would stop a patron whom the library's own system rejects before anything is sent.
		options: { verdictWait: 1, checkPatron: false },
	};

	function item(number: number, changes: IDataObject = {}) {
		return { volume: String(number), patronId: 'P1001', reference: `ILL-${number}`, title: `Title ${number}`, ...changes };
	}

	/**
	 * Returns the fields of the schema that the editor shows before the first run, in their order, without fields of the request that were
	 * not given.
	 */
	function fieldsOf(operation: string, json: IDataObject) {
		const file = path.join(__dirname, `../../nodes/ReShareCreateRequest/__schema__/v1.0.0/${operation}.json`);
		const { properties } = JSON.parse(readFileSync(file, 'utf8')) as { properties: Record<string, OutputSchema> };
		return Object.keys(properties).filter((name) => name in json || !isPassedThroughField(name, properties[name] ?? {}));
	}

	/** These tests are the same for every back end. */
	describe.each(backEnds)('Create over $name', (backEnd) => {
		const sandbox = sandboxForAll({ autoStaff: true }, backEnd.start);

		beforeEach(() => {
			backEnd.clear(sandbox);
			sandbox.faults.clear();
			sandbox.log.clear();
		});

		async function run(items: IDataObject[], changes: INodeParameters = {}, more: Partial<RunOptions> = {}) {
			return await runNode({
				node,
				parameters: { ...usual, ...changes },
				credentials: { okapiApi: backEnd.credential(sandbox) },
				items,
				...more,
			});
		}

		it('Create puts every item on one output, in the order of the input', async () => {
			const { outputs, error } = await run([item(1), item(2, { patronId: '' }), item(3, { patronId: 'P9001' }), item(4)]);
			expect(error).toBeUndefined();
			expect(
				outputs.map((output) => output.map(({ json, pairedItem }) => [json.outcome, json.reason, json.reference, pairedItem])),
			).toEqual([
				[
					['created', null, 'ILL-1', { item: 0 }],
					['created', null, 'ILL-4', { item: 3 }],
				],
				[['needsStaff', 'patronNotValid', 'ILL-3', { item: 2 }]],
				[['notCreated', 'badInput', 'ILL-2', { item: 1 }]],
			]);
		});

		it('Create and Preview give on every output the fields that the editor shows, in that order', async () => {
			const { outputs } = await run([item(1), item(2, { patronId: '' }), item(3, { patronId: 'P9001' })]);
			expect(outputs.map((output) => output.length)).toEqual([1, 1, 1]);
			for (const { json } of outputs.flat()) expect(Object.keys(json)).toEqual(fieldsOf('create', json));
			const preview = await run([item(4), item(5, { patronId: '' })], { operation: 'preview' });
			expect(preview.outputs.map((output) => output.length)).toEqual([1, 0, 1]);
			for (const { json } of preview.outputs.flat()) expect(Object.keys(json)).toEqual(fieldsOf('preview', json));
		});

		it("Create as an AI model's tool puts everything on the first output, and shows no patron", async () => {
			const tool = new ReShareCreateRequest();
			tool.description = { ...tool.description, name: 'reShareCreateRequestTool' };
			const fromItems = (name: string) => `={{ $('Items').item.json.${name} }}`;
			const values: INodeParameters = { patronId: fromItems('patronId'), reference: fromItems('reference') };
			const { outputs } = await run([item(1), item(2, { patronId: '' })], values, { node: tool });
			expect(outputs.map((output) => output.map(({ json }) => json.outcome))).toEqual([['created', 'notCreated'], [], []]);
			const preview = await run([item(3)], { ...values, operation: 'preview' }, { node: tool });
			expect(JSON.stringify([outputs, preview.outputs])).not.toContain('P1001');
		});

		it('the list of copyright types holds those of the back end, each with a name', async () => {
			const types = await loadOptions({ node, credentials: { okapiApi: backEnd.credential(sandbox) }, method: 'getCopyrightTypes' });
			expect(types.map(({ value }) => String(value).toLowerCase())).toContain('us-ccg');
			for (const { name } of types) expect(name).toMatch(/\w/);
		});
	});

	/** These tests are about CrossLink alone. */
	describe.each([crossLink('3.0.0'), crossLink('3.7.0')])('pickup locations and symbols of Create over $name', (backEnd) => {
		const hasPlaces = backEnd.name.endsWith('3.7.0');

		const sandbox = sandboxForAll({ autoStaff: true }, backEnd.start);

		beforeEach(() => backEnd.clear(sandbox));

		async function createOne(changes: INodeParameters = {}, credential: IDataObject = {}) {
			return await runNode({
				node,
				parameters: { ...usual, ...changes },
				credentials: { okapiApi: { ...backEnd.credential(sandbox), ...credential } as never },
				items: [item(1)],
			});
		}

		it("Create sends a pickup location by its Directory id, or in a note with a warning if CrossLink's Directory names none", async () => {
			const { outputs } = await createOne();
			const json = outputs[0]?.[0]?.json;
			const row = sandbox.crosslink.requests.get(String(json?.requestId));
			if (hasPlaces) {
				expect(row).toMatchObject({ requesterPickupLocationId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
				expect(row.internalNote).toBeUndefined();
				expect(json?.warnings).toEqual([]);
			} else {
				expect(row).toMatchObject({ internalNote: 'Pickup location: Main Library' });
				expect(json?.warnings).toEqual([
					"'Main Library' could not be given to CrossLink as the pickup location: the Directory of CrossLink names no pickup locations. It stands in the request's internal note, and the place that is set for the library serves.",
				]);
			}
			expect(json?.checks).toContainEqual(
				expect.objectContaining({ check: 'pickupLocation', result: hasPlaces ? 'passed' : 'couldNotCheck' }),
			);
			const checked = await createOne({ operation: 'preview', reference: 'ILL-9', patronId: 'P1002', options: {} });
			expect(checked.json[0]?.[0]?.checks).toContainEqual(
				expect.objectContaining({
					check: 'patron',
					result: 'couldNotCheck',
					note: expect.stringContaining("asks the library's own system as it takes the request in"),
				}),
			);
		});

		it("the list of pickup locations shows those of the library by name, or an error says that CrossLink's Directory names none", async () => {
			const asked = searchList({ node, credentials: { okapiApi: backEnd.credential(sandbox) }, method: 'searchPickupLocations' });
			if (!hasPlaces) {
				await expect(asked).rejects.toMatchObject({
					message: 'the Directory of CrossLink names no pickup locations',
					description: expect.stringContaining('The place that is set for the library serves all requests'),
				});
				return;
			}
			const { results } = await asked;
			expect(results.map(({ name }) => name)).toEqual([
				'Circulation Desk (DESKN)',
				'Circulation Desk (DESKS)',
				'Main Library (MAIN)',
				'Science Library (SCI)',
			]);
			const chosen = await createOne({ pickupLocation: { __rl: true, mode: 'list', value: results[3]?.value ?? '' } });
			expect(sandbox.crosslink.requests.get(String(chosen.json[0]?.[0]?.requestId)).requesterPickupLocationId).toBe(results[3]?.value);
		});

		it.each([
			['the first of the tenant if no other is given', {}, {}, 'ISIL:US-EAST'],
			["the credential's", {}, { librarySymbol: 'US-EASTLAW' }, 'ISIL:US-EASTLAW'],
			["the item's", { options: { requestingSymbol: 'ISIL:US-EASTLAW' } }, {}, 'ISIL:US-EASTLAW'],
			[
				"never the resolver's, which hidden fields still hold",
				{},
				{ openUrlBaseUrl: 'https://openurl.example.org', openUrlTenant: 'RESHARE:US-EAST' },
				'ISIL:US-EAST',
			],
		] as const)('the requesting symbol that CrossLink gets is %s', async (_name, changes, credential, symbol) => {
			const { outputs } = await createOne(changes as INodeParameters, credential);
			const json = outputs[0]?.[0]?.json;
			expect(json).toMatchObject({ outcome: 'created' });
			expect(sandbox.crosslink.requests.get(String(json?.requestId)).requesterSymbol).toBe(symbol);
		});

		it('Send Through OpenURL Resolver is refused over CrossLink with an explanation', async () => {
			const { outputs, error } = await createOne({ options: { via: 'resolver' } });
			expect(JSON.stringify([outputs, error])).toContain('CrossLink takes no requests from an OpenURL resolver');
			expect(sandbox.crosslink.requests.count()).toBe(0);
		});

		it('a tenant that has no symbol in CrossLink stops Create with a sentence for the provider', async () => {
			const { error } = await createOne({}, { tenant: 'unfinished_crosslink', username: 'ill-unfinished', password: 'has-no-symbols-yet' });
			expect(error?.message).toBe("CrossLink has no library symbol for the tenant 'unfinished_crosslink'");
		});
	});
});
