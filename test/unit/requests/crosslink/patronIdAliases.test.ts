import { PatronIdAliases } from '../../../../reshare/requests/crosslink/PatronIdAliases';

type Rows = ConstructorParameters<typeof PatronIdAliases>[1];
type Row = Parameters<PatronIdAliases['learn']>[0];

const row = (given: string, patron: string) => ({ patron, illRequest: { patronInfo: { patronId: given } } }) as Row;

function rows(...open: Row[]): Rows {
	return async () => open;
}

it("the search for patron IDs finds all IDs in open requests with a barcode, in the library's own tenant only", async () => {
	const [east, west] = [
		new PatronIdAliases('patron-ids|east', rows(row('4711', 'P1'), row('4711', 'P2'))),
		new PatronIdAliases('patron-ids|west', rows(row('4711', 'P9'), row('4712', 'P9'))),
	];
	expect(await east.of('4711')).toEqual(['4711', 'P1', 'P2']);
	expect(await west.of('4711')).toEqual(['4711', 'P9']);
	expect(await east.of('4712')).toEqual(['4712']);
});

it('the search for patron IDs reads no open requests if the newest requests contain no other IDs', async () => {
	const asked: Array<string | undefined> = [];
	const ids = new PatronIdAliases('patron-ids|same', async (cql) => {
		asked.push(cql);
		return [row('1', '1')];
	});
	expect([await ids.of('1'), await ids.of('2')]).toEqual([['1'], ['2']]);
	expect(asked).toEqual([undefined]);
});

it('the search for patron IDs reads only the newest 2,000 open requests', async () => {
	const all = Array.from({ length: 10_000 }, (_, index) => row(String(index), `P${index}`));
	const ids = new PatronIdAliases('patron-ids|many', async (_cql, most) => all.slice(0, most));
	expect([await ids.of('1999'), await ids.of('2000')]).toEqual([['1999', 'P1999'], ['2000']]);
});
