import { FolioIndex } from '../../../../reshare/inventory/folio/FolioIndex';
import { getInstance } from '../../../../reshare/inventory/getInstance';
import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { HttpClient } from '../../../../reshare/transport';
import { buildInstanceId } from '../../../../sandbox/inventory/recordIds';
import { fetchWithChangedAnswers } from './fetchWithChangedAnswers';
import { sandboxForAll } from '../../sandboxForTests';

const sandbox = sandboxForAll({ inventory: { searchModule: 'absent' } });

interface Answer {
	data?: Record<string, { instances?: unknown[] } | null>;
	errors?: unknown[];
}

/** For a record without a required field, mod-graphql gives null and an error. */
const withBrokenRecords = fetchWithChangedAnswers<Answer>((answer) => {
	for (const [alias, value] of Object.entries(answer.data ?? {})) {
		if (value?.instances === undefined || value.instances.length === 0) continue;
		value.instances = value.instances.map(() => null);
		answer.errors = [{ message: 'Cannot return null for non-nullable field T_instance.title.', path: [alias, 'instances', 0, 'title'] }];
	}
});

it('a record that exists and cannot be read is reported as unreadable, not as absent', async () => {
	const { tenant, username, password } = sandbox.inventory;
	const http = new HttpClient({ fetch: withBrokenRecords });
	const index = new FolioIndex(
		new OkapiClient({ account: { url: sandbox.okapiUrl, tenant, username, password }, http, sessions: new SessionStore() }),
	);
	await expect(getInstance(index, buildInstanceId(2))).rejects.toMatchObject({
		kind: 'badAnswer',
		message: expect.stringContaining('cannot be read'),
	});
	await expect(getInstance(index, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ kind: 'notFound' });
});
