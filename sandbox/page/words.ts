import type { Behaviour } from '../options';
import type { Fate } from '../modrs/fates';

/** What a supplier does, and the fields that it takes. */
export const fateWords: Readonly<Record<Fate['kind'], string>> = {
	fill: 'lends, and gets its book back',
	shipsAtOnce: 'ships without saying first that it will',
	unfilled: 'says no: reason, note',
	lateUnfilled: 'says yes, and takes it back later: reason',
	conditional: 'lends under a condition: condition, note, cost',
	overdue: 'lends; the patron keeps the item too long',
	silent: 'never answers',
	refusesCancel: 'lends, and refuses to have the request canceled',
	onOwnShelf: 'for the library\'s own copy: it is on the shelf, so staff must look at the request',
};

/** What each name of the behavior means; the first value in brackets is the usual one. */
export const behaviourWords: Readonly<Record<keyof Behaviour, string>> = {
	loginEndpoints: 'which login Okapi has [both, legacyOnly (ReShare up to 1.17), expiryOnly]',
	loginErrorCodes: 'how a refused login is told [new (one code, since mod-login 7.13.1), old]',
	tokenLifetimeMs: 'how long an access token lives [600000]',
	legacyTokenIn: 'where the older login puts its token [headerAndBody, headerOnly (mod-login before 7.6), bodyOnly]',
	missingTokenStatus: 'status of a call without a token [400, 403 (mod-authtoken 2.11 to 2.14)]',
	permissionsFail: 'the gateway cannot read what users may do [false, true]',
	noModuleWording: 'how the gateway says that a module is absent; kong is that of Eureka [old, new (since Okapi 5.0.2), kong]',
	validActionsForm: 'how possible actions are listed [objects (since mod-rs 2.18), codes]',
	listDelayMs: 'how long a list takes; lists of one library wait for each other [0]',
	hostLmsFails: 'received items cannot be checked in [false, true]',
	hostLmsKeeps: 'barcodes of items that the lending library\'s own system does not check out, with commas between them []',
	hostLmsTakesMs: 'how long the library\'s own system takes to answer about the patron of a new request, which has no number, service type or email address until then [0]',
	routingTakesMs: 'how long it takes to look for lenders after the checks [0]',
	everyMessageNoted: 'messages sent are noted with the request, also without text, as since September 2025 [true, false]',
	dueDateForm: 'how suppliers write due dates [instant, withoutZone (midnight, which ReShare takes for one in UTC), day, words]',
	networkBusyMs: 'how long a request is busy after a message to its supplier [0]',
	messagesFail: 'requests to lenders and messages of staff do not get through [no, retry (ReShare sends them again by itself), error (it does not)]',
	wholeRecordsInLists: 'lists know fullRecord, as since mod-rs 2.15 [true, false]',
	crosslinkModel: 'CrossLink\'s state model [3.0.0, 3.7.0, 9.0.0, which has a state that no program knows]',
	crosslinkDuplicateHours: 'hours in which the same title for the same patron is a duplicate, model 3.7.0 [0]',
	crosslinkMaxRequests: 'open requests per patron, model 3.7.0 [0]',
	crosslinkActionTakesMs: 'how long an action takes, while another one is refused [0]',
	crosslinkIndexFails: 'the shared index does not answer the broker [false]',
	crosslinkHaste: 'the broker finds a library before it has noted the sending, beforeSent, or is done with it, beforeDone [no]',
	crosslinkDiesAt: 'the action during which the broker goes down, for instance validate-patron []',
	clusterRecords: 'a cluster\'s bibliography [main (one record\'s, as in PALCI), merged (all of them, as in BorrowDirect), none (no transformer)]',
	transformerFails: 'OAI answers 500 for every record [false, true]',
	vufindApi: 'VuFind\'s API [open, closed (403, as VuFind is delivered), keys (401 without one)]',
	vufindLendingStatus: 'the site knows the field lendingStatus [true, false]',
	vufindFilters9xx: 'fullRecord comes without the copies [false, true]',
	vufindIndexDown: 'the index behind VuFind does not answer [false, true]',
	vufindFacetLimit: 'values of a facet that are given at most (facet_limit in facets.ini) [30]',
	vufindSearchLimit: 'searches that version 10 answers at first, and half as many each quarter of an hour; 429 to more; 0 is no limit [0]',
	vufindLimitHeaders: 'whether it says so in headers of its own (addHeaders), too [true]',
	vufindMaxLimit: 'records in one answer (maxLimit in searches.ini) [100]',
};

/** Settings of a library's ReShare that are worth playing with. */
export const settingWords: Readonly<Record<string, string>> = {
	max_requests: 'open requests per patron; 0 is no limit',
	check_duplicate_time: 'hours in which the same title for the same patron is a possible duplicate; 0 is off',
	requester_returnables_state_model: 'SLNPRequester leaves loans to an external broker, as in Germany: no checks, and the state stays New',
	requester_non_returnables_state_model: 'SLNPNonReturnableRequester: the same for copies',
	auto_responder_local: 'on looks for an own copy; off sends every title of one\'s own to local review',
	borrower_check: 'ncip; none believes every patron',
	suppress_patron_info: 'with yes lenders do not hear who the patron is',
	routing_adapter: 'disabled plays an external broker: no rota, no supplier\'s name, and refusals come as notifications until the broker gives up',
	last_resort_lenders: 'libraries such as ISIL:US-LAKE, with commas, that are asked when all others have declined, whether they hold the title or not',
	request_id_prefix: 'beginning of the requests\' numbers',
};

/** Statuses to which a borrowing request can be taken, with the words of ReShare's own screens. */
export const destinations: ReadonlyArray<readonly [code: string, words: string]> = [
	['REQ_EXPECTS_TO_SUPPLY', 'Expects to supply'],
	['REQ_CONDITIONAL_ANSWER_RECEIVED', 'Conditions received'],
	['REQ_SHIPPED', 'Shipped'],
	['REQ_CHECKED_IN', 'In local circulation process'],
	['REQ_OVERDUE', 'Overdue'],
	['REQ_SHIPPED_TO_SUPPLIER', 'Return shipped'],
	['REQ_REQUEST_COMPLETE', 'Complete'],
	['REQ_DOCUMENT_DELIVERED', 'Document delivered'],
	['REQ_END_OF_ROTA', 'End of rota'],
	['REQ_CANCELLED', 'Cancelled'],
];
