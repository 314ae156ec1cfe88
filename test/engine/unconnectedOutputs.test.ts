import type { IDataObject } from 'n8n-workflow';
import { Container } from '@n8n/di';
import { Logger } from '@n8n/backend-common';
import { ReShareNotice } from '../../nodes/ReShareNotice/ReShareNotice.node';
import { runNode, type RunOptions } from './harness';

const profile = { libraryName: 'L', fromEmail: 'ill@library.example.edu', staffEmail: 'staff@library.example.edu', language: 'en' };
const doubt = { outcome: 'needsReview', reason: 'titleOnly', explanation: 'In doubt.', title: 'T', patronEmail: 'pat@example.edu' };

async function warnings(options: Partial<RunOptions>, items: IDataObject[] = [doubt]): Promise<string[]> {
	const parameters = { operation: 'writeNotices', ...options.parameters };
	const { hints } = await runNode({
		node: new ReShareNotice(),
		items,
		credentials: { reShareLibraryProfileApi: profile },
		...options,
		parameters,
	});
	return hints.filter(({ type }) => type === 'warning').map(({ message }) => message);
}

const dropped = (lost: string): string =>
	`No node is connected to an output that items left by, so nothing more happens with them: ${lost}. Draw a wire from there.`;

describe('an output that no node is connected to', () => {
	it('an output that no node is connected to is named with its number of items in hint and log, without their texts', async () => {
		const logged = jest.spyOn(Container.get(Logger), 'warn');
		expect(await warnings({ connected: [0] }, [doubt, doubt])).toEqual([dropped("2 to 'Staff'")]);
		expect(logged.mock.calls.flat().filter((text) => String(text).includes('No node is'))).toEqual([
			`Node under test: ${dropped("2 to 'Staff'")}`,
		]);
		logged.mockRestore();
	});

	it('an output is not reported as unconnected if no item left by it, or if a node is connected to it', async () => {
		expect(await warnings({ connected: [0, 1] })).toEqual([]);
		expect(await warnings({ connected: [0] }, [{ outcome: 'created', title: 'T', patronEmail: 'pat@example.edu' }])).toEqual([]);
	});

	it('an error output whose connection was removed is reported as unconnected', async () => {
		const parameters = { changedWords: { notices: [{ notice: 'patron.requested', subject: '', text: '{nonsense}' }] } };
		expect(await warnings({ parameters, onError: 'continueErrorOutput', connected: [0, 1] })).toEqual([dropped("1 to 'Error'")]);
		expect(await warnings({ parameters, onError: 'continueErrorOutput', connected: [0, 1, 2] })).toEqual([]);
	});

	it('an output that only deactivated nodes follow is reported as unconnected', async () => {
		expect(await warnings({ connected: [1], after: { Off: { disabled: true } } })).toEqual([dropped("1 to 'Patron', 1 to 'Staff'")]);
		expect(await warnings({ after: { Off: { disabled: true }, Next: { disabled: false } } })).toEqual([]);
	});

	it('a node that would lose what it cannot send, because its error output is not connected, is named by the node before it', async () => {
		const silent =
			"Nobody is told if 'Email' fails: no node is connected to its error output. Draw a wire from there, or set its On Error to Stop Workflow.";
		expect(await warnings({ after: { Email: { disabled: false, errorTo: '' } } })).toEqual([silent]);
		expect(await warnings({ after: { Off: { disabled: true }, Email: { disabled: false, errorTo: '' } } })).toEqual([silent]);
		for (const after of [{ Email: { disabled: false, errorTo: 'Node under test' } }, { Email: { disabled: false } }])
			expect(await warnings({ after })).toEqual([]);
	});

	it('an unconnected output is not reported in the editor before the node is connected to any other node', async () => {
		expect(await warnings({ mode: 'manual', connected: [] })).toEqual([]);
		expect(await warnings({ mode: 'manual', connected: [0] })).toEqual([dropped("1 to 'Staff'")]);
		expect(await warnings({ connected: [] })).toEqual([dropped("1 to 'Patron', 1 to 'Staff'")]);
	});
});
