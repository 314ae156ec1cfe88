import { ensureN8n } from './install';
import { isHomePrepared, keepAsPrepared } from './preparedHome';
import { temporaryFolder } from './processes';
import { startN8n } from './server';

/** `npm run n8n:install`: so that tests do not start with a long silence. */
async function main(): Promise<void> {
	await ensureN8n((line) => console.log(line));
	if (isHomePrepared()) return;
	console.log("Preparing n8n's database.");
	const userFolder = temporaryFolder('reshare-n8n-home-');
	const n8n = await startN8n({ userFolder, linkPackage: false });
	await n8n.rest.signIn();
	await n8n.stop();
	await keepAsPrepared(userFolder);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
