import { parseArgs } from 'node:util';
import { collectTriggerDeliveries } from './collectTriggerDeliveries';
import { areAllDelivered, checkDemo, type DemoCheckResult } from './checkDemo';
import { startPracticeEnvironment, type PracticeEnvironment } from './startPracticeEnvironment';
import { requestByForm, type FormRequestResult } from './requestByForm';
import { ensureN8n } from '../n8n/ensureN8n';
import { ownerAccount } from '../n8n/N8nRest';
import { findFreePortNear } from '../n8n/freePort';
import { createTemporaryFolder } from '../n8n/childProcesses';
import { printHeading, printLine, printTable } from './printOnScreen';
import { readTemplate, withCredentials, withParameters } from './readTemplate';
import { libraryProfile } from './practiceCredentials';
import { demoCases } from './demoCases';

/** How fast time passes: a day takes six seconds, and a loan of three weeks takes about two minutes. */
const speed = 14_400;
/** For how long changes are followed after the last request: the longest loan, two polls of n8n, and some time to spare. */
const followForMs = 300_000;

/** At this speed, most changes are outdated when n8n, which polls once a minute, delivers them; so notices are written even then. */
const allEvents = { options: { evenIfOver: true } };

const help = `Plays the workflow of the integration guide once, in a real n8n over the practice consortium, and leaves the editor open.

  npm run demo -- [--vufind] [--crosslink] [--once]

  --vufind     search through VuFind instead of GraphQL
  --crosslink  request in CrossLink instead of ReShare (mod-rs)
  --once       end after the run; exit code 0 only if every step was seen
`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			once: { type: 'boolean', default: false },
			vufind: { type: 'boolean', default: false },
			crosslink: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) return void process.stdout.write(help);
	const userFolder = createTemporaryFolder('reshare-demo-');

	printHeading('Preparing');
	await ensureN8n(printLine);
	printLine('Starting the practice consortium, a mail server and n8n (about ten seconds)');
	const practice = await startPracticeEnvironment({
		n8n: { userFolder, port: await findFreePortNear(5678) },
		sandbox: { speed, sharedIndex: values.vufind ? 'reservoir' : 'folio', crosslinkModel: '3.7.0' },
		backEnd: values.crosslink ? 'crossLink' : 'modRs',
		onMail: (mail) => printLine(`    mail to ${mail.to.join(', ')}: ${mail.subject}`),
	});
	if (!values.once) printAddresses(practice);
	printLine(
		`The demo plays five requests now, which takes about six minutes${values.once ? '' : '; you can look around in the editor meanwhile'}`,
	);

	const checks = await playGuide(practice);
	const missing = checks.filter(({ seen }) => !seen);
	if (missing.length > 0) {
		printHeading('Not seen');
		for (const { what } of missing) process.stdout.write(`  ${what}\n`);
		process.exitCode = 1;
	}
	process.stdout.write(`\n${checks.length - missing.length} of ${checks.length} steps seen.\n`);
	if (values.once) {
		await practice.stop();
		return;
	}
	printHeading('The demo is over, and the editor stays open');
	printAddresses(practice);
	printLine('Go on with "Your first status email" in docs/practice-consortium.md, from step 4. Press Ctrl+C to end everything.');
}

/** Plays the guide's whole workflow, for five requests. */
async function playGuide(practice: PracticeEnvironment): Promise<DemoCheckResult[]> {
	const { rest } = practice.n8n;
	printHeading('Workflows');
	const status = await rest.importWorkflow(
		withParameters(
			withCredentials(await readTemplate('patron-notices'), practice.credentials),
			'n8n-nodes-reshare.reShareNotice',
			allEvents,
		),
	);
	await rest.activate(status.id);
	printLine(`"${status.name}" is active: its trigger asks ReShare once a minute`);
	const guide = await rest.importWorkflow(withCredentials(await readTemplate('guide-workflow'), practice.credentials));
	await rest.activate(guide.id);
	printLine(`"${guide.name}" is active: its form waits for patrons`);

	printHeading("Five patrons' requests");
	const results: FormRequestResult[] = [];
	for (const oneCase of demoCases) results.push(await requestByForm(practice, guide, oneCase));

	printHeading('Status changes, as the trigger delivers them');
	const following = await collectTriggerDeliveries(practice, status.id, (deliveries) => areAllDelivered(results, deliveries), followForMs);

	const seen = { results, following, mails: practice.mail.mails, staffAddress: libraryProfile.staffEmail, backEnd: practice.backEnd };
	printSummary(seen);
	return checkDemo(seen);
}

function printSummary({ results, following, mails, staffAddress }: Parameters<typeof checkDemo>[0]): void {
	printHeading("Summary, from n8n's executions");
	printTable([
		['Title', 'Search', 'Why', 'Request', 'Id', 'States delivered', 'Mails'],
		...results.map((result) => [
			result.case.entry.title,
			result.outcome,
			result.reason,
			result.request?.hrid ?? 'none',
			result.request?.id ?? '',
			following.deliveries
				.filter(({ requestId }) => requestId !== '' && requestId === result.request?.id)
				.map(({ label }) => label)
				.join(', '),
			String(
				mails.filter(
					({ to, subject, text }) =>
						to.includes(result.case.entry.patronEmail) ||
						(to.includes(staffAddress) && `${subject}${text}`.includes(result.case.entry.title)),
				).length,
			),
		]),
	]);
}

function printAddresses({ n8n, sandbox, lettersUrl }: PracticeEnvironment): void {
	printHeading('You can open');
	process.stdout.write(`  Editor     ${n8n.url}\n  Email      ${ownerAccount.email}\n  Password   ${ownerAccount.password}\n`);
	process.stdout.write(`  Letters    ${lettersUrl}\n  Okapi      ${sandbox.okapiUrl}\n\n`);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
});
