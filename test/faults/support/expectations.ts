import type { Column } from './faultColumns';
import type { Row } from './matrixRow';

/** What is expected of the item that the fault hits. */
export interface Expectation {
	/**
	 * `same`: the same result as without the fault. `fine`: the same outcome with other values. `error`: an error. All others are
	 * `outcome/reason`.
	 */
	readonly end: 'same' | 'fine' | 'error' | `${string}/${string}`;
	/** Must occur in the message, in the explanation or, for `warn`, in the warnings. */
	readonly words?: RegExp;
	readonly warnings?: RegExp;
}

const same: Expectation = { end: 'same' };
const error = (words: RegExp): Expectation => ({ end: 'error', words });

/** What is expected of operations that only read. Their errors say what happened and what to do. */
const reading: Readonly<Record<string, Expectation>> = {
	'no such name': error(
		/There is no server with the name okapi\.no-such-host\.invalid.*Check the URL in the credential for typing mistakes/,
	),
	refused: error(/127\.0\.0\.1:\d+ refused the connection.*Check the URL and its port/),
	certificate: error(/The certificate of 127\.0\.0\.1:\d+ is not trusted.*NODE_EXTRA_CA_CERTS/),
	'reset before': error(/The connection to 127\.0\.0\.1:\d+ was lost.*Try again/),
	'reset after': error(/The connection to 127\.0\.0\.1:\d+ was lost.*Try again/),
	'reset after, once': same,
	silence: error(/did not answer in time.*Try again later/),
	'silence after': error(/did not answer in time.*Try again later/),
	'slow body': same,
	'stalled body': error(/did not answer in time.*Try again later/),
	truncated: error(/only in part.*Try again/),
	'cut body': error(/The connection to 127\.0\.0\.1:\d+ was lost.*Try again/),
	'wrong type': error(/sent application\/octet-stream instead of .*sign-in page may stand between/),
	'login page': error(/sent text\/html instead of .*sign-in page may stand between/),
	'gzip bomb': error(/sent an answer of more than 16 MB.*Ask for less/),
	redirect: error(/answered with a redirect \(302\).*Check the URL in the credential/),
	'401 once': same,
	'401': error(/did not accept the login.*Test the credential/),
	'403': error(/lacks the permission some\.permission\.get.*Ask your ReShare administrator/),
	'404 text': error(/does not offer .*Check 'Okapi URL'/),
	'413': error(/refused .* \(413\)/),
	'429 once': same,
	'429': error(/asks for fewer calls.*Try again later/),
	'500': error(/could not answer \(500\).*Try again later/),
	'502': error(/could not answer \(502\).*Try again later/),
	'503': error(/could not answer \(503\).*Try again later/),
	'503 once': same,
	'GraphQL errors': error(/in an unknown form.*newer or older than this package/),
	'errors and data': same,
	null: error(/in an unknown form.*newer or older than this package/),
	'nulls inside': error(/in an unknown form: field '.*newer or older than this package/),
	'unknown states': { end: 'fine' },
	'unknown fields': same,
};

const noGraphql = error(/There is no GraphQL here.*choose it under 'Searched Through'.*check the tenant/);
const unusable = error(
	/The shared inventory sent .*unknown form.*newer or older|The shared inventory gave an answer that cannot be used.*Try again later/,
);
const search: Readonly<Record<string, Expectation>> = { '404 text': noGraphql, 'GraphQL errors': unusable, null: unusable };

const unclear: Expectation = {
	end: 'needsStaff/unclear',
	words: /It is not certain whether the request was created: .*Look in ReShare for a request with the reference REF-\d/,
};
/** The answer was lost, but the request was found afterwards. */
const foundAgain: Expectation = { end: 'fine', warnings: /The answer was lost, and the request was found in ReShare/ };
const sentOnceMore: Expectation = { end: 'fine', warnings: /sent once more/ };
const refusedBy = (words: RegExp): Expectation => ({
	end: 'notCreated/resolverRefused',
	words: new RegExp(`${words.source}.*Nothing is open in ReShare for this item`),
});

const creating: Readonly<Record<string, Expectation>> = {
	'reset before': unclear,
	'reset after': foundAgain,
	'reset after, once': foundAgain,
	silence: unclear,
	'silence after': foundAgain,
	'slow body': { end: 'fine' },
	'stalled body': foundAgain,
	truncated: foundAgain,
	'cut body': foundAgain,
	'wrong type': foundAgain,
	'login page': unclear,
	'gzip bomb': unclear,
	'500': unclear,
	'502': unclear,
	'503': unclear,
	'503 once': sentOnceMore,
	'GraphQL errors': unclear,
	null: unclear,
	'nulls inside': { end: 'fine' },
};

const resolver: Readonly<Record<string, Expectation>> = {
	...creating,
	'401': refusedBy(/The resolver's web server refused the OpenURL \(status 401\)/),
	'403': refusedBy(/The resolver's web server refused the OpenURL \(status 403\)/),
	'404 text': refusedBy(/The resolver does not know this library; check 'OpenURL Base URL'/),
	'413': refusedBy(/The OpenURL is too long for the resolver/),
	'429': refusedBy(/The resolver's web server refused the OpenURL \(status 429\); it asks to wait 1 hour/),
};

const unclearAction: Expectation = {
	end: 'unclear/unclear',
	words: /The answer was lost, and the request does not show whether the action was performed. Look at it in ReShare before you try again/,
};
const doneAfterAll: Expectation = { end: 'same', words: /The answer was lost, but the status has changed/ };
/** An action is tried once, whatever happens. */
const action: Readonly<Record<string, Expectation>> = {
	'reset before': unclearAction,
	'reset after': doneAfterAll,
	'reset after, once': doneAfterAll,
	silence: unclearAction,
	'silence after': doneAfterAll,
	'stalled body': doneAfterAll,
	truncated: doneAfterAll,
	'cut body': doneAfterAll,
	'wrong type': doneAfterAll,
	'login page': unclearAction,
	'gzip bomb': unclearAction,
	'429 once': error(/asks for fewer calls.*Try again later/),
	'500': unclearAction,
	'502': unclearAction,
	'503': unclearAction,
	'503 once': unclearAction,
	redirect: unclearAction,
	'404 text': unclearAction,
	'GraphQL errors': unclearAction,
	null: unclearAction,
	'nulls inside': same,
	'unknown states': same,
};

const notOkapi = error(/does not answer like an Okapi.*Check 'Okapi URL'/);
const refusedLogin = error(/refused this user name and password.*After five wrong attempts the user is blocked/);
const login: Readonly<Record<string, Expectation>> = {
	truncated: same,
	'wrong type': same,
	'login page': notOkapi,
	'401 once': refusedLogin,
	'401': refusedLogin,
	'404 text': notOkapi,
	'413': notOkapi,
	'GraphQL errors': notOkapi,
	null: notOkapi,
	'nulls inside': same,
	'unknown states': same,
	// A login is never repeated, because the answer that was lost may have been a refusal.
	'429 once': error(/asks for fewer calls.*Try again later/),
	'503 once': error(/could not answer \(503\).*Try again later/),
	'reset after, once': error(/The connection to 127\.0\.0\.1:\d+ was lost.*Try again/),
};

const strangeSearch = error(/sent an answer of its search in an unknown form.*Test the credential/);
/** VuFind needs no login, and the client ignores the content type of its answers. */
const vufind: Readonly<Record<string, Expectation>> = {
	'wrong type': same,
	'login page': error(/sent a web page instead of an answer of its search.*Check 'VuFind URL'.*protection against robots/),
	'401 once': error(/The search API of .* wants a key.*Ask whoever runs this VuFind/),
	'401': error(/The search API of .* wants a key.*Ask whoever runs this VuFind/),
	// VuFind says how long it refuses.
	'429': error(/asks for fewer calls.*Look up the rest in 60 minutes/),
	'403': error(/keeps n8n out.*Ask whoever runs it to let n8n through/),
	'404 text': error(/has no search API of VuFind at this address.*Check 'VuFind URL'/),
	'GraphQL errors': strangeSearch,
	null: strangeSearch,
};

const keptOut = error(/does not let n8n read the Reservoir \(40[13]\).*Ask whoever runs it/);
const noRecord = error(/sent application\/json instead of a record of the Reservoir.*Check 'Reservoir Okapi URL'/);
const oai: Readonly<Record<string, Expectation>> = {
	'wrong type': same,
	truncated: error(/sent a record damaged or only in part.*Try again/),
	'login page': error(/sent text\/html instead of a record of the Reservoir.*A sign-in page may stand between/),
	'401 once': keptOut,
	'401': keptOut,
	'403': keptOut,
	'404 text': error(/has no Reservoir for this tenant.*Check 'Reservoir Okapi URL' and 'Reservoir Tenant'/),
	'413': error(/refused to give the record \(413\)/),
	'GraphQL errors': noRecord,
	null: noRecord,
	'nulls inside': error(/came without a title, or in a form that cannot be read/),
};

/** If a found record cannot be confirmed, it stays chosen, and the item says that it was not confirmed. */
const unconfirmed = Object.fromEntries(
	Object.entries({ ...reading, ...oai }).map(([column, { end, words }]): [string, Expectation] => {
		const what = words?.source.split('.*')[0] ?? '';
		return [
			column,
			end === 'error' ? { end: 'fine', words: new RegExp(`Whether it still is so could not be confirmed: .*${what}`, 'u') } : { end },
		];
	}),
);
const nobodyLends: Expectation = { end: 'notAvailable/nobodyLends', words: /no other library lends it/ };

const cannotRead = error(/The login works, but records could not be read.*Ask whoever runs/);
const testInventory: Readonly<Record<string, Expectation>> = {
	'404 text': error(/The login works, but .* has no GraphQL for the tenant 'shared'/),
	'cut body': error(/only in part/),
	'GraphQL errors': cannotRead,
	'errors and data': cannotRead,
	'nulls inside': cannotRead,
	'unknown states': same,
};
const lists: Readonly<Record<string, Expectation>> = { 'nulls inside': { end: 'fine' } };

const statusNotKnown: Expectation = { end: 'leftToStaff/statusNotKnown', words: /which is not known here\. It is left to staff/ };

const byRow: Readonly<Record<string, Readonly<Record<string, Expectation>>>> = {
	// Without identifiers, nobody knows whether the record has this ISBN, so that a person must check it.
	'Search: find': {
		...search,
		'nulls inside': { end: 'needsReview/recordDoesNotFit', words: /does not carry this number itself/ },
		'unknown states': nobodyLends,
	},
	'Search: get': { ...search, ...lists },
	'Search: search': { ...search, ...lists },
	'VuFind: find': {
		...vufind,
		'nulls inside': { end: 'needsReview/answersPartial', words: /gave only a part of the records/ },
		'unknown states': nobodyLends,
	},
	'VuFind: get': { ...vufind, 'nulls inside': error(/came without a title, or in a form that cannot be read/) },
	'VuFind: search': { ...vufind, 'nulls inside': error(/Records were found, but came in a form that cannot be read/) },
	// If copies no longer name a library, no library can be asked for them.
	'Reservoir: confirm': { ...unconfirmed, 'nulls inside': { end: 'needsReview/notSeenByReShare' }, 'unknown states': nobodyLends },
	'Reservoir: get': oai,
	'Request: rules': { 'nulls inside': statusNotKnown, 'unknown states': statusNotKnown },
	'Request: save': lists,
	'Request: turnaround': lists,
	'Create: resolver': resolver,
	'Preview: checks': lists,
	'Request: action': action,
	'Request: preview': lists,
	'Request: login': login,
	'Request: get': lists,
	'Request: timeline': lists,
	'Request: get many': lists,
	'Request: open ones': lists,
	'Test: library': {
		'403': error(/The login works, but the user lacks the permission .*some\.permission\.get.*Ask your ReShare administrator/),
		'cut body': error(/only in part/),
		...lists,
	},
	'Test: inventory': testInventory,
	'Test: VuFind': { ...vufind, 'cut body': error(/only in part/), 'nulls inside': error(/does not give its records in full/) },
	'Test: Reservoir': { ...oai, 'cut body': error(/only in part/), 'nulls inside': { end: 'fine' } },
	'Test: CrossLink': {
		'403': error(/The login works, but the user lacks the permission .*some\.permission\.get.*Ask your ReShare administrator/),
		'cut body': error(/only in part/),
	},
	'Test: login': { ...login, 'cut body': same },
};

export function expectationOf(row: Row, column: Column) {
	const found = byRow[row.name]?.[column.name] ?? reading[column.name];
	if (found === undefined) throw new Error(`Nothing is expected of ${row.name} under ${column.name}`);
	return found;
}
