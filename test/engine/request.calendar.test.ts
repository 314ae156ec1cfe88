import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from './harness/runNode';
import { libraryCredential } from './request/practice';

/** Weekend Days and Holidays of Get Many from expressions: an ignored day would count as worked. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
	sandbox.requests.add('east', {
		isRequester: true,
		hrid: 'EAST-1',
		title: 'Persuasion',
		state: 'REQ_SHIPPED',
		dateCreated: DateTime.utc().minus({ days: 14 }).toMillis(),
	} as never);
});

afterAll(async () => await sandbox.close());

/** Requests at least one working day old. */
async function aged(filters: IDataObject, choice: unknown, timezone = 'UTC'): Promise<IDataObject[]> {
	const { outputs, error } = await runNode({
		node: new ReShareRequest(),
		parameters: { operation: 'getMany', filters: { ageInWorkingDays: 1, ...filters } } as never,
		credentials: { okapiApi: libraryCredential(sandbox) },
		items: [{ choice } as IDataObject],
		onError: 'continueRegularOutput',
		timezone,
	});
	expect(error).toBeUndefined();
	return outputs.flat().map(({ json }) => json);
}

const days = Array.from({ length: 20 }, (_, back) => DateTime.utc().minus({ days: back }));
const weekend = { weekend: '={{ $json.choice }}' };
const holidays = { holidays: '={{ $json.choice }}' };

it('there are ten working days in two weeks', async () => {
	expect(await aged({}, '')).toMatchObject([{ hrid: 'EAST-1', workingDaysOld: 10 }]);
	expect(await aged(weekend, '')).toMatchObject([{ workingDaysOld: 10 }]);
});

it.each<[unknown]>([[[5, 6]], ['5, 6'], [['Friday', 'Saturday']], ['friday, saturday']])(
	'the weekend is the one that is given: %j',
	async (choice) => {
		expect(await aged(weekend, choice)).toMatchObject([{ workingDaysOld: 10 }]);
		expect(await aged(weekend, [1, 2, 3, 4, 5, 6, 7].slice(0, 5))).toMatchObject([{ workingDaysOld: 4 }]);
	},
);

it('a day that is none is refused', async () => {
	expect(await aged(weekend, 'Sa, So')).toMatchObject([
		{ outcome: 'failed', reason: 'badInput', error: "'Weekend Days' holds 'Sa', which is not a day of the week" },
	]);
});

it('holidays do not count, with a time of day behind them and as dates of n8n too', async () => {
	expect(await aged(holidays, days.map((day) => day.toISODate()).join(', '))).toEqual([]);
	expect(
		await aged(
			holidays,
			days.map((day) => day.toISO()),
		),
	).toEqual([]);
	expect(await aged({ holidays: '={{ Array.from({ length: 20 }, (_, back) => $now.minus({ days: back })) }}' }, '')).toEqual([]);
});

it('holidays of a database, which are moments in UTC, are days of the time zone of the library', async () => {
	const midnight = DateTime.now().setZone('Europe/Berlin').startOf('day');
	const moments = Array.from({ length: 20 }, (_, back) => midnight.minus({ days: back }).toUTC().toISO());
	expect(await aged({ ...holidays, weekend: [] }, moments, 'Europe/Berlin')).toEqual([]);
});

it.each(['25.12.2026', '12/25/2026', 'Christmas'])('a holiday that is no date is refused: %s', async (choice) => {
	expect(await aged(holidays, choice)).toMatchObject([
		{ outcome: 'failed', reason: 'badInput', error: `'Holidays' holds '${choice}', which is not a date` },
	]);
});
