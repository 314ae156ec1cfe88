import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowFile } from '../../../n8n/types';

type Json = Record<string, unknown>;

const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', '..', 'templates', 'alma.json'), 'utf8')) as WorkflowFile;
const [asked] = run('One Item per Line', {}, { Requests: 'P4711, 204518' }) as [Json];
const request = { request_id: '204518', external_id: '01EAST-1', title: 'Persuasion', format: { value: 'PHYSICAL' }, status: { value: 'READY_TO_SEND' } };

/** What a program of the template makes of an item; other nodes gave these. */
function run(node: string, given: Readonly<Record<string, Json>>, $json: Json, from = ''): Json[] {
	const of = (json: Json | undefined) => ({ isExecuted: json !== undefined, item: { json }, first: () => ({ json }), all: (_output = 0, round = 0) => (round > 0 ? undefined : [{ json }]) });
	const settings = { almaStatuses: 'READY_TO_SEND', resharePrefix: 'EAST-' };
	const program = new Function('$', '$json', '$input', '$prevNode', String(nodes.find(({ name }) => name === node)?.parameters.jsCode)) as (...values: unknown[]) => unknown;
	const made = program((name: string) => of(name === 'Library Settings' ? settings : given[name]), $json, of($json), { name: from });
	return [made].flat().map((item) => (item as { json: Json }).json);
}

/** The text for staff, where this came out of a node. */
function told(stage: string, json: Json): string {
	const [became = {}] = run('What Became of It', { 'Is Complete': asked, 'Create Request': { hrid: 'EAST-1' } }, json, stage);
	return String(run('Account for Every Request', { 'One Item per Line': asked, 'What Became of It': became }, {})[0]?.text);
}

/** As Alma words it. */
const unknown = { statusCode: 400, body: { errorList: { error: [{ errorCode: '401890', errorMessage: 'User with identifier P4711 of type all_unique was not found.' }] } } };

it.each([
	['cannot find the patron', () => told('To Be Requested', run('Whose Is It', { 'Is Complete': asked }, unknown)[0] ?? {})],
	['cannot find the patron any more when it is read again', () => told('Still Waits in Alma', unknown)],
	['cannot find the patron any more when it is to cancel', () => told('Cancel in Alma', unknown)],
])("the patron's ID stays out of the email also where Alma %s", (_when, mail) => {
	const text = mail();
	expect(text).toContain('- 204518: ');
	expect(text).toContain('400');
	expect(text).not.toContain('P4711');
});

it('what can be requested still is', () => {
	expect(run('Whose Is It', { 'Is Complete': asked }, { statusCode: 200, body: request })).toMatchObject([{ leftAlone: null, request, requestId: '204518', almaNumber: '01EAST-1' }]);
});
