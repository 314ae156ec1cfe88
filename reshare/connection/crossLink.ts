import { ReShareError } from '../errors';
import type { OkapiClient } from '../okapi';
import { CrossLinkClient } from '../requests/crosslink/CrossLinkClient';
import { symbolsOwned } from '../requests/crosslink/symbols';
import { named } from '../words';
import { otherBackEnd, toldApart } from '../okapi/otherKind';
import { counted, idOfNothing, missingPermission, permissionError, type Missing } from '../okapi/permissions';

/**
 * Logs in and reads one of everything that a library's requests at CrossLink are used for. Creates nothing.
 *
 * @param symbol `authority:symbol` of the one library that counts; undefined: all that the tenant owns
 * @returns a sentence saying what was reached
 * @throws ReShareError in words for whoever fills in the settings
 */
export async function checkCrossLink(okapi: OkapiClient, symbol: string | undefined): Promise<string> {
	await okapi.logInAfresh();
	const client = new CrossLinkClient(okapi);
	const { tenant } = okapi.account;
	let total = 0;
	const noList = await missingPermission('to list requests', async () => {
		total = await toldApart(okapi, 'crossLink', async () => await namingSymbols(client, tenant, async () => await client.count({ side: 'borrowing', symbol })));
	});
	const missing = [
		...noList,
		...(await missingOf([
			['to read one request', async () => await client.getRow(idOfNothing)],
			['to read what happened to a request', async () => await ofNothing(client.events(idOfNothing))],
			['to read messages', async () => await ofNothing(client.notifications(idOfNothing))],
			['to read the states', async () => await client.stateModel()],
		])),
	];
	if (missing.length > 0) throw permissionError(missing);
	let places: number | undefined;
	const unread = await missingOf([
		['so that no action can be performed', async () => await ofNothing(client.allowedActions(idOfNothing))],
		['so that copies have no barcodes', async () => await ofNothing(client.items(idOfNothing))],
		['so that which libraries were asked stays unknown', async () => await client.locatedSuppliers(idOfNothing)],
		['so that why no library was found stays unknown', async () => await client.transactionEvents(idOfNothing)],
		['so that pickup locations and symbols stay unknown', async () => {
			places = (await client.ownEntries())?.filter(({ illConfig }) => illConfig?.isPickupLocation === true).length ?? 0;
		}],
	]);
	const owned = symbol === undefined ? await symbolsOwned(client, tenant) : [symbol];
	const reached = [
		symbol === undefined ? counted(total, 'borrowing request', 'borrowing requests') : `${counted(total, 'borrowing request', 'borrowing requests')} of ${symbol}`,
		...(places === undefined || places === 0 ? [] : [counted(places, 'pickup location', 'pickup locations')]),
	];
	const remarks = [
		...(owned.length < 2 ? [] : [`The tenant has the symbols ${owned.join(', ')}: requests of all of them are read, and new ones are made for the first that CrossLink has, unless you name one as ${named('librarySymbol')}`]),
		...(owned.length > 0 || total > 0 ? [] : ['The Directory names no library for this tenant, and it has no request yet, so that the set-up may be unfinished: look for your first request in CrossLink']),
		...(places === 0 ? ["The Directory names no pickup locations: CrossLink takes the one that is set for your library, and another one goes into the request's internal note"] : []),
		...unread.map(({ purpose, permission }) => `The user lacks the permission ${permission ?? 'for it'}, ${purpose}`),
		...(await otherBackEnd(okapi, 'crossLink')),
	];
	return [`Connected to CrossLink: ${reached.join(', ')}`, ...remarks].join('. ');
}

async function missingOf(probes: ReadonlyArray<readonly [purpose: string, probe: () => Promise<unknown>]>): Promise<Missing[]> {
	return (await Promise.all(probes.map(async ([purpose, probe]) => await missingPermission(purpose, probe)))).flat();
}

/** What belongs to a request that does not exist: only a missing permission tells anything. */
async function ofNothing(asking: Promise<unknown>): Promise<void> {
	await asking.catch((error: unknown) => {
		if (!(error instanceof ReShareError) || error.kind !== 'notFound') throw error;
	});
}

/** A symbol that is none of the tenant's: says which there are. */
async function namingSymbols<Answer>(client: CrossLinkClient, tenant: string, call: () => Promise<Answer>): Promise<Answer> {
	try {
		return await call();
	} catch (error) {
		if (!(error instanceof ReShareError) || error.kind !== 'refused') throw error;
		const owned = await symbolsOwned(client, tenant);
		throw owned.length === 0 ? error : new ReShareError('badInput', error.message, { description: `${error.description} The tenant has ${owned.join(', ')}.` });
	}
}
