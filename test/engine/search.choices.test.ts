import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../sandbox';
import { find } from './search/practice';

/**
 * A choice that an expression makes in ReShare Search, from a form's drop-down or a model: the label in place of the value means what it
 * says, and what is no choice is refused. The usual choice in its place would send items to Eligible that a person was to look at.
 */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(async () => await sandbox.close());

const sweetgrass = { isbn: '9781571313355' };

/** Outcome and reason of each item, or what it was refused with. */
async function told(parameters: INodeParameters, choice: unknown, wish: IDataObject = sweetgrass): Promise<unknown[]> {
	const { outputs, error } = await find(sandbox, [{ ...wish, choice } as IDataObject], parameters, { onError: 'continueRegularOutput' });
	expect(error).toBeUndefined();
	return outputs.flat().map(({ json }) => json.error ?? json.reason);
}

const option = (name: string): INodeParameters => ({ options: { [name]: '={{ $json.choice }}' } });

it.each(['review', 'Review', ' REVIEW '])('what the own library holds goes to review where that is chosen: %j', async (choice) => {
	expect(await told(option('ifOwnLibraryHolds'), choice)).toEqual(['heldByOwnLibrary']);
});

it.each(['titleOnly', 'Found by Title Alone'])('what is accepted by its label is accepted: %j', async (choice) => {
	const byTitle = { title: 'Braiding sweetgrass' };
	expect(await told({}, '', byTitle)).toEqual(['titleOnly']);
	expect(await told(option('accept'), [choice], byTitle)).toEqual(['onlyMatch']);
});

it('a copy counts what is lent as a copy, by the label too', async () => {
	const terms = { options: { copyPolicies: 'Will lend', lendingPolicies: 'No such policy' }, serviceType: '={{ $json.choice }}' };
	expect(await told(terms, 'copy')).toEqual(['onlyMatch']);
	expect(await told(terms, 'Copy')).toEqual(['onlyMatch']);
});

it.each<[INodeParameters, string]>([
	[option('ifSeveralMatch'), "'If Several Records Match' must be one of: best, always, review"],
	[option('ifOwnLibraryHolds'), "'If Your Library Holds It' must be one of: borrow, review"],
	[option('format'), "'Preferred Format' must be one of: any, print"],
	[option('accept'), "'Accept Without Review' must be one of: otherEdition, "],
	[{ serviceType: '={{ $json.choice }}' }, "'Service Type' must be one of: loan, copy"],
])('what is no choice is refused: %j', async (parameters, sentence) => {
	expect(await told(parameters, 'whatever')).toEqual([expect.stringContaining(sentence)]);
});

it.each([
	['title', 'Title'],
	['isbn', 'ISBN'],
	['year', 'Publication Date'],
])('a row of a table is no text, and nothing is found without it: %s', async (field, displayName) => {
	for (const row of [{ Text: 'Emma' }, [{ Text: 'Emma' }]]) {
		expect(await told({}, '', { ...sweetgrass, title: 'Braiding sweetgrass', [field]: row })).toEqual([
			`'${displayName}' holds several fields, and a text is needed`,
		]);
	}
});

it('titles come in the order that is chosen, and in no other', async () => {
	const list = async (sortBy: string) => {
		const { outputs, error } = await find(sandbox, [{ sortBy }], {
			operation: 'searchInstances',
			searchBy: 'cql',
			cql: 'title=*',
			limit: 3,
			options: { sortBy: '={{ $json.sortBy }}' },
		});
		return error?.message ?? outputs[0]?.map(({ json }) => json.title);
	};
	expect(await list('Title, Z to A')).toEqual(await list('titleDescending'));
	expect(await list('Title, Z to A')).not.toEqual(await list('title'));
	expect(await list('newest')).toBe("'Sort By' must be one of: none, title, titleDescending");
});

it.each([true, 'TRUE', 'yes'])('a list of numbers is a list of titles where the word says so: %j', async (choice) => {
	const list = { isbn: '9781571313355\n9780374275631' };
	expect(await told(option('eachNumber'), 'no', list)).toHaveLength(1);
	expect(await told(option('eachNumber'), choice, list)).toHaveLength(2);
	expect(await told(option('eachNumber'), 'perhaps', list)).toEqual(["'One Title per Number' is neither yes nor no"]);
});

it.each(['cql', 'CQL Query'])('a query is sent where the label says so: %s', async (choice) => {
	const byQuery: INodeParameters = { operation: 'searchInstances', searchBy: '={{ $json.choice }}', cql: 'title=*', limit: 3 };
	expect((await find(sandbox, [{ choice }], byQuery)).outputs[0]).toHaveLength(3);
	expect((await find(sandbox, [{ choice: 'Query' }], byQuery)).error?.message).toBe("'Search By' must be one of: cql, fields");
});

it('each number is looked up by itself where a text says so', async () => {
	const list = { isbn: '9781571313355\n9780374275631' };
	const queries = async (batchSize: string) => {
		sandbox.log.clear();
		await find(sandbox, [list], { options: { eachNumber: true, batchSize: `={{ '${batchSize}' }}` } });
		return sandbox.log.entries.filter(({ path }) => path.includes('graphql')).length;
	};
	expect(await queries('1')).toBeGreaterThan(await queries('10'));
});
