import { PatronIdAliases } from '../../../../reshare/requests/crosslink/PatronIdAliases';

type Rows = ConstructorParameters<typeof PatronIdAliases>[1];
type Row = Parameters<PatronIdAliases['learn']>[0];

const row = (given: string, patron: string) => ({ patron, illRequest: { patronInfo: { patronId: given } } }) as Row;

function rows(...open: Row[]): Rows {
	return async () => open;
}

it("PatronIdAliases returns, for a patron's barcode, all patron IDs that go with it in open requests of the same tenant", async () => {
	const [east, west] = [
		new PatronIdAliases('patron-ids|east', rows(row('4711', 'P1'), row('4711', 'P2'))),
		new PatronIdAliases('patron-ids|west', rows(row('4711', 'P9'), row('4712', 'P9'))),
	];
	expect(await east.of('4711')).toEqual(['4711', 'P1', 'P2']);
	expect(await west.of('4711')).toEqual(['4711', 'P9']);
	expect(await east.of('4712')).toEqual(['4712']);
});

it('PatronIdAliases does not read the open requests if in the newest requests every patron ID equals the barcode', async () => {
	const asked: Array<string | undefined> = [];
	const ids = new PatronIdAliases('patron-ids|same', async (cql) => {
		asked.push(cql);
		return [row('1', '1')];
	});
	expect([await ids.of('1'), await ids.of('2')]).toEqual([['1'], ['2']]);
	expect(asked).toEqual([undefined]);
});

it('PatronIdAliases looks for the patron IDs that belong to a barcode in the newest 2,000 open requests only', async () => {
	const all = Array.from({ length: 10_000 }, (_, index) => row(String(index), `P${index}`));
	const ids = new PatronIdAliases('patron-ids|many', async (_cql, most) => all.slice(0, most));
	expect([await ids.of('1999'), await ids.of('2000')]).toEqual([['1999', 'P1999'], ['2000']]);
});
