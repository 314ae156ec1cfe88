import {
	writeOtherSystemReport,
	nextOtherSystemStep,
	readLibraryProfile,
	type EndStep,
	type WorkflowItem,
	type OtherSystemSettings,
} from '../../../../notices/index';
import { languages, type Language } from '../../../../notices/messages/languages';
import { messagesByLanguage } from '../../../../notices/messages/messagesByLanguage';
import { emptySettings, onlyStep } from './otherSystemSteps';

const address = 'https://api.example.org';
const settings: OtherSystemSettings = {
	...emptySettings,
	kind: 'almaCancellation',
	address,
	statusesToRequest: ['READY_TO_SEND', 'LOCATE_FAILED'],
	ownEntries: ['EAST-'],
	pickupLocations: [{ theirs: 'SCI', ours: 'Science Library' }],
};
const request = {
	request_id: '204518',
	external_id: '01PRA1',
	requester: { value: 'P4711', desc: 'Moreau, Ines' },
	format: { value: 'PHYSICAL', desc: 'Physical' },
	status: { value: 'READY_TO_SEND', desc: 'Ready to be sent' },
	citation_type: { value: 'BK' },
	pickup_location: { value: 'MAIN', desc: 'Main Library' },
};
const answer = (body: unknown, statusCode = 200): WorkflowItem => ({ statusCode, body, headers: {} });
const refused = answer(
	{ errorList: { error: [{ errorCode: '401890', errorMessage: 'User with identifier P4711 of type all_unique was not found.' }] } },
	400,
);
const noAnswer: WorkflowItem = { error: { message: 'No answer for P4711' } };
const asked = (step: string, fields: WorkflowItem = {}): WorkflowItem => ({
	step,
	row: 1,
	number: '204518',
	patronId: 'P4711',
	isAwaited: true,
	request,
	made: 'EAST-9',
	verdict: 'Requested',
	...fields,
});

function steps(item: WorkflowItem, before?: WorkflowItem, language = 'en') {
	return nextOtherSystemStep({ item, before }, readLibraryProfile({ staffLanguage: language }), settings);
}

function called(...given: Parameters<typeof steps>): WorkflowItem {
	const step = onlyStep(steps(...given));
	if (step.to === 'done') throw new Error(`It ends with ${step.sentence}`);
	return { to: step.to, ...step.json };
}

function end(...given: Parameters<typeof steps>) {
	const step = onlyStep(steps(...given));
	if (step.to !== 'done') throw new Error(`It goes on with ${step.to}`);
	return step;
}

describe('lines of Alma requests that come in', () => {
	it('the Alma request of each typed line with patron ID and request number is read from Alma once, whatever the separator is', () => {
		const found = steps({ Requests: ' P1,7 \r\n\nP2\t99PRA8\nP1;7\nP/3 9', submittedAt: '2027-03-10T12:00:00Z' });
		expect(
			found.map((step) => (step.to === 'done' ? step.sentence : [step.to, step.json.row, step.json.url, step.json.isAwaited])),
		).toEqual([
			['read', 1, `${address}/almaws/v1/users/P1/resource-sharing-requests/7`, true],
			['read', 2, `${address}/almaws/v1/users/P2/resource-sharing-requests/99PRA8?request_id_type=external`, true],
			['read', 3, `${address}/almaws/v1/users/P%2F3/resource-sharing-requests/9`, true],
		]);
	});

	it('a patron ID with dots leads to no other address of Alma', () => {
		const [step] = steps({ Requests: '.. ..' });
		expect(step?.to === 'read' ? new URL(String(step.json.url)).pathname : step).toBe(
			'/almaws/v1/users/%252E%252E/resource-sharing-requests/%252E%252E',
		);
	});

	it.each([
		['only-one-word', 'only-one-word'],
		['a b c', 'a b c'],
		['', ''],
	])('a line typed by staff that is not a patron ID and the number of an Alma request is reported to staff: "%s"', (line, name) => {
		expect(end({ requests: line })).toMatchObject({
			name,
			isTrouble: true,
			sentence: 'Not read, a line has the ID of a patron and the number of a request',
		});
	});

	it('an answer of Alma to a call that the workflow did not make is not taken for lines that staff have typed', () => {
		expect(end(answer(request)).sentence).toMatch(/^A response came/);
	});
});

describe('an Alma request that was read', () => {
	it("an Alma request that waits in Alma is requested in ReShare, with the pickup location's name there", () => {
		const goes = (values: WorkflowItem) => called(answer({ ...request, ...values }), asked('readRequest')).request;
		expect(called(answer(request), asked('readRequest'))).toMatchObject({ to: 'request', step: 'request', row: 1, number: '204518' });
		expect(goes({})).toMatchObject({ request_id: '204518', requester: { value: 'P4711' }, pickup_location: { value: 'Main Library' } });
		expect(goes({ status: { value: 'LOCATE_FAILED' }, pickup_location: { value: 'SCI', desc: 'Sciences' } })).toMatchObject({
			pickup_location: { value: 'Science Library' },
		});
		expect(goes({ requester: null, pickup_location: { value: 'LAW' } })).toMatchObject({
			requester: { value: 'P4711' },
			pickup_location: { value: 'LAW' },
		});
	});

	it.each([
		['a copy', { format: { value: 'DIGITAL', desc: 'Digital' } }, 'Ready to be sent, Digital, 01PRA1'],
		['sent already', { status: { value: 'REQUEST_SENT', desc: 'Request sent' } }, 'Request sent, Physical, 01PRA1'],
		["mod-rs' own", { external_id: 'EAST-1044' }, 'Ready to be sent, Physical, EAST-1044'],
		["CrossLink's own", { external_id: 'FORM-7.1A2b3c4d' }, 'Ready to be sent, Physical, FORM-7.1A2b3c4d'],
		[
			"mod-rs' own, with a number that looks like a placeholder",
			{ external_id: 'EAST-{answer}' },
			'Ready to be sent, Physical, EAST-{answer}',
		],
	])('an Alma request is left alone if it is %s', (_what, values, facts) => {
		expect(end(answer({ ...request, ...values }), asked('readRequest'))).toEqual({
			to: 'done',
			name: '204518',
			row: 1,
			isAwaited: true,
			isTrouble: false,
			isLeftAlone: true,
			sentence: `Left alone, in Alma: ${facts}`,
		});
	});

	it.each([
		['refused', refused, 'Not read, Alma answered: 400, 401890, User with identifier (…) of type all_unique was not found.'],
		['not answered', noAnswer, 'Not read, Alma could not be reached (No answer for (…))'],
	])('an Alma request is reported to staff without patron data if the call that reads it was %s', (_what, item, sentence) => {
		expect(end(item, asked('readRequest'))).toMatchObject({ isTrouble: true, sentence });
	});
});

describe('an Alma request that was sent to ReShare', () => {
	const created = { outcome: 'created', hrid: 'EAST-9', requestId: 'r9' };

	it('an Alma request that was requested in ReShare is read again in Alma and then canceled there', () => {
		const url = `${address}/almaws/v1/users/P4711/resource-sharing-requests/204518`;
		expect(called(created, asked('request'))).toMatchObject({
			to: 'read',
			step: 'lookAgain',
			method: 'GET',
			url,
			made: 'EAST-9',
			verdict: 'Requested',
		});
		expect(called({ ...created, alreadyExisted: true }, asked('request'))).toMatchObject({ verdict: 'Already requested' });
		expect(called(answer(request), asked('lookAgain'))).toMatchObject({
			to: 'write',
			step: 'cancel',
			method: 'DELETE',
			url: `${url}?note=Requested+in+ReShare+as+EAST-9&remove_request=false&notify_user=false`,
		});
	});

	it.each<[string, WorkflowItem, Partial<EndStep>]>([
		[
			'needs a review by staff before it is requested',
			{ outcome: 'needsReview', explanation: 'In doubt.' },
			{ sentence: 'Review, still in Alma', explanation: 'In doubt.', isTrouble: true },
		],
		[
			'is for a title that nobody lends',
			{ outcome: 'notAvailable', explanation: 'Nobody.' },
			{ sentence: 'Not available, still in Alma', explanation: 'Nobody.', isTrouble: false },
		],
		[
			'needs staff in ReShare',
			{ ...created, outcome: 'needsStaff', explanation: 'Held.' },
			{ sentence: 'Needs staff, in ReShare: EAST-9, still in Alma', explanation: 'Held.', isTrouble: true },
		],
		[
			'could not be requested because ReShare failed',
			{ error: 'No index for P4711' },
			{ sentence: 'Not known (run this row again), ReShare could not be reached (No index for (…)), still in Alma', isTrouble: true },
		],
		[
			'failed after it had been made in ReShare',
			{ ...created, error: 'No ReShare' },
			{
				sentence: 'Not known (run this row again), ReShare could not be reached (No ReShare), in ReShare: EAST-9, still in Alma',
				isTrouble: true,
			},
		],
	])('an Alma request stays in Alma, and the report to staff says why, if it %s', (_what, item, ended) => {
		expect(end(item, asked('request'))).toMatchObject(ended);
	});

	it.each<[string, string, WorkflowItem, string]>([
		[
			'was sent meanwhile',
			'lookAgain',
			answer({ ...request, status: { value: 'REQUEST_SENT', desc: 'Request sent' } }),
			'in Alma: Request sent, Physical, 01PRA1',
		],
		[
			'could not be read again',
			'lookAgain',
			refused,
			'Alma did not say that it has canceled its own (400, 401890, User with identifier (…) of type all_unique was not found.)',
		],
		['could not be asked about again', 'lookAgain', noAnswer, 'Alma could not be reached (No answer for (…)), still in Alma'],
		['could not be canceled', 'cancel', noAnswer, 'Alma did not say that it has canceled its own (No answer for (…))'],
		['was not canceled', 'cancel', answer(null, 400), 'Alma did not say that it has canceled its own (400)'],
	])('the report tells staff to cancel the request in either ReShare or Alma if the one in Alma %s', (_what, step, item, words) => {
		expect(end(item, asked(step))).toMatchObject({ isTrouble: true, sentence: `Cancel one, in ReShare: EAST-9, ${words}` });
	});

	it.each([204, 200])(
		'a request taken from Alma counts as requested in ReShare if Alma answers the cancellation of its own request with %s',
		(status) => {
			expect(end(answer(null, status), asked('cancel'))).toMatchObject({
				isTrouble: false,
				isRequested: true,
				sentence: 'Requested, in ReShare: EAST-9, canceled in Alma',
			});
		},
	);
});

describe.each(Object.keys(languages))('the report to staff about Alma requests in %s', (language) => {
	const ends = [
		end({ outcome: 'needsReview', explanation: 'In doubt.' }, asked('request', { row: 3, number: '3' }), language),
		end(answer(null, 204), asked('cancel', { number: '1' }), language),
		end(answer({ ...request, status: { value: 'SHIPPED' } }), asked('readRequest', { row: 2, number: '2' }), language),
	];

	it('the report to staff about Alma requests has a line for each request, in the order of its list, and counts requested and doubtful ones', () => {
		const made = writeOtherSystemReport(
			ends,
			readLibraryProfile({ staffEmail: 'staff@library.example.edu', staffLanguage: language }),
			'almaCancellation',
		);
		expect(made?.text.split('\n').flatMap((line) => /^- (\d)/.exec(line)?.[1] ?? [])).toEqual(['1', '2', '3']);
		expect(made?.subject.match(/\d/g)).toEqual(language === 'es' || language === 'fr' ? ['1', '3'] : ['1', '3', '1']);
		expect(made?.html).toMatch(
			language === 'en' ? /Details: In doubt\./ : /<span lang="en">\P{P}+ \(\P{P}+\)[\u00a0]?: In doubt\.<\/span>/u,
		);
		expect(made?.text).not.toMatch(/undefined|[{}]|P4711/);
	});

	it('the report to staff about Alma requests explains "left alone" only if a request was left alone', () => {
		const { leftAlone } = messagesByLanguage[language as Language].systems.account.alma;
		const textOf = (some: typeof ends) =>
			writeOtherSystemReport(some, readLibraryProfile({ staffLanguage: language }), 'almaCancellation')?.text;
		const inOtherWords = ends.map((one) => ({ ...one, sentence: 'Nothing was done.' }));
		expect([ends, inOtherWords, ends.slice(0, 2)].map((some) => textOf(some)?.includes(leftAlone))).toEqual([true, true, false]);
	});
});
