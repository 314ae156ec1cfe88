import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { sandboxForAll } from '../unit/sandboxForTests';
import { startSandbox, sandboxInVirtualTime } from '../sandboxInVirtualTime';
import { buildToolNodeType, runNode, type RunOptions } from './harness';
import { backEnds } from './backEnds';
import { libraryCredential } from './libraryCredential';
import { credentialsOf, findThroughNode } from './search/findThroughNode';

/** The item of a form whose fields have the names of the nodes' fields. */
const form = {
	title: 'Braiding sweetgrass',
	author: 'Kimmerer',
	isbn: '9781571313355',
	'Patron ID': 'P1001',
	patronName: 'Amara Lindqvist',
	patronEmail: 'amara@example.edu',
	pickupLocation: 'Main Library',
	submittedAt: '2027-01-15T09:00:00Z',
};
const patron = { patronId: 'P1001', patronName: 'Amara Lindqvist', patronEmail: 'amara@example.edu', pickupLocation: 'Main Library' };

describe('Find Eligible Instance hands on the request draft', () => {
	const sandbox = sandboxInVirtualTime({ autoStaff: false });

	it('Find Eligible Instance passes the fields of the draft to every output, with the citation of the record if it found one', async () => {
		const run = await findThroughNode(sandbox, [
			form,
			{ ...form, title: 'The name of the rose', isbn: '', author: 'Eco' },
			{ ...form, title: 'No book of this title', isbn: '' },
		]);
		expect(run.json).toMatchObject([
			[
				{
					...patron,
					outcome: 'eligible',
					serviceType: 'loan',
					isbn: '9781571313355',
					author: expect.stringContaining('Kimmerer, Robin'),
					askedFor: { author: 'Kimmerer' },
				},
			],
			[{ ...patron, outcome: 'needsReview' }],
			[{ ...patron, outcome: 'notAvailable', title: 'No book of this title', author: 'Kimmerer', instanceId: null }],
		]);
		expect(run.outputs.flat().flatMap(({ json }) => Object.keys(json))).not.toContain('submittedAt');
		expect(Object.keys(run.json[0]?.[0] ?? {})[0]).toBe('instanceId');
	});

	it("Find Eligible Instance passes on an article's own date, and never the years in which the journal appeared", async () => {
		const article = { ISSN: '0036-8075', partTitle: 'Molecular structure of nucleic acids', volume: '171' };
		const run = await findThroughNode(sandbox, [{ ...article, Year: '1953' }, article], {
			serviceType: 'copy',
			issn: '={{ $json.ISSN }}',
			options: { accept: ['titleOnly', 'volumeMissing'] },
		});
		expect(run.outputs[0]?.map(({ json }) => [json.title, json.publicationDate])).toEqual([
			['Science', '1953'],
			['Science', null],
		]);
	});

	it('Find Eligible Instance passes on at most 100 webhook form fields that no node reads, and at most 50,000 characters of each', async () => {
		const otherFields = {
			Note: 'x'.repeat(60_000),
			...Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`Field ${index}`, 'y'])),
		};
		const run = await findThroughNode(sandbox, [{ ...form, otherFields }]);
		const handedOn = run.json[0]?.[0]?.otherFields as Record<string, string>;
		expect(Object.keys(handedOn)).toHaveLength(100);
		expect(handedOn.Note).toBe(`${'x'.repeat(50_000)}…`);
		expect(handedOn['Field 98']).toBe('y');
		const longLabel = await findThroughNode(sandbox, [{ ...form, otherFields: { ['z'.repeat(60_000)]: 'y' } }]);
		expect(longLabel.outputs[0]?.[0]?.json.otherFields).toEqual({ [`${'z'.repeat(50_000)}…`]: 'y' });
	});

	it('Find Eligible Instance 1.1 reads a form with labels of its own, and names the fields that no node reads', async () => {
		const { ReShareSearch } = await import('../../nodes/ReShareSearch/ReShareSearch.node');
		const labels = {
			Title: 'Braiding sweetgrass',
			ISBN: '9781571313355',
			Author: 'Kimmerer',
			Email: 'amara@example.edu',
			edition: '9th ed.',
		};
		const sent = { ...labels, 'Phone Number': '555-0100', submittedAt: '2027-01-15T09:00:00Z', formMode: 'production' };
		const search = (typeVersion: number, before: RunOptions['form']) =>
			runNode({
				node: new ReShareSearch(),
				parameters: { operation: 'findEligibleInstance', ownSymbols: ['US-EAST'] },
				credentials: credentialsOf(sandbox),
				items: [sent],
				typeVersion,
				...(before === undefined ? {} : { form: before }),
			});
		const fields = [{ fieldLabel: 'Title' }, { fieldLabel: 'Email' }, { fieldLabel: 'Phone Number' }];
		for (const before of [fields, 'handedOver'] as const) {
			const { outputs, hints } = await search(1.1, before);
			expect(outputs[1]?.[0]?.json).toMatchObject({
				reason: 'otherEdition',
				patronEmail: 'amara@example.edu',
				edition: '9th ed.',
				otherFields: { 'Phone Number': '555-0100' },
			});
			expect(hints.map(({ message }) => message)).toContain(
				"No node reads these fields of the form, so that staff read them in letters only: 'Phone Number'.",
			);
		}
		// In the first version of the node, empty fields stay empty.
		expect((await search(1, fields)).json[1]?.[0]).toMatchObject({ reason: 'badInput' });
	});
});

describe.each(backEnds)('Create over $name', (backEnd) => {
	const node = new ReShareCreateRequest();
	const sandbox = sandboxForAll({}, backEnd.start);
	beforeEach(() => backEnd.clear(sandbox));

	async function create(items: IDataObject[], parameters: INodeParameters = {}, more: Partial<RunOptions> = {}) {
		return await runNode({
			node,
			parameters: { operation: 'create', options: { verdictWait: 0, via: 'direct', requestingSymbol: 'ISIL:US-EAST' }, ...parameters },
			credentials: { okapiApi: backEnd.credential(sandbox) },
			items,
			...more,
		});
	}

	/** Returns all requests of the library as text. */
	const kept = () => JSON.stringify([...sandbox.requests.all('east'), ...sandbox.crosslink.requests.all('east_crosslink')]);

	it('Create placed after Search needs no field filled in, and outputs the citation and patron data that went into Search', async () => {
		const search = await startSandbox({ autoStaff: false });
		try {
			const found = await findThroughNode(search, [{ ...form, staffNote: 'From the form', neededBy: '2127-01-31' }]);
			const { outputs, error } = await create(found.outputs[0] ?? []);
			expect(error).toBeUndefined();
			const json = outputs.flat()[0]?.json ?? {};
			expect(json).toMatchObject({
				...patron,
				title: expect.stringContaining('raiding sweetgrass'),
				isbn: '9781571313355',
				neededBy: '2127-01-31',
				staffNote: 'From the form',
				instanceId: found.json[0]?.[0]?.instanceId,
			});
			expect(json.requestId).toEqual(expect.any(String));
			for (const value of ['9781571313355', 'amara@example.edu', 'P1001', 'From the form', '2127-01-31']) expect(kept()).toContain(value);
		} finally {
			await search.close();
		}
	});
});

describe('an OpenURL as a request draft', () => {
	const link =
		'https://resolver.example.edu/?genre=book&title=Braiding+sweetgrass&aulast=Kimmerer&isbn=9781571313355&req_id=P1001&req.emailAddress=amara%40example.edu&svc.pickupLocation=EAST-MAIN';

	const sandbox = sandboxInVirtualTime({ autoStaff: false });

	it('an OpenURL alone gives Create the work, the patron and the pickup location, but no patron if an AI model gives the OpenURL', async () => {
		const parameters = {
			operation: 'preview',
			citation: `${link}&rft_id=69640328-788e-43fc-9c3c-af39e243f3b7`,
			options: { via: 'direct', requestingSymbol: 'RESHARE:US-EAST' },
		};
		const run = (node: ReShareCreateRequest) =>
			runNode({ node, parameters, credentials: { okapiApi: libraryCredential(sandbox) }, items: [{}] });
		const { outputs } = await run(new ReShareCreateRequest());
		expect(outputs.flat()[0]?.json).toMatchObject({
			outcome: 'wouldBeSent',
			request: {
				patronIdentifier: 'P1001',
				title: 'Braiding sweetgrass',
				pickupLocationSlug: 'EAST-MAIN',
				systemInstanceIdentifier: '69640328-788e-43fc-9c3c-af39e243f3b7',
			},
		});
		const byModel = await run(buildToolNodeType(new ReShareCreateRequest()) as ReShareCreateRequest);
		expect(byModel.outputs.flat()[0]?.json).toMatchObject({
			outcome: 'wouldNotBeSent',
			explanation: expect.stringContaining("'Patron ID'"),
		});
	});
});
