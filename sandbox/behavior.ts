/** Widens the type of the usual value to all values that the setting can have. */
function oneOf<Value extends string>(usual: Value, ..._others: readonly Value[]): Value {
	return usual;
}

/**
 * The behavior of the services, which tests and teachers can change while the consortium runs. `controlPage/words.json` explains each name.
 */
export const usualBehavior = {
	loginEndpoints: oneOf('both', 'legacyOnly', 'expiryOnly'),
	loginErrorCodes: oneOf('new', 'old'),
	tokenLifetimeMs: 600_000,
	missingTokenStatus: 400,
	gateway: oneOf('okapi', 'eureka'),
	noModuleWording: oneOf('old', 'new'),
	permissionsFail: false,
	listDelayMs: 0,
	hostLmsFails: false,
	hostLmsKeeps: '',
	hostLmsTakesMs: 0,
	routingTakesMs: 0,
	dueDateForm: oneOf('instant', 'withoutZone', 'day', 'words'),
	networkBusyMs: 0,
	messagesFail: oneOf('no', 'retry', 'error'),
	wholeRecordsInLists: true,
	crosslinkModel: oneOf('3.0.0', '3.7.0', '9.0.0'),
	crosslinkDuplicateHours: 0,
	crosslinkMaxRequests: 0,
	crosslinkActionTakesMs: 0,
	crosslinkIndexFails: false,
	crosslinkHaste: oneOf('no', 'beforeSent', 'beforeDone'),
	crosslinkDiesAt: '',
	crosslinkHangsAt: '',
	clusterRecords: oneOf('main', 'merged', 'none'),
	transformerFails: false,
	vufindApi: oneOf('open', 'closed', 'keys'),
	vufindLendingStatus: true,
	vufindFilters9xx: false,
	vufindIndexDown: false,
	vufindFacetLimit: 30,
	vufindSearchLimit: 0,
	vufindLimitHeaders: true,
	vufindMaxLimit: 100,
};

export type Behavior = typeof usualBehavior;
