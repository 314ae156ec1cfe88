import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { readChoiceOrThrow, readNumberOrThrow } from '../../shared/readYesNoChoicesAndNumbers';
import type { PatronRequest, Requests } from '../../shared/loadClient';
import { connect } from '../../shared/connection';
import { errorMessageOf } from '../../shared/nodeErrors';
import type { ItemWork, RoutedItem } from '../../shared/routeItems';
import type { NodeOperation } from '../../shared/nodeOperations';
import { toText } from '../../shared/readParameters';
import { isToolRun } from '../../shared/toolRun';
import { buildRequestItem } from '../buildRequestItem';
import { calendarFields, readCalendar } from './holidayAndWeekendFields';
import { buildChoiceField, buildChoices, buildCollection, buildNumberField } from '../../shared/fieldBuilders';

const giveField = buildChoiceField(
	'Give',
	'turnaround',
	'What comes out',
	buildChoices({
		expectedArrival: [
			'Expected Arrival',
			"Each item that comes in, with the day by which most of that lender's recent loans have arrived (9 of 10), for a loan that is promised or on its way",
		],
		figures: ['Figures', 'How long each lender takes, and what it does not fill'],
		openRequests: [
			'Open Requests',
			'Each open borrowing request: whether it takes longer than is usual with its lender, whether it can come in time, and how long it has stood',
		],
	}),
	'figures',
	{ noDataExpression: true },
);

const usualDaysBack = 730;
const hiddenForArrival = { displayOptions: { hide: { turnaround: ['expectedArrival'] } } };
const daysField = {
	...buildNumberField(
		'Days to Look Back',
		'daysBack',
		'Borrowing requests made in so many days count. Each history is read once and kept; later runs of a published workflow read only what has changed. At most the newest 10,000 requests count; the workflow then keeps less than a megabyte.',
		usualDaysBack,
		{ minValue: 1 },
	),
	...hiddenForArrival,
};
const calendarField = buildCollection('Working Days', 'workingDays', 'Add Field', calendarFields, hiddenForArrival);

export const getTurnaroundOperation: NodeOperation = {
	option: {
		name: 'Get Turnaround',
		value: 'getTurnaround',
		action: 'Show how long lenders take',
		description: "Show how long lenders take, from your library's own requests, and what takes longer than usual",
	},
	outputs: ['Turnaround'],
	properties: [giveField, daysField, calendarField],
	async start(context) {
		const byTool = isToolRun(context);
		if (!byTool && context.getNodeParameter('turnaround', 0, 'figures') === 'expectedArrival') return withArrival(context);
		const { client, reshare } = await connect(context, 'myLibrary');
		const { requests } = reshare;
		const give = readChoiceOrThrow(context.getNodeParameter('turnaround', 0, 'figures'), giveField) ?? 'figures';
		if (byTool && give !== 'figures')
			throw new NodeOperationError(context.getNode(), 'An AI model can have the figures alone', {
				description: 'Choose Figures under Give.',
			});
		const timeZone = context.getTimezone();
		const daysBack = readNumberOrThrow(context.getNodeParameter('daysBack', 0, usualDaysBack), daysField, usualDaysBack);
		const turnaround = requests.turnaround({
			daysBack,
			calendar: readCalendar(client, context.getNodeParameter('workingDays', 0, {}) as IDataObject, timeZone),
		});
		const read = once(async () => await readSinceLastRun(context, turnaround));
		const list = once(async () => await turnaround.open());
		return async (itemIndex) => {
			if (give === 'figures') {
				await read();
				return itemIndex > 0 ? [] : figuresItems(turnaround, daysBack, requests, timeZone);
			}
			// If the usual times cannot be read, open requests are listed without them.
			const turnaroundRemark = await read().then(
				() => turnaround.remark ?? null,
				(error: unknown) => `How long lenders usually take could not be read: ${errorMessageOf(error)}`,
			);
			const open = await list();
			return itemIndex > 0 ? [] : await openItems(open, turnaround, turnaroundRemark, { requests, timeZone });
		};
	},
};

function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
	let underWay: Promise<Result> | undefined;
	return async () => await (underWay ??= work());
}

async function readSinceLastRun(context: IExecuteFunctions, turnaround: Turnaround): Promise<void> {
	const stored = context.getWorkflowStaticData('node');
	turnaround.restoreHistories(stored.turnaround);
	try {
		await turnaround.read();
	} finally {
		// The figures are stored as one text, because n8n would put a proxy around each single value.
		stored.turnaround = JSON.stringify(turnaround.storedHistories);
	}
}

function figuresItems(turnaround: Turnaround, daysBack: number, requests: Requests, timeZone: string): RoutedItem[] {
	const figures = turnaround.figures();
	const lacks = { turnaroundRemark: turnaround.remark ?? null, daysBack };
	if (figures.length > 0) return figures.map((one) => ({ output: 0, json: { ...figuresItem(one, requests, timeZone), ...lacks } }));
	const explanation = 'There were no requests in this time.';
	return [{ output: 0, json: { outcome: 'counted', explanation, lender: null, asked: 0, ...lacks } }];
}

async function openItems(
	open: Awaited<ReturnType<Turnaround['open']>>,
	turnaround: Turnaround,
	turnaroundRemark: string | null,
	{ requests, timeZone }: { readonly requests: Requests; readonly timeZone: string },
): Promise<RoutedItem[]> {
	return await Promise.all(
		open.map(async ({ request, lastStatusChange, workingDaysOld, workingDaysWithoutChange }) => {
			const outlook = turnaround.outlook(request);
			return {
				output: 0,
				json: {
					outcome: 'found',
					...(await buildRequestItem(request, { withPatron: true, requests, timeZone })),
					lastStatusChange: requests.localTime(lastStatusChange, timeZone),
					workingDaysWithoutChange,
					workingDaysOld,
					...arrivalOf(outlook, request),
					turnaroundRemark,
					...standingOf(outlook, request),
				},
			};
		}),
	);
}

type Turnaround = ReturnType<Requests['turnaround']>;

/** The events after which a patron waits for a loan that a library has promised or sent. */
const waitedAfter: readonly string[] = ['expectsToSupply', 'shipped'];

/**
 * Adds the expected arrival to each item and passes the item on, even after a failure, because a letter without a day is better than none.
 */
function withArrival(context: IExecuteFunctions): ItemWork {
	let connected: Promise<Turnaround> | undefined;
	const connectOnce = async () => {
		const { client, reshare } = await connect(context, 'myLibrary');
		return reshare.requests.turnaround({ daysBack: usualDaysBack, calendar: readCalendar(client, {}, context.getTimezone()) });
	};
	const dayOf = async ({ requestId, side, event }: IDataObject) => {
		const id = toText(requestId).trim();
		if (id === '' || side === 'lending' || (typeof event === 'string' && !waitedAfter.includes(event))) return {};
		const arrival = await (await (connected ??= connectOnce())).arrival(id);
		return arrival === undefined ? {} : { expectedArrival: arrival.day, expectedArrivalFrom: arrival.from };
	};
	return async (itemIndex) => {
		const { json = {}, binary } = context.getInputData()[itemIndex] ?? {};
		const answer = await dayOf(json).catch((error: unknown) => ({
			turnaroundRemark: `When it is likely to arrive could not be read: ${errorMessageOf(error)}`,
		}));
		return [{ output: 0, json: { ...json, expectedArrival: null, expectedArrivalFrom: null, turnaroundRemark: null, ...answer }, binary }];
	};
}

type Outlook = ReturnType<Turnaround['outlook']>;
type Figures = ReturnType<Turnaround['figures']>[number];

/** Returns the expected arrival of a loan. A copy has arrived as soon as it is delivered. */
function arrivalOf(outlook: Outlook, { serviceType }: PatronRequest): IDataObject {
	const arrival = serviceType === 'copy' ? undefined : outlook?.arrival;
	return { expectedArrival: arrival?.day ?? null, expectedArrivalFrom: arrival?.from ?? null };
}

/** Compares a request with the usual times of its lender. */
function standingOf(outlook: Outlook, request: PatronRequest): IDataObject {
	const { awaited, waited, usual, from, isLate, comesInTime } = outlook ?? {};
	// Staff are not only told to cancel, because that ends the request: only a refusal by the lender makes ReShare ask the next library.
	const canGoOn =
		awaited === 'shipping'
			? 'Contact the lender; if it responds that it cannot supply, the next one is asked. Or cancel the request.'
			: 'It is on its way: contact the lender, and tell the patron.';
	return {
		awaited: awaited ?? null,
		waitedWorkingDays: waited ?? null,
		usualWorkingDays: usual ?? null,
		usualFrom: from ?? null,
		isLate: isLate ?? null,
		comesInTime: comesInTime ?? null,
		explanation: (outlook && explainOutlook(outlook, request)) || null,
		...(isLate === true || comesInTime === false ? { whatToDo: canGoOn } : {}),
	};
}

/** Says what is unusual about a request; nothing if it is in time. */
function explainOutlook(
	{ awaited, waited = 0, usual, from, isLate, comesInTime, arrival }: NonNullable<Outlook>,
	{ supplier: library = 'the lender', neededBy = '', serviceType }: PatronRequest,
): string {
	const things = serviceType === 'copy' ? 'copies' : 'loans';
	const come = awaited === 'shipping' ? 'are sent' : 'arrive';
	const arrives = arrival === undefined ? '' : `: 9 of 10 come by ${arrival.day}`;
	return [
		usual === undefined && `Too few ${things} from ${library} to say what is usual (${from}).`,
		isLate === true && `${waited} working days have passed. 9 of 10 of the ${things} from ${library} ${come} within ${usual ?? 0}.`,
		comesInTime === false && `It is needed by ${neededBy}, and cannot be counted on by then${arrives}.`,
	]
		.filter((sentence) => sentence !== false)
		.join(' ');
}

function figuresItem(figures: Figures, requests: Pick<Requests, 'localTime'>, timeZone: string): IDataObject {
	const { lender, serviceType, spans, lastAsked, refusals, requests: asked, supplied, refused } = figures;
	const { count, isEnough, days } = serviceType === 'copy' ? spans.askedToShipped : spans.askedToReceived;
	const things = (number: number) =>
		`${number} ${serviceType === 'copy' ? (number === 1 ? 'copy' : 'copies') : number === 1 ? 'loan' : 'loans'}`;
	return {
		outcome: 'counted',
		explanation:
			days === null
				? 'None has arrived yet.'
				: !isEnough
					? `${things(count)}: too few to say how long it takes.`
					: `9 of 10 come within ${days.nineOfTen} days of the request, half within ${days.median} (${things(count)}).`,
		lender,
		serviceType,
		asked,
		supplied,
		suppliedPercent: asked === 0 ? null : Math.round((supplied / asked) * 1000) / 10,
		refused,
		refusedBecause: refusals.map(({ reason, count: times }) => ({ reason, times })),
		lastAsked: lastAsked === null ? null : requests.localTime(new Date(lastAsked).toISOString(), timeZone),
		...structuredClone(spans as unknown as IDataObject),
	};
}
