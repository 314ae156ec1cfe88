import { ensureN8n } from './ensureN8n';
import { isHomePrepared, saveAsPreparedHome } from './preparedHome';
import { createTemporaryFolder } from './childProcesses';
import { startN8n } from './startN8n';

/** Runs `npm run n8n:install`, so that tests need not begin with a long silent installation. */
async function main(): Promise<void> {
	await ensureN8n((line) => console.log(line));
	if (isHomePrepared()) return;
	console.log("Preparing n8n's database.");
	const userFolder = createTemporaryFolder('reshare-n8n-home-');
	const n8n = await startN8n({ userFolder, linkPackage: false });
	await n8n.rest.signIn();
	await n8n.stop();
	await saveAsPreparedHome(userFolder);
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
