import type { LibraryAccess } from '../reshare';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox';
import { MailServer, type ReceivedMail } from '../sandbox/mail/MailServer';
import { serveMailPage } from '../sandbox/mail/serveMailPage';
import { startN8n, type StartN8nOptions, type RunningN8n } from '../n8n/startN8n';
import { inventoryAccountOf, libraryProfile, vufindAccessOf } from './practiceCredentials';
import { practiceBackEnds, type BackEndName, type PracticeBackEnd } from './practiceBackEnds';
import type { TemplateCredentials } from './readTemplate';

interface PracticeOptions {
	readonly n8n: StartN8nOptions;
	readonly sandbox?: SandboxOptions;
	/** The system that stores the library's requests; by default mod-rs. */
	readonly backEnd?: BackEndName;
	readonly onMail?: (mail: ReceivedMail) => void;
}

/** The practice consortium, a mail server and an n8n with credentials for both. */
export interface PracticeEnvironment {
	readonly sandbox: Sandbox;
	readonly mail: MailServer;
	/** The address of the page that shows the mails. */
	readonly lettersUrl: string;
	readonly n8n: RunningN8n;
	readonly credentials: TemplateCredentials;
	readonly backEnd: PracticeBackEnd;
	readonly library: LibraryAccess;
	stop(): Promise<void>;
}

export async function startPracticeEnvironment(options: PracticeOptions): Promise<PracticeEnvironment> {
	const sandbox = await startSandbox(options.sandbox);
	const mail = new MailServer(options.onMail);
	const mailPort = await mail.start();
	const letters = await serveMailPage(mail);
	const stopServices = async (): Promise<void> => {
		await letters.close();
		await mail.stop();
		await sandbox.close();
	};
	let n8n: RunningN8n | undefined;
	try {
		n8n = await startN8n(options.n8n);
		await n8n.rest.signIn();
		const backEnd = practiceBackEnds[options.backEnd ?? 'modRs'];
		const library = backEnd.account(sandbox);
		const inventory = options.sandbox?.sharedIndex === 'reservoir' ? vufindAccessOf(sandbox) : inventoryAccountOf(sandbox);
		const credentials = await createCredentials(n8n, mailPort, inventory, { ...library });
		const { stop: stopN8n } = n8n;
		return {
			sandbox,
			mail,
			lettersUrl: letters.url,
			n8n,
			credentials,
			backEnd,
			library,
			stop: async () => await stopN8n().finally(stopServices),
		};
	} catch (error) {
		// Everything is stopped, because whatever still runs would keep this process alive.
		await n8n?.stop();
		await stopServices();
		throw error;
	}
}

async function createCredentials(
	n8n: RunningN8n,
	mailPort: number,
	sharedInventory: Record<string, unknown>,
	library: Record<string, unknown>,
): Promise<TemplateCredentials> {
	const mailAccount = { user: '', password: '', host: '127.0.0.1', port: mailPort, secure: false, disableStartTls: true, hostName: '' };
	return {
		sharedInventory: await n8n.rest.createCredential('Shared Inventory', 'reShareInventoryApi', {
			...sharedInventory,
			ownSymbols: 'US-EAST',
		}),
		myLibrary: await n8n.rest.createCredential("My Library's ReShare", 'okapiApi', library),
		libraryProfile: await n8n.rest.createCredential('Library Profile', 'reShareLibraryProfileApi', { ...libraryProfile }),
		mail: await n8n.rest.createCredential('Mail', 'smtp', mailAccount),
	};
}
