import { volumesInStatement } from '../../../../reshare/inventory/match/volumes';

it.each<[string, Array<readonly [from: number, to: number]>]>([
	[
		'v.1-3,5',
		[
			[1, 3],
			[5, 5],
		],
	],
	['5-7', [[5, 7]]],
	['v.5:no.3(1990)-v.10:no.12(1999)', [[5, 10]]],
	['v.3-', [[3, Infinity]]],
	// Years, without a mark for volumes.
	['1990-1995', []],
])('volumesInStatement reads the holdings statement "%s" as the volumes %j', (statement, ranges) =>
	expect(volumesInStatement(statement).map(({ from, to }) => [from, to])).toEqual(ranges),
);
